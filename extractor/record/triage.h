// Triage: the reasons why a person should look at a record.
#ifndef PATHEX_EXTRACTOR_RECORD_TRIAGE_H_
#define PATHEX_EXTRACTOR_RECORD_TRIAGE_H_

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"
#include "extractor/record/record.h"

namespace pathex {

// Adds to record->review what only the finished report tells, and orders all reasons:
//   suggested_repair       a value was read with a repair of damaged text (D020 as well)
//   hedged                 all that supports a watched value says "probable"
//   weak_section_only      all that supports a watched value stands in sections that rarely have
//                          the final word
//   unread                 something was named (a key of a list) of which no value was read; reason
//                          as the table says
//   outranked              mentions of lower rank say otherwise (D011) of a value of the table's
//   list several_tumors         there is more than one entity: each finding must be with its own
//   key fields             of the report's kind that have no value (reason as the table says)
//   input_diagnostic       the reader found the input odd (a warning or an error)
// Order: as Assembly::triage lists the reasons, then by pointer. Deterministic.
void Triage(const Assembly& assembly, const SectionRanks& ranks, Record* record);

// Once record->error_probability is known, sets record->review_needed: review is needed when it is
// above the table's bound or a reason stands that is not soft.
void WeighReasons(const Assembly& assembly, Record* record);

// What "review" of a record says and what a run counts.
bool NeedsReview(const Record& record);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_TRIAGE_H_
