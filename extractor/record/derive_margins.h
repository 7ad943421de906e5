// The R class and the closest margin, from what is said of the margins.
#ifndef PATHEX_EXTRACTOR_RECORD_DERIVE_MARGINS_H_
#define PATHEX_EXTRACTOR_RECORD_DERIVE_MARGINS_H_

#include <cstddef>

#include "extractor/record/candidates.h"
#include "extractor/record/node.h"
#include "extractor/record/record.h"

namespace pathex {

// Completes "margins" of one tumour, if it has any:
//   status  stated (R0 … RX written): stays, basis "stated". Else, basis "derived": macroscopic
//           residual tumour R2; any margin involved R1; all assessed margins clear R0; only margins
//           that cannot be assessed RX. A statement about all margins outranks a single margin from
//           a section of lower rank (D011).
//   sites   a site with a distance but no status: 0 mm involved; less than 1 mm close; else clear.
//   closest when not stated: the smallest distance of a site, unless a margin is involved.
// Reads and leaves the working keys _overall, _residual, _distance_mm, _relation.
void DeriveMargins(const SectionRanks& ranks, size_t index, Node* tumor, Record* record);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_DERIVE_MARGINS_H_
