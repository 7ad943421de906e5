// Depth from tissue layers.
#ifndef PATHEX_EXTRACTOR_RECORD_DERIVE_DEPTH_H_
#define PATHEX_EXTRACTOR_RECORD_DERIVE_DEPTH_H_

#include <cstddef>

#include "extractor/record/assembly.h"
#include "extractor/record/node.h"
#include "extractor/record/record.h"

namespace pathex {

// Adds depth.level to a tumour whose layers are known and whose level is not stated: superficial
// when every layer lies above the investing fascia, deep when one is the fascia or below it. A
// layer that tells neither gives nothing, and nothing is derived where the level is disputed. Takes
// the depth away from a tumour of a type that has none: the fascia is the measure of soft tissue.
void DeriveDepth(const Assembly& assembly, const Record& record, size_t index, Node* tumor);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_DERIVE_DEPTH_H_
