#include "extractor/record/labelled.h"

#include <algorithm>

namespace pathex {
namespace {

bool Has(const CandidatePool& pool, const Candidate& candidate,
         const std::vector<std::pair<std::string, std::string>>& slots) {
  return std::any_of(slots.begin(), slots.end(), [&](const auto& slot) {
    const Value* value = pool.Get(candidate, slot.first);
    return value != nullptr && value->text == slot.second;
  });
}

bool InSections(const EntitySpec& entity, const Candidate& candidate) {
  return std::find(entity.sections.begin(), entity.sections.end(), candidate.section) !=
         entity.sections.end();
}

const Bundle* BundleOf(const MentionSpec& spec, std::string_view slot) {
  for (const Bundle& bundle : spec.bundles) {
    if (bundle.slots[bundle.lead[0]].slot == slot) return &bundle;
  }
  return nullptr;
}

Labelled* FindSpecimen(std::vector<Labelled>* all, std::string_view specimen) {
  const auto it = std::find_if(all->begin(), all->end(), [&](const Labelled& labelled) {
    return labelled.specimen == specimen;
  });
  return it == all->end() ? nullptr : &*it;
}

void AddTo(const Assembly& assembly, const Candidate& candidate, const Value* value,
           Labelled* labelled) {
  Entrant entrant;
  entrant.id = static_cast<uint32_t>(labelled->findings.size());
  entrant.standing = candidate.standing;
  entrant.standing.minor = assembly.entity.minor.contains(value->text);
  entrant.lead[0] = value;
  labelled->entrants.push_back(entrant);
  labelled->findings.push_back(candidate.finding);
}

void AddOpener(const Assembly& assembly, const Candidate& candidate, const Value* value,
               std::vector<Labelled>* all) {
  Labelled* labelled = FindSpecimen(all, candidate.specimen);
  if (labelled == nullptr) {
    labelled = &all->emplace_back();
    labelled->specimen = candidate.specimen;
  }
  AddTo(assembly, candidate, value, labelled);
}

// An opener of a place that describes several things.
void AddInStretch(const Assembly& assembly, const Candidate& candidate, const Value* value,
                  const Stretch& stretch, std::vector<Labelled>* all) {
  const auto it = std::find_if(all->begin(), all->end(), [&](const Labelled& labelled) {
    return labelled.specimen == stretch.specimen && labelled.in_stretch == stretch.value;
  });
  Labelled* labelled = it == all->end() ? nullptr : &*it;
  if (labelled == nullptr) {
    labelled = &all->emplace_back();
    labelled->specimen = stretch.specimen;
    labelled->in_stretch = stretch.value;
  }
  AddTo(assembly, candidate, value, labelled);
}

// An opener of a specimen that describes several things in another section: that one's of them
// with which it can be the same.
bool AddToThing(const Assembly& assembly, const Candidate& candidate, const Value* value,
                std::vector<Labelled>* all) {
  const std::string& table = assembly.entity.is_a;
  for (Labelled& labelled : *all) {
    if (labelled.in_stretch.empty() || labelled.specimen != candidate.specimen) continue;
    if (!assembly.IsA(table, value->text, labelled.in_stretch) &&
        !assembly.IsA(table, labelled.in_stretch, value->text))
      continue;
    AddTo(assembly, candidate, value, &labelled);
    return true;
  }
  return false;
}

// Whether a mention of one of the types stands in the specimen.
bool Mentions(const Assembly& assembly, const std::vector<std::string>& types,
              std::string_view specimen, CandidatePool* pool) {
  return std::any_of(types.begin(), types.end(), [&](const std::string& type) {
    const auto spec = assembly.by_type.find(type);
    if (spec == assembly.by_type.end()) return false;
    const std::span<Candidate> candidates = pool->Of(spec->second);
    return std::any_of(candidates.begin(), candidates.end(),
                       [&](const Candidate& candidate) { return candidate.specimen == specimen; });
  });
}

// What the strongest mention of a type in a specimen says first; nullptr = nothing.
const Value* Strongest(const Assembly& assembly, uint16_t type, std::string_view specimen,
                       CandidatePool* pool) {
  const Bundle& bundle = assembly.mentions[type].bundles.front();
  const std::string& slot = bundle.slots[bundle.lead[0]].slot;
  const Value* best = nullptr;
  const Candidate* strongest = nullptr;
  for (const Candidate& candidate : pool->Of(type)) {
    const Value* value = pool->Get(candidate, slot);
    if (candidate.specimen != specimen || value == nullptr) continue;
    if (strongest != nullptr && !Stronger(candidate.standing, strongest->standing)) continue;
    strongest = &candidate;
    best = value;
  }
  return best;
}

// Both specimens describe a thing by all of EntitySpec::apart, and differently.
bool Apart(const Assembly& assembly, std::string_view a, std::string_view b, CandidatePool* pool) {
  const std::vector<std::string>& types = assembly.entity.apart;
  return !types.empty() && std::all_of(types.begin(), types.end(), [&](const std::string& type) {
    const auto spec = assembly.by_type.find(type);
    if (spec == assembly.by_type.end()) return false;
    const Value* of_a = Strongest(assembly, spec->second, a, pool);
    const Value* of_b = Strongest(assembly, spec->second, b, pool);
    return of_a != nullptr && of_b != nullptr && !(*of_a == *of_b);
  });
}

// Secondary openers in specimens of their own that describe what they open.
void AddSecondary(const Assembly& assembly, std::span<Candidate> openers, CandidatePool* pool,
                  std::vector<Labelled>* all) {
  const EntitySpec& entity = assembly.entity;
  std::vector<Labelled> secondary;
  for (const Candidate& candidate : openers) {
    const Value* value = pool->Get(candidate, entity.slot);
    if (value == nullptr || candidate.specimen.empty()) continue;
    if (!InSections(entity, candidate) || !Has(*pool, candidate, entity.secondary_when)) continue;
    if (FindSpecimen(all, candidate.specimen) != nullptr) continue;
    AddOpener(assembly, candidate, value, &secondary);
  }
  for (Labelled& labelled : secondary) {
    if (!Mentions(assembly, entity.secondary_with, labelled.specimen, pool)) continue;
    if (Mentions(assembly, entity.secondary_not_with, labelled.specimen, pool)) continue;
    labelled.secondary = true;
    all->push_back(std::move(labelled));
  }
}

}  // namespace

std::vector<Labelled> FindLabelled(const Assembly& assembly, const std::vector<Stretch>& stretches,
                                   CandidatePool* pool) {
  const EntitySpec& entity = assembly.entity;
  const uint16_t type = assembly.by_type.find(entity.opened_by)->second;
  std::vector<Labelled> out;
  for (const Candidate& candidate : pool->Of(type)) {
    if (!Opens(assembly, *pool, candidate)) continue;
    const Mention& mention = pool->MentionOf(candidate);
    const auto stretch = std::find_if(stretches.begin(), stretches.end(),
                                      [&](const Stretch& known) { return known.Holds(mention); });
    const Value* value = pool->Get(candidate, entity.slot);
    if (stretch != stretches.end()) {
      AddInStretch(assembly, candidate, value, *stretch, &out);
    } else if (!candidate.specimen.empty() && !AddToThing(assembly, candidate, value, &out)) {
      AddOpener(assembly, candidate, value, &out);
    }
  }
  if (!out.empty()) AddSecondary(assembly, pool->Of(type), pool, &out);
  const Bundle* bundle = BundleOf(assembly.mentions[type], entity.slot);
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

std::vector<std::vector<size_t>> GroupLabelled(const Assembly& assembly,
                                               const std::vector<Labelled>& labelled,
                                               CandidatePool* pool) {
  const std::string& table = assembly.entity.is_a;
  std::vector<std::vector<size_t>> groups;
  for (size_t i = 0; i < labelled.size(); ++i) {
    const std::string& value = labelled[i].value;
    const auto fits = [&](const std::vector<size_t>& group) {
      return std::all_of(group.begin(), group.end(), [&](size_t member) {
        const std::string& other = labelled[member].value;
        if (labelled[i].secondary != labelled[member].secondary) return false;
        const bool same = value.empty() || other.empty() || assembly.IsA(table, value, other) ||
                          assembly.IsA(table, other, value);
        // What stands in a stretch was told apart by its words.
        const bool stretch =
            !labelled[i].in_stretch.empty() || !labelled[member].in_stretch.empty();
        return same &&
               (stretch || !Apart(assembly, labelled[i].specimen, labelled[member].specimen, pool));
      });
    };
    const auto it = std::find_if(groups.begin(), groups.end(), fits);
    if (it == groups.end()) {
      groups.push_back({i});
    } else {
      it->push_back(i);
    }
  }
  const auto place = [&](const std::vector<size_t>& group) {
    if (assembly.entity.minor.contains(labelled[group[0]].value)) return 2;
    return labelled[group[0]].secondary ? 1 : 0;
  };
  std::stable_sort(groups.begin(), groups.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return groups;
}

}  // namespace pathex
