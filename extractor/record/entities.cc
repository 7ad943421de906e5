#include "extractor/record/entities.h"

#include <algorithm>
#include <bit>
#include <map>
#include <string>

#include "extractor/record/labelled.h"

namespace pathex {
namespace {

// A minor value said later than the diagnosis (in an addendum on another specimen) is no correction
// of it: it ranks like the section that `minor_as` names.
void Lower(const Assembly& assembly, const MentionSpec& spec, Candidate* candidate) {
  const auto as = assembly.entity.minor_as.find(candidate->section);
  if (as == assembly.entity.minor_as.end()) return;
  const StringMap<int>& ranks = assembly.rank_tables[spec.ranks].ranks;
  const auto rank = ranks.find(as->second);
  if (rank != ranks.end()) candidate->standing.rank = rank->second;
}

// The weight decides, and among equal weights the entity's own specimen.
void WeighFirst(Standing* standing) {
  standing->weight = 2 * standing->weight - (standing->foreign ? 1 : 0);
  standing->foreign = false;
}

// Where a finding stands, for telling which entity a sentence speaks of.
struct Spot {
  uint16_t part = 0;
  uint32_t unit = 0;
  uint32_t block = 0;
};

Spot SpotOf(const Record& record, const Mention& mention) {
  const std::vector<Unit>& units = record.parts[mention.part].outline.units;
  return {mention.part, mention.unit, mention.unit < units.size() ? units[mention.unit].block : 0};
}

// Which entities a sentence, or else its paragraph, names: one bit each.
class NamedEntities {
 public:
  NamedEntities(const Assembly& assembly, const Record& record, const std::vector<Entity>& entities,
                CandidatePool* pool)
      : record_(record) {
    if (entities.size() < 2 || entities.size() > kMost) return;
    const auto opener = assembly.by_type.find(assembly.entity.opened_by);
    for (const Candidate& candidate : pool->Of(opener->second)) {
      const Value* value = pool->Get(candidate, assembly.entity.slot);
      if (value == nullptr) continue;
      uint32_t named = 0;
      for (size_t i = 0; i < entities.size(); ++i) {
        const std::string& own = entities[i].value;
        if (assembly.IsA(assembly.entity.is_a, value->text, own) ||
            assembly.IsA(assembly.entity.is_a, own, value->text)) {
          named |= 1u << i;
        }
      }
      const Spot spot = SpotOf(record, pool->MentionOf(candidate));
      by_unit_[{spot.part, spot.unit}] |= named;
      by_block_[{spot.part, spot.block}] |= named;
    }
  }

  // Index of the one entity that the words around a mention name, or -1.
  int Around(const Mention& mention) const {
    if (by_block_.empty() || mention.part >= record_.parts.size()) return -1;
    const Spot spot = SpotOf(record_, mention);
    const auto unit = by_unit_.find({spot.part, spot.unit});
    if (unit != by_unit_.end() && unit->second != 0) return Only(unit->second);
    const auto block = by_block_.find({spot.part, spot.block});
    return block == by_block_.end() ? -1 : Only(block->second);
  }

 private:
  static constexpr size_t kMost = 32;

  static int Only(uint32_t bits) {
    return bits != 0 && (bits & (bits - 1)) == 0 ? std::countr_zero(bits) : -1;
  }

  const Record& record_;
  std::map<std::pair<uint16_t, uint32_t>, uint32_t> by_unit_, by_block_;
};

void Assign(const Assembly& assembly, const Record& record, const std::vector<Entity>& entities,
            CandidatePool* pool) {
  const NamedEntities named(assembly, record, entities, pool);
  std::map<std::string_view, uint16_t> owner;
  for (size_t i = 0; i < entities.size(); ++i) {
    for (std::string_view label : entities[i].specimens) {
      owner.emplace(label, static_cast<uint16_t>(i));
    }
  }
  for (Candidate& candidate : pool->all()) {
    const MentionSpec& spec = assembly.mentions[candidate.spec];
    if (spec.type == assembly.entity.opened_by) {
      const Value* value = pool->Get(candidate, assembly.entity.slot);
      candidate.standing.minor = value != nullptr && assembly.entity.minor.find(value->text) !=
                                                         assembly.entity.minor.end();
      if (candidate.standing.minor) Lower(assembly, spec, &candidate);
    }
    if (!spec.per_entity || owner.empty()) continue;
    const auto it = owner.find(candidate.specimen);
    if (it != owner.end()) {
      candidate.entity = it->second;
      if (spec.weight_first) WeighFirst(&candidate.standing);
      continue;
    }
    candidate.standing.foreign = !candidate.specimen.empty();
    if (spec.weight_first) WeighFirst(&candidate.standing);
    candidate.entity = 0;
    // Outside of their specimens the words tell which one is meant.
    const int meant = named.Around(pool->MentionOf(candidate));
    if (meant >= 0) candidate.entity = static_cast<uint16_t>(meant);
  }
}

}  // namespace

std::vector<Entity> FindEntities(const Assembly& assembly, const Record& record,
                                 CandidatePool* pool) {
  std::vector<Entity> entities;
  const auto opener = assembly.by_type.find(assembly.entity.opened_by);
  if (opener != assembly.by_type.end()) {
    const std::vector<Labelled> labelled = FindLabelled(assembly, pool);
    for (const std::vector<size_t>& group : GroupLabelled(assembly, labelled, pool)) {
      Entity entity;
      for (size_t member : group) {
        // The most special of the values that fit together.
        if (assembly.IsA(assembly.entity.is_a, labelled[member].value, entity.value) ||
            entity.value.empty()) {
          entity.value = labelled[member].value;
        }
        entity.specimens.push_back(labelled[member].specimen);
        entity.opened_by.insert(entity.opened_by.end(), labelled[member].findings.begin(),
                                labelled[member].findings.end());
      }
      std::sort(entity.opened_by.begin(), entity.opened_by.end());
      entities.push_back(std::move(entity));
    }
  }
  if (entities.empty()) entities.emplace_back();
  Assign(assembly, record, entities, pool);
  return entities;
}

}  // namespace pathex
