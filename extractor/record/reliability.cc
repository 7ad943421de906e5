#include "extractor/record/reliability.h"

#include <algorithm>
#include <cmath>

#include "extractor/record/json_buffer.h"
#include "extractor/record/leaves.h"
#include "extractor/record/report_notes.h"

namespace pathex {
namespace {

constexpr int kEnough = 20;  // of a kind, to speak for itself

class Rater {
 public:
  Rater(const Reliability& table, Record* record) : table_(table), record_(*record) {}

  void Run();

 private:
  void RateBelow(const Node& node, uint32_t step);
  void RateLeaf(const Node& leaf, const MeasuredValues& values);
  const Measured& Speaks(const MeasuredValues& values, const Node& leaf);
  size_t SectionOf(const Mention& mention);
  double ShiftOf(const MeasuredSign& sign) const;
  int32_t ErrorProbability() const;

  const Reliability& table_;
  Record& record_;
  JsonBuffer pointer_;
  // The section that was looked up last: that of most mentions.
  int part_ = -1, section_ = -1;
  size_t number_ = 0;
};

// Walks the report and the patterns side by side: what no pattern reaches is passed over.
void Rater::RateBelow(const Node& node, uint32_t step) {
  const PatternStep& pattern = table_.steps[step];
  if (IsLeaf(node)) {
    if (pattern.values >= 0) RateLeaf(node, table_.values[static_cast<size_t>(pattern.values)]);
    return;
  }
  const size_t length = pointer_.size();
  for (const auto& [key, member] : node.members) {
    const uint32_t below = table_.Below(step, key);
    if (below == 0) continue;
    pointer_.Put('/');
    pointer_.PutPlain(key);
    RateBelow(member, below);
    pointer_.Truncate(length);
  }
  if (pattern.items == 0) return;
  for (size_t i = 0; i < node.items.size(); ++i) {
    pointer_.Put('/');
    pointer_.PutNumber(i);
    RateBelow(node.items[i], pattern.items);
    pointer_.Truncate(length);
  }
}

void Rater::RateLeaf(const Node& leaf, const MeasuredValues& values) {
  if (values.all.n == 0) return;
  const Measured& speaks = Speaks(values, leaf);
  record_.reliability.push_back(
      {std::string(pointer_.view()), speaks.n, speaks.precision, speaks.low});
}

size_t Rater::SectionOf(const Mention& mention) {
  if (part_ == mention.part && section_ == mention.section) return number_;
  part_ = mention.part;
  section_ = mention.section;
  const std::vector<Section>& sections = record_.parts[mention.part].outline.sections;
  number_ = table_.SectionOf(mention.section < sections.size() ? sections[mention.section].id
                                                               : std::string_view("none"));
  return number_;
}

// The measurement nearest to the leaf that is large enough.
const Measured& Rater::Speaks(const MeasuredValues& values, const Node& leaf) {
  if (leaf.evidence.empty()) {
    return values.unsupported.n >= kEnough ? values.unsupported : values.all;
  }
  const Finding& first = record_.findings[leaf.evidence.front()];
  const size_t kind =
      Reliability::KindOf(SectionOf(first.mention), leaf.evidence.size(), first.context.certainty);
  if (kind < values.kind.size() && values.kind[kind].n >= kEnough) return values.kind[kind];
  const auto by_rule = values.rule.find(first.mention.rule);
  return by_rule != values.rule.end() && by_rule->second.n >= kEnough ? by_rule->second
                                                                      : values.all;
}

// As in "signs" of evaluate/reliability.h.
double Rater::ShiftOf(const MeasuredSign& sign) const {
  if (sign.reason.empty()) {
    const Node* kind = table_.by.empty() ? nullptr : FindNode(record_.report, table_.by);
    const auto of = sign.by_value.find(kind == nullptr ? std::string_view("none") : kind->text);
    return of == sign.by_value.end() ? 0 : of->second;
  }
  size_t count = 0;
  for (const ReviewReason& reason : record_.review) {
    if (reason.reason == sign.reason) count += std::max<size_t>(1, reason.findings.size());
  }
  return sign.by_count[std::min(count, Reliability::kMostCounted)];
}

int32_t Rater::ErrorProbability() const {
  double odds = table_.prior;
  for (const MeasuredSign& sign : table_.signs) odds += ShiftOf(sign);
  return static_cast<int32_t>(std::lround(1e3 / (1 + std::exp(-odds))));
}

void Rater::Run() {
  constexpr size_t kUsual = 64;  // values of a report
  record_.reliability.reserve(kUsual);
  RateBelow(record_.report, 0);
  record_.error_probability = ErrorProbability();
}

}  // namespace

void Rate(const Reliability& table, Record* record) { Rater(table, record).Run(); }

}  // namespace pathex
