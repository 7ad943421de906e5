// Diff: which values changed between two runs over the same reports, and why.
//
//   case-7  /list/0/stains[a]/result: positive -> negative
//       old  en/stain.result
//       new  en/stain.list
//
// Values are compared leaf by leaf, whatever the spec scores; members of lists that the spec knows
// are matched by their key, plain members by their value, others by index. Pure and deterministic.
#ifndef PATHEX_EXTRACTOR_EVALUATE_DIFF_H_
#define PATHEX_EXTRACTOR_EVALUATE_DIFF_H_

#include <map>
#include <string>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/evaluate/gold.h"
#include "extractor/evaluate/spec.h"

namespace pathex {

enum class ChangeKind { kAdded, kRemoved, kChanged };
std::string_view ChangeKindName(ChangeKind kind);  // "added", "removed", "changed"

struct Change {
  std::string document;
  std::string field;  // of the spec, else the pattern of the place
  std::string place;  // "/list/0/stains[a]/result"
  ChangeKind kind = ChangeKind::kChanged;
  std::string before, after;                      // as JSON; "" when not there
  std::vector<std::string> old_rules, new_rules;  // that support the value on each side
  std::string why;  // of a removed value: what became of its mentions in the new run
};

struct RecordDiff {
  struct Counts {
    int added = 0, removed = 0, changed = 0;
  };
  std::vector<Change> changes;                  // in the order of the old records, then by place
  std::vector<std::string> only_old, only_new;  // documents
  std::map<std::string, Counts> by_field;
  std::map<std::string, int> by_rule;  // "old rule -> new rule" (or "-"): number of changes
  int documents = 0;                   // in both
  int documents_changed = 0;
};

RecordDiff DiffRecords(const RecordSet& before, const RecordSet& after, const EvaluationSpec& spec);

std::string PrintDiff(const RecordDiff& diff);
Json DiffToJson(const RecordDiff& diff);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_DIFF_H_
