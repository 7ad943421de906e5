// All derivations, in their order.
#ifndef PATHEX_EXTRACTOR_RECORD_DERIVE_ALL_H_
#define PATHEX_EXTRACTOR_RECORD_DERIVE_ALL_H_

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"
#include "extractor/record/record.h"

namespace pathex {

// Runs derive_*.cc on every entity of a report that holds what the mentions said (working keys
// included): those that complete the report first, then those that fill record->derived, whose list
// has the same indices.
void DeriveAll(const Assembly& assembly, const SectionRanks& ranks, Record* record);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_DERIVE_ALL_H_
