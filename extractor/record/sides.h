// Sides: of an organ that a body has twice, those that a report says to hold an entity.
#ifndef PATHEX_EXTRACTOR_RECORD_SIDES_H_
#define PATHEX_EXTRACTOR_RECORD_SIDES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"
#include "extractor/record/record.h"

namespace pathex {

// Which of the candidates that disagree about a side name the organ of the entity ("C56.9") and
// what fills it: behind the side, in the same specimen and section, the entity is named before
// another side or another organ is. Indices into `sides`, which are in order of the text and give
// the side by `slot`. None of more than a hundred.
std::vector<uint32_t> SidesWithEntity(const Assembly& assembly, const Record& record,
                                      std::string_view organ,
                                      const std::vector<const Candidate*>& sides,
                                      std::string_view slot, CandidatePool* pool);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_SIDES_H_
