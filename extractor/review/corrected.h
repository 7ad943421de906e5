// Corrected: a report as its reviewers say it should be, which is gold for `pathex evaluate`.
#ifndef PATHEX_EXTRACTOR_REVIEW_CORRECTED_H_
#define PATHEX_EXTRACTOR_REVIEW_CORRECTED_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/review/fields.h"
#include "extractor/review/verdict.h"

namespace pathex {

// Puts `value` where the item `pointer` is, or belongs: what other items hold below it stays; what
// is missing on the way is made; an index at or past the end appends. null takes the item away.
// Places in a list keep their numbers: see Compact.
void SetItem(std::string_view pointer, const Json& value, const FieldTable& table, Json* report);

// Takes away what SetItem(…, null) left empty: members without anything in them.
void Compact(Json* report);

struct CorrectedReport {
  Json report;
  std::vector<std::string> ambiguous;  // pointers that are not to be scored
  size_t values = 0;                   // items of the record
  size_t judged = 0;                   // of them, with a verdict
  bool complete() const { return judged == values; }
};

// `head` as in ReviewedRecord; `verdicts` those that stand for this record, of any reviewers: where
// two disagree the value is ambiguous. Values that are unsure are ambiguous. In a complete record
// nothing else is: what it does not list, the report does not say. In one that is not complete,
// every value without a verdict and every field without a value is ambiguous, too.
CorrectedReport Correct(const Json& head, const std::vector<Verdict>& verdicts,
                        const FieldTable& table);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_CORRECTED_H_
