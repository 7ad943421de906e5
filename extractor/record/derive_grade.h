// The sum check of the FNCLCC grade.
#ifndef PATHEX_EXTRACTOR_RECORD_DERIVE_GRADE_H_
#define PATHEX_EXTRACTOR_RECORD_DERIVE_GRADE_H_

#include <cstddef>

#include "extractor/record/node.h"
#include "extractor/record/record.h"

namespace pathex {

// Checks the grade of one tumour: components against the stated total, and the total (stated, or
// the sum of all three components) against the stated grade. A contradiction gives diagnostic D012
// and a reason for review; the report is never changed. What the components alone would give goes
// to `derived` (tumour's own object), never into the report.
void DeriveGrade(const Node& tumor, size_t index, Node* derived, Record* record);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_DERIVE_GRADE_H_
