#include "extractor/record/entities.h"

#include <algorithm>
#include <bit>
#include <map>
#include <string>

#include "extractor/record/policy.h"

namespace pathex {
namespace {

// What the openers of one specimen say together.
struct Labelled {
  std::string_view specimen;
  std::vector<Entrant> entrants;
  std::vector<uint32_t> findings;
  std::string value;
};

bool Opens(const EntitySpec& entity, const CandidatePool& pool, const Candidate& candidate) {
  if (std::find(entity.sections.begin(), entity.sections.end(), candidate.section) ==
      entity.sections.end()) {
    return false;
  }
  return std::none_of(entity.not_when.begin(), entity.not_when.end(), [&](const auto& exclusion) {
    const Value* value = pool.Get(candidate, exclusion.first);
    return value != nullptr && value->text == exclusion.second;
  });
}

const Bundle* BundleOf(const MentionSpec& spec, std::string_view slot) {
  for (const Bundle& bundle : spec.bundles) {
    if (bundle.slots[bundle.lead[0]].slot == slot) return &bundle;
  }
  return nullptr;
}

// Specimens with an opener, in order of the text, and what each is.
std::vector<Labelled> FindLabelled(const Assembly& assembly, const MentionSpec& spec,
                                   std::span<Candidate> openers, const CandidatePool& pool) {
  std::vector<Labelled> out;
  for (const Candidate& candidate : openers) {
    const Value* value = pool.Get(candidate, assembly.entity.slot);
    if (value == nullptr || candidate.specimen.empty()) continue;
    if (!Opens(assembly.entity, pool, candidate)) continue;
    auto it = std::find_if(out.begin(), out.end(), [&](const Labelled& labelled) {
      return labelled.specimen == candidate.specimen;
    });
    if (it == out.end()) it = out.insert(out.end(), Labelled{candidate.specimen, {}, {}, {}});
    Entrant entrant;
    entrant.id = static_cast<uint32_t>(it->findings.size());
    entrant.standing = candidate.standing;
    entrant.lead[0] = value;
    it->entrants.push_back(entrant);
    it->findings.push_back(candidate.finding);
  }
  const Bundle* bundle = BundleOf(spec, assembly.entity.slot);
  for (Labelled& labelled : out) {
    if (bundle == nullptr) continue;
    std::vector<Entrant> entrants = labelled.entrants;
    const Choice choice = Choose(assembly, *bundle, &entrants);
    if (choice.winner >= 0) {
      labelled.value = labelled.entrants[static_cast<size_t>(choice.winner)].lead[0]->text;
    }
  }
  return out;
}

// Groups of specimens that hold the same thing, as indices into `labelled`.
std::vector<std::vector<size_t>> Group(const Assembly& assembly,
                                       const std::vector<Labelled>& labelled) {
  const std::string& table = assembly.entity.is_a;
  std::vector<std::vector<size_t>> groups;
  for (size_t i = 0; i < labelled.size(); ++i) {
    const std::string& value = labelled[i].value;
    const auto fits = [&](const std::vector<size_t>& group) {
      return std::all_of(group.begin(), group.end(), [&](size_t member) {
        const std::string& other = labelled[member].value;
        return value.empty() || other.empty() || assembly.IsA(table, value, other) ||
               assembly.IsA(table, other, value);
      });
    };
    const auto it = std::find_if(groups.begin(), groups.end(), fits);
    if (it == groups.end()) {
      groups.push_back({i});
    } else {
      it->push_back(i);
    }
  }
  const auto leads = [&](const std::vector<size_t>& group) {
    return assembly.entity.minor.find(labelled[group[0]].value) == assembly.entity.minor.end();
  };
  std::stable_partition(groups.begin(), groups.end(), leads);
  return groups;
}

// A minor value said later than the diagnosis (in an addendum on another specimen) is no correction
// of it: it ranks like the section that `minor_as` names.
void Lower(const Assembly& assembly, const MentionSpec& spec, Candidate* candidate) {
  const auto as = assembly.entity.minor_as.find(candidate->section);
  if (as == assembly.entity.minor_as.end()) return;
  const StringMap<int>& ranks = assembly.rank_tables[spec.ranks].ranks;
  const auto rank = ranks.find(as->second);
  if (rank != ranks.end()) candidate->standing.rank = rank->second;
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
      continue;
    }
    candidate.standing.foreign = !candidate.specimen.empty();
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
    const MentionSpec& spec = assembly.mentions[opener->second];
    const std::vector<Labelled> labelled =
        FindLabelled(assembly, spec, pool->Of(opener->second), *pool);
    for (const std::vector<size_t>& group : Group(assembly, labelled)) {
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
