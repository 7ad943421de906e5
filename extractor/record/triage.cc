#include "extractor/record/triage.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/is_among.h"
#include "extractor/record/leaves.h"
#include "extractor/record/report_notes.h"

namespace pathex {
namespace {

// Input faults come from the reader before anything is assembled; the engine's own notes are D….
bool IsInputFault(const Diagnostic& diagnostic) {
  return diagnostic.severity != Severity::kInfo && !diagnostic.code.starts_with('D');
}

class Reviewer {
 public:
  Reviewer(const Assembly& assembly, const SectionRanks& ranks, Record* record)
      : assembly_(assembly), triage_(assembly.triage), ranks_(ranks), record_(*record) {}

  void Run();

 private:
  void ReviewLeaf(const NodePath& path, const Node& leaf);
  void ReviewRepairs(const NodePath& path, const Node& leaf);
  std::string_view Spell(const NodePath& path);
  void ReviewKeyFields();
  void ReviewOutranked();
  void ReviewEntities();
  void ReviewUnread();
  bool HasValue(const MentionSpec& spec, std::string_view key) const;
  void Order();
  bool IsWatched(std::string_view pointer) const;
  bool IsWeak(const Mention& mention);

  const Assembly& assembly_;
  const TriageSpec& triage_;
  const SectionRanks& ranks_;
  Record& record_;
  JsonBuffer pointer_;  // of the leaf in hand
  int part_ = -1, section_ = -1;
  bool weak_ = false;  // whether that section rarely holds the final word
};

bool Reviewer::IsWatched(std::string_view pointer) const {
  return std::any_of(triage_.watched.begin(), triage_.watched.end(),
                     [&](const std::string& pattern) { return FitsPattern(pointer, pattern); });
}

// Mostly of the section of the mention before.
bool Reviewer::IsWeak(const Mention& mention) {
  if (part_ != mention.part || section_ != mention.section) {
    part_ = mention.part;
    section_ = mention.section;
    weak_ = IsAmong(triage_.weak_sections, ranks_.SectionOf(mention));
  }
  return weak_;
}

void Reviewer::ReviewRepairs(const NodePath& path, const Node& leaf) {
  std::vector<uint32_t> repaired;
  for (const uint32_t finding : leaf.evidence) {
    // A second mention that read the same without repair is proof enough.
    if (record_.findings[finding].mention.repairs.empty()) return;
    repaired.push_back(finding);
  }
  const std::string_view pointer = Spell(path);
  record_.diagnostics.push_back({Severity::kInfo, "D020", std::string(pointer),
                                 "read with a repair of damaged text", MentionIds(repaired)});
  NoteReason("suggested_repair", pointer, std::move(repaired), &record_);
}

void Reviewer::ReviewLeaf(const NodePath& path, const Node& leaf) {
  if (leaf.evidence.empty()) return;
  ReviewRepairs(path, leaf);
  const auto all = [&](const auto& predicate) {
    return std::all_of(leaf.evidence.begin(), leaf.evidence.end(), predicate);
  };
  // The patterns come last: they cost most and doubt is rare.
  const bool hedged = all([&](uint32_t finding) {
    return record_.findings[finding].context.certainty != Certainty::kCertain;
  });
  const bool weak =
      all([&](uint32_t finding) { return IsWeak(record_.findings[finding].mention); });
  if (!hedged && !weak) return;
  const std::string_view pointer = Spell(path);
  if (!IsWatched(pointer)) return;
  if (hedged) NoteReason("hedged", pointer, leaf.evidence, &record_);
  if (weak) NoteReason("weak_section_only", pointer, leaf.evidence, &record_);
}

std::string_view Reviewer::Spell(const NodePath& path) {
  pointer_.Clear();
  path.Write(&pointer_);
  return pointer_.view();
}

// Only the first entity must be complete: others are often mentioned in passing.
void Reviewer::ReviewKeyFields() {
  for (const KeyFields& fields : triage_.key_fields) {
    const Node* kind = FindNode(record_.report, fields.pointer);
    if (kind == nullptr || kind->text != fields.value) continue;
    for (std::string pointer : fields.fields) {
      const size_t star = pointer.find("/*/");
      if (star != std::string::npos) pointer[star + 1] = '0';
      if (FindNode(record_.report, pointer) == nullptr)
        NoteReason(fields.reason, pointer, {}, &record_);
    }
  }
}

void Reviewer::ReviewOutranked() {
  for (const Diagnostic& note : record_.diagnostics) {
    if (note.code != "D011") continue;
    const bool counts =
        std::any_of(triage_.outranked.begin(), triage_.outranked.end(),
                    [&](const std::string& pattern) { return FitsPattern(note.where, pattern); });
    const bool known =
        std::any_of(record_.review.begin(), record_.review.end(),
                    [&](const ReviewReason& reason) { return reason.pointer == note.where; });
    if (!counts || known) continue;
    const Node* leaf = FindNode(record_.report, note.where);
    NoteReason("outranked", note.where, leaf == nullptr ? std::vector<uint32_t>() : leaf->evidence,
               &record_);
  }
}

void Reviewer::ReviewEntities() {
  const Node* entities = record_.report.Find(assembly_.entity.into);
  if (entities == nullptr || entities->items.size() < 2) return;
  NoteReason("several_tumors", "/" + assembly_.entity.into + "/1", {}, &record_);
}

// Whether a list of the spec's, of any entity, has a member with this key.
bool Reviewer::HasValue(const MentionSpec& spec, std::string_view key) const {
  const Node* entities = spec.per_entity ? record_.report.Find(assembly_.entity.into) : nullptr;
  const size_t roots = spec.per_entity ? (entities == nullptr ? 0 : entities->items.size()) : 1;
  for (size_t i = 0; i < roots; ++i) {
    const Node* node = spec.per_entity ? &entities->items[i] : &record_.report;
    for (const std::string& step : spec.path) node = node == nullptr ? nullptr : node->Find(step);
    if (node == nullptr) continue;
    for (const Node& item : node->items) {
      const Node* own = item.Find(spec.key);
      if (own != nullptr && own->text == key) return true;
    }
  }
  return false;
}

void Reviewer::ReviewUnread() {
  for (const auto& [type, reason] : triage_.unread) {
    const MentionSpec* spec = assembly_.Find(type);
    if (spec == nullptr) continue;
    std::vector<uint32_t> unread;
    for (uint32_t i = 0; i < record_.findings.size(); ++i) {
      const Finding& finding = record_.findings[i];
      if (finding.mention.type != type || finding.lost_to >= 0) continue;
      const Context& context = finding.context;
      if (context.time != Time::kCurrent || context.subject != Subject::kPatient) continue;
      const bool has_value = std::any_of(
          finding.mention.slots.begin(), finding.mention.slots.end(), [&](const Slot& slot) {
            return slot.name == spec->key && HasValue(*spec, slot.value.text);
          });
      if (!has_value) unread.push_back(i);
    }
    if (unread.empty()) continue;
    NoteReason(reason, PointerOf(assembly_, *spec, 0, -1, ""), std::move(unread), &record_);
  }
}

void Reviewer::Order() {
  const auto place = [&](const ReviewReason& reason) {
    return std::find(triage_.order.begin(), triage_.order.end(), reason.reason) -
           triage_.order.begin();
  };
  std::stable_sort(record_.review.begin(), record_.review.end(),
                   [&](const ReviewReason& a, const ReviewReason& b) {
                     const auto pa = place(a), pb = place(b);
                     return pa != pb ? pa < pb : a.pointer < b.pointer;
                   });
}

void Reviewer::Run() {
  ReviewOutranked();
  const bool odd_input =
      std::any_of(record_.diagnostics.begin(), record_.diagnostics.end(), IsInputFault);
  ForEachLeaf(record_.report, NodePath(),
              [&](const NodePath& path, const Node& leaf) { ReviewLeaf(path, leaf); });
  ReviewEntities();
  ReviewKeyFields();
  ReviewUnread();
  if (odd_input) NoteReason("input_diagnostic", "", {}, &record_);
  Order();
}

}  // namespace

void Triage(const Assembly& assembly, const SectionRanks& ranks, Record* record) {
  Reviewer(assembly, ranks, record).Run();
}

void WeighReasons(const Assembly& assembly, Record* record) {
  if (!record->error_probability) return;
  const auto& soft = assembly.triage.soft;
  const bool hard =
      std::any_of(record->review.begin(), record->review.end(), [&](const ReviewReason& reason) {
        return std::find(soft.begin(), soft.end(), reason.reason) == soft.end();
      });
  record->review_needed =
      hard || *record->error_probability > assembly.triage.error_probability_above;
}

bool NeedsReview(const Record& record) {
  return record.review_needed.value_or(!record.review.empty());
}

}  // namespace pathex
