// The policy "sum": counts that are given place by place are added up; a stated total is taken.
#ifndef PATHEX_EXTRACTOR_RECORD_POLICY_SUM_H_
#define PATHEX_EXTRACTOR_RECORD_POLICY_SUM_H_

#include <vector>

#include "extractor/record/policy.h"

namespace pathex {

// `said` in order of the text; lead[0] is the whole ("12 looked at"), lead[1] the part ("3 of
// them hit"), each may be missing. Only the highest rank counts. Where several places are named,
// their counts are added, except where one entrant is the total of the others: it stands in no
// specimen or its rule is heavier than theirs, and its number is their sum (heavier: not below it).
// What is said twice counts once. Total: never fails; of more than five hundred counts none is
// believed, they are all in conflict.
Choice ChooseSum(const std::vector<Entrant>& said);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_POLICY_SUM_H_
