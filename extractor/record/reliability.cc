#include "extractor/record/reliability.h"

#include <algorithm>
#include <cmath>

#include "extractor/record/json_buffer.h"
#include "extractor/record/leaves.h"
#include "extractor/record/report_notes.h"

namespace pathex {
namespace {

constexpr int kEnough = 20;     // of a kind, to speak for itself
constexpr double kPull = 4;     // a small group counts as if so many cases of the whole were in it
constexpr double kScale = 1e3;  // shares are written with three decimals
constexpr double kZ = 1.96;     // 95 %

double Low(const Measured& of) {
  const double n = of.n, p = of.hits / n;
  const double d = 1 + kZ * kZ / n;
  const double c = p + kZ * kZ / (2 * n);
  const double h = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  return (c - h) / d;
}

int32_t Rounded(double share) { return static_cast<int32_t>(std::lround(share * kScale)); }

// The logarithm of the odds of a group, pulled towards those of the whole: few cases prove little.
double LogOdds(const Measured& group, double whole) {
  const double share = (group.hits + kPull * whole) / (group.n + kPull);
  return std::log(share / (1 - share));
}

const Measured* FindKind(const StringMap<Measured>& kinds, std::string_view name) {
  const auto it = kinds.find(name);
  return it == kinds.end() || it->second.n == 0 ? nullptr : &it->second;
}

class Rater {
 public:
  Rater(const Reliability& table, Record* record) : table_(table), record_(*record) {}

  void Run();

 private:
  void RateBelow(const Node& node);
  void RateLeaf(const Node& leaf);
  const Measured& Speaks(const MeasuredValues& values, const Node& leaf);
  std::string_view KindOf(const Node& leaf);
  std::string CountOf(const MeasuredSign& sign) const;
  int32_t ErrorProbability() const;

  const Reliability& table_;
  Record& record_;
  JsonBuffer pointer_, pattern_, kind_;
};

void Rater::RateBelow(const Node& node) {
  if (IsLeaf(node)) return RateLeaf(node);
  const size_t pointer = pointer_.size(), pattern = pattern_.size();
  const auto rate = [&](const Node& below) {
    RateBelow(below);
    pointer_.Truncate(pointer);
    pattern_.Truncate(pattern);
  };
  for (const auto& [key, member] : node.members) {
    for (JsonBuffer* out : {&pointer_, &pattern_}) {
      out->Put('/');
      out->PutPlain(key);
    }
    rate(member);
  }
  for (size_t i = 0; i < node.items.size(); ++i) {
    pointer_.Put('/');
    pointer_.PutNumber(i);
    pattern_.Put("/*");
    rate(node.items[i]);
  }
}

// As KindOfSupport::kind() of evaluate/reliability.h.
std::string_view Rater::KindOf(const Node& leaf) {
  constexpr std::string_view kCertainty[] = {"certain", "probable", "uncertain", "hypothetical"};
  if (leaf.evidence.empty()) return "none|0|none";
  const Finding& first = record_.findings[leaf.evidence.front()];
  const PartAnalysis& part = record_.parts[first.mention.part];
  const bool known = first.mention.section < part.outline.sections.size();
  kind_.Clear();
  kind_.PutPlain(known ? part.outline.sections[first.mention.section].id : "none");
  kind_.Put('|');
  kind_.PutNumber(std::min<size_t>(leaf.evidence.size(), 3));
  if (leaf.evidence.size() >= 3) kind_.Put('+');
  kind_.Put('|');
  kind_.PutPlain(kCertainty[static_cast<int>(first.context.certainty)]);
  return kind_.view();
}

void Rater::RateLeaf(const Node& leaf) {
  const auto found = table_.values.find(pattern_.view());
  if (found == table_.values.end() || found->second.all.n == 0) return;
  const Measured& speaks = Speaks(found->second, leaf);
  record_.reliability.push_back({std::string(pointer_.view()), speaks.n,
                                 Rounded(static_cast<double>(speaks.hits) / speaks.n),
                                 Rounded(Low(speaks))});
}

// The measurement nearest to the leaf that is large enough.
const Measured& Rater::Speaks(const MeasuredValues& values, const Node& leaf) {
  const Measured* kind = FindKind(values.kind, KindOf(leaf));
  if (kind != nullptr && kind->n >= kEnough) return *kind;
  if (leaf.evidence.empty()) return values.all;
  const std::string_view rule = record_.findings[leaf.evidence.front()].mention.rule;
  const Measured* by_rule = FindKind(values.rule, rule);
  return by_rule != nullptr && by_rule->n >= kEnough ? *by_rule : values.all;
}

// As in "signs" of evaluate/reliability.h.
std::string Rater::CountOf(const MeasuredSign& sign) const {
  if (sign.reason.empty()) {
    const Node* kind = table_.by.empty() ? nullptr : FindNode(record_.report, table_.by);
    return kind == nullptr ? "none" : kind->text;
  }
  size_t count = 0;
  for (const ReviewReason& reason : record_.review) {
    if (reason.reason == sign.reason) count += std::max<size_t>(1, reason.findings.size());
  }
  return count >= 3 ? "3+" : std::to_string(count);
}

int32_t Rater::ErrorProbability() const {
  const double whole = (table_.documents.hits + 1.0) / (table_.documents.n + 2.0);
  const double prior = std::log(whole / (1 - whole));
  double odds = prior;
  for (const MeasuredSign& sign : table_.signs) {
    if (const Measured* group = FindKind(sign.counts, CountOf(sign))) {
      odds += LogOdds(*group, whole) - prior;
    }
  }
  return Rounded(1 / (1 + std::exp(-odds)));
}

void Rater::Run() {
  constexpr size_t kUsual = 64;  // values of a report
  record_.reliability.reserve(kUsual);
  RateBelow(record_.report);
  record_.error_probability = ErrorProbability();
}

}  // namespace

void Rate(const Reliability& table, Record* record) { Rater(table, record).Run(); }

}  // namespace pathex
