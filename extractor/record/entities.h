// Entities: how many objects of the entity's kind a report speaks of, and which mention is about
// which.
#ifndef PATHEX_EXTRACTOR_RECORD_ENTITIES_H_
#define PATHEX_EXTRACTOR_RECORD_ENTITIES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"

namespace pathex {

struct Entity {
  std::vector<std::string_view> specimens;  // labels, in order of the text; may be empty
  std::vector<uint32_t> opened_by;          // findings that say so, ascending
  std::string value;                        // what it is: the most special of its openers' values
  // EntitySpec::minor, and not described by itself (EntitySpec::secondary_with).
  bool minor = false;
};

// One entity, unless openers in different specimens name things that cannot be the same (neither is
// a special case of the other): then one for each, in order of the text, those of minor kind last.
// Sets `entity`, `standing.foreign` and `standing.minor` of all candidates: a mention in a specimen
// of an entity belongs to it; one elsewhere to the only entity that its sentence (or else its
// paragraph) names, every other one to the first entity. Deterministic.
std::vector<Entity> FindEntities(const Assembly& assembly, const Record& record,
                                 CandidatePool* pool);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_ENTITIES_H_
