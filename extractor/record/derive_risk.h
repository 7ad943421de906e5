// Size category, risk and prognostic factors.
#ifndef PATHEX_EXTRACTOR_RECORD_DERIVE_RISK_H_
#define PATHEX_EXTRACTOR_RECORD_DERIVE_RISK_H_

#include "extractor/record/node.h"

namespace pathex {

// Adds to `derived` (the tumour's own object), each with evidence, what is known of:
//   size_category        le_5_cm, gt_5_to_10_cm, gt_10_to_15_cm, gt_15_cm
//   high_risk            FNCLCC 2-3, deep and more than 5 cm: true when all three hold, false when
//   one
//                        is known not to hold, absent otherwise
//   prognostic_factors   age_60_or_more, necrosis, vascular_invasion, aneuploid, deep,
//   size_gt_5_cm:
//                        true or false, absent when unknown; mitoses_per_10_hpf: the count as
//                        stated (the high end of a range), only where the report counts in 10 HPF
void DeriveRisk(const Node& report, const Node& tumor, Node* derived);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_DERIVE_RISK_H_
