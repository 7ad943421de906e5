#include "extractor/record/entities.h"

#include <algorithm>
#include <bit>
#include <map>
#include <string>

#include "extractor/record/labelled.h"
#include "extractor/record/organ.h"
#include "extractor/record/stretches.h"

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

// Which entities the specimens hold, and which one a stretch of text is about.
struct Owners {
  std::map<std::string_view, std::vector<uint16_t>> specimens;
  std::vector<Stretch> stretches;  // in order of the text
  std::vector<uint16_t> about;     // entity of each stretch

  bool empty() const { return specimens.empty() && stretches.empty(); }
  // Entity of the stretch around a mention, or -1. What is `shared` belongs to the main thing of
  // the place, unless a checklist of another asks for it.
  int InStretch(const Mention& mention, bool shared) const {
    const auto around = std::find_if(stretches.begin(), stretches.end(),
                                     [&](const Stretch& known) { return known.Holds(mention); });
    if (around == stretches.end()) return -1;
    const auto main = std::find_if(stretches.begin(), stretches.end(), [&](const Stretch& known) {
      return known.main && known.part == around->part && known.specimen == around->specimen;
    });
    const bool of_main = shared && !around->asked && main != stretches.end();
    return about[static_cast<size_t>((of_main ? main : around) - stretches.begin())];
  }
  // The only entity of the mention's stretch or specimen, or -1.
  int Only(const Mention& mention, std::string_view specimen) const {
    const int in_stretch = InStretch(mention, false);
    if (in_stretch >= 0) return in_stretch;
    const auto holds = specimens.find(specimen);
    return holds == specimens.end() || holds->second.size() != 1 ? -1 : holds->second.front();
  }
};

// Which entities a sentence, or else its paragraph, or else a section that opens entities names:
// one bit each.
class NamedEntities {
 public:
  NamedEntities(const Assembly& assembly, const Record& record, const std::vector<Entity>& entities,
                const Owners& owners, CandidatePool* pool)
      : record_(record) {
    if (entities.size() < 2 || entities.size() > kMost) return;
    ReadOrgans(assembly, owners, pool);
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
      const bool opens = Opens(assembly, *pool, candidate);
      if (opens) by_section_[{spot.part, pool->MentionOf(candidate).section}] |= named;
    }
  }

  // Index of the one entity that the sentence of a mention says it is about, or -1.
  int SaidOf(const Mention& mention) const {
    if (said_.empty() || mention.part >= record_.parts.size()) return -1;
    const auto said = said_.find({mention.part, mention.unit});
    return said == said_.end() ? -1 : Only(said->second);
  }

  // Index of the one entity that the words around a mention name, or -1.
  int Around(const Mention& mention) const {
    if (by_block_.empty() || mention.part >= record_.parts.size()) return -1;
    const Spot spot = SpotOf(record_, mention);
    const auto unit = by_unit_.find({spot.part, spot.unit});
    if (unit != by_unit_.end() && unit->second != 0) return Only(unit->second);
    const auto organ = by_organ_.find({spot.part, spot.unit});
    if (organ != by_organ_.end() && organ->second != 0) return Only(organ->second);
    const auto block = by_block_.find({spot.part, spot.block});
    if (block != by_block_.end() && block->second != 0) return Only(block->second);
    const auto section = by_section_.find({spot.part, mention.section});
    return section == by_section_.end() ? -1 : Only(section->second);
  }

 private:
  static constexpr size_t kMost = 32;

  // In which organs each entity lies, and which sentences name the organ of only one.
  void ReadOrgans(const Assembly& assembly, const Owners& owners, CandidatePool* pool) {
    const EntitySpec& spec = assembly.entity;
    const auto type = assembly.by_type.find(spec.organ_type);
    if (type == assembly.by_type.end()) return;
    // How often an organ is named with each entity: the most often is the one that lies there.
    std::map<std::string_view, std::map<int, int>> named;
    for (const Candidate& candidate : pool->Of(type->second)) {
      const Value* organ = pool->Get(candidate, spec.organ_slot);
      const int entity = owners.Only(pool->MentionOf(candidate), candidate.specimen);
      if (organ != nullptr && entity >= 0) ++named[OrganOf(organ->text)][entity];
    }
    const auto read = [&](uint16_t from, auto* out) {
      for (const Candidate& candidate : pool->Of(from)) {
        const Value* organ = pool->Get(candidate, spec.organ_slot);
        const auto known = organ == nullptr ? named.end() : named.find(OrganOf(organ->text));
        if (known == named.end()) continue;
        const auto most = std::max_element(
            known->second.begin(), known->second.end(),
            [](const auto& one, const auto& other) { return one.second < other.second; });
        const Mention& mention = pool->MentionOf(candidate);
        (*out)[{mention.part, mention.unit}] |= 1u << most->first;
      }
    };
    read(type->second, &by_organ_);
    const auto named_by = assembly.by_type.find(spec.named_by);
    if (named_by != assembly.by_type.end()) read(named_by->second, &said_);
  }

  static int Only(uint32_t bits) {
    return bits != 0 && (bits & (bits - 1)) == 0 ? std::countr_zero(bits) : -1;
  }

  const Record& record_;
  std::map<std::pair<uint16_t, uint32_t>, uint32_t> by_unit_, by_block_, by_section_, by_organ_,
      said_;
};

// The entity of a candidate, and whether it stands in a specimen of another.
void AssignTo(const Owners& owners, const NamedEntities& named, const Mention& mention, bool shared,
              Candidate* candidate) {
  const int said = named.SaidOf(mention);
  const int in_stretch = said >= 0 ? said : owners.InStretch(mention, shared);
  if (in_stretch >= 0) {
    candidate->entity = static_cast<uint16_t>(in_stretch);
    return;
  }
  const auto holds = owners.specimens.find(candidate->specimen);
  const bool owned = holds != owners.specimens.end();
  candidate->entity = owned ? holds->second.front() : 0;
  candidate->standing.foreign = !owned && !candidate->specimen.empty();
  if (owned && holds->second.size() == 1) return;
  // Outside of their specimens, and where one holds several, the words tell which one is meant.
  const int meant = named.Around(mention);
  if (meant < 0) return;
  const uint16_t entity = static_cast<uint16_t>(meant);
  const bool possible = !owned || std::find(holds->second.begin(), holds->second.end(), entity) !=
                                      holds->second.end();
  if (possible) candidate->entity = entity;
}

void Assign(const Assembly& assembly, const Record& record, const std::vector<Entity>& entities,
            const Owners& owners, CandidatePool* pool) {
  const NamedEntities named(assembly, record, entities, owners, pool);
  for (Candidate& candidate : pool->all()) {
    const MentionSpec& spec = assembly.mentions[candidate.spec];
    if (spec.type == assembly.entity.opened_by) {
      const Value* value = pool->Get(candidate, assembly.entity.slot);
      candidate.standing.minor = value != nullptr && assembly.entity.minor.find(value->text) !=
                                                         assembly.entity.minor.end();
      if (candidate.standing.minor) Lower(assembly, spec, &candidate);
    }
    if (!spec.per_entity || owners.empty()) continue;
    AssignTo(owners, named, pool->MentionOf(candidate), spec.shared, &candidate);
    const bool minor = entities[candidate.entity].minor && !entities[0].minor;
    if (spec.major && minor) {
      candidate.entity = 0;
      candidate.standing.foreign = true;
    }
    if (spec.weight_first) WeighFirst(&candidate.standing);
  }
}

// One entity of what its specimens, or its stretches, say together.
Entity MakeEntity(const Assembly& assembly, const std::vector<Labelled>& labelled,
                  const std::vector<size_t>& group) {
  Entity entity;
  for (size_t member : group) {
    const Labelled& one = labelled[member];
    // The most special of the values that fit together.
    if (assembly.IsA(assembly.entity.is_a, one.value, entity.value) || entity.value.empty()) {
      entity.value = one.value;
    }
    const bool known = std::find(entity.specimens.begin(), entity.specimens.end(), one.specimen) !=
                       entity.specimens.end();
    if (!known && !one.specimen.empty()) entity.specimens.push_back(one.specimen);
    entity.opened_by.insert(entity.opened_by.end(), one.findings.begin(), one.findings.end());
  }
  std::sort(entity.opened_by.begin(), entity.opened_by.end());
  return entity;
}

}  // namespace

std::vector<Entity> FindEntities(const Assembly& assembly, const Record& record,
                                 CandidatePool* pool) {
  std::vector<Entity> entities;
  Owners owners;
  const auto opener = assembly.by_type.find(assembly.entity.opened_by);
  if (opener != assembly.by_type.end()) {
    owners.stretches = FindStretches(assembly, record, pool);
    owners.about.assign(owners.stretches.size(), 0);
    const std::vector<Labelled> labelled = FindLabelled(assembly, owners.stretches, pool);
    for (const std::vector<size_t>& group : GroupLabelled(assembly, labelled, pool)) {
      const uint16_t index = static_cast<uint16_t>(entities.size());
      entities.push_back(MakeEntity(assembly, labelled, group));
      entities.back().minor = assembly.entity.minor.contains(entities.back().value);
      for (const std::string_view label : entities.back().specimens)
        owners.specimens[label].push_back(index);
      for (size_t i = 0; i < owners.stretches.size(); ++i) {
        const Stretch& stretch = owners.stretches[i];
        for (size_t member : group) {
          if (labelled[member].specimen == stretch.specimen &&
              labelled[member].in_stretch == stretch.value)
            owners.about[i] = index;
        }
      }
    }
  }
  if (entities.empty()) entities.emplace_back();
  Assign(assembly, record, entities, owners, pool);
  return entities;
}

}  // namespace pathex
