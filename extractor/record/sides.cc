#include "extractor/record/sides.h"

#include <algorithm>
#include <set>
#include <string>

#include "extractor/record/organ.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr size_t kMostSides = 100;  // a text that names more is no report; each looks at all
constexpr size_t kStem = 4;         // letters that "ovary" and "ovarian" share

// Calls visit(stem) for the first letters of each long word, in small letters.
template <typename Visit>
void ForEachStem(std::string_view text, const Visit& visit) {
  for (size_t begin = 0, i = 0; i <= text.size(); ++i) {
    if (i < text.size() && IsAsciiLetter(text[i])) continue;
    if (i - begin > kStem) visit(AsciiLower(text.substr(begin, kStem)));
    begin = i + 1;
  }
}

class SideReader {
 public:
  SideReader(const Assembly& assembly, const Record& record, std::string_view organ,
             CandidatePool* pool)
      : assembly_(assembly), record_(record), organ_(OrganOf(organ)), pool_(*pool) {
    const EntitySpec& entity = assembly.entity;
    const auto type = assembly.by_type.find(entity.organ_type);
    if (type == assembly.by_type.end()) return;
    places_ = pool_.Of(type->second);
    for (const Candidate& place : places_) {
      const Value* code = pool_.Get(place, entity.organ_slot);
      const Value* name = pool_.Get(place, entity.organ_name);
      if (code == nullptr || name == nullptr || OrganOf(code->text) != organ_) continue;
      ForEachStem(name->text, [&](std::string stem) { stems_.insert(std::move(stem)); });
    }
  }

  bool NamesOrgan(const Candidate& side) const {
    if (const Value* code = pool_.Get(side, assembly_.entity.organ_slot))
      return OrganOf(code->text) == organ_;
    const FoldedSpan span = pool_.MentionOf(side).span;
    const std::string_view text = record_.parts[pool_.MentionOf(side).part].text.folded;
    bool named = false;
    ForEachStem(text.substr(span.begin, span.size()),
                [&](const std::string& stem) { named = named || stems_.count(stem) > 0; });
    return named;
  }

  // The first sentence at or behind the side that names its entity, in its specimen; nullptr =
  // none.
  const Mention* EntityBehind(const Candidate& side) const {
    const Mention& at = pool_.MentionOf(side);
    const auto opener = assembly_.by_type.find(assembly_.entity.opened_by);
    for (const Candidate& candidate : pool_.Of(opener->second)) {
      const Mention& mention = pool_.MentionOf(candidate);
      if (mention.part != at.part || mention.section != at.section || mention.unit < at.unit)
        continue;
      if (candidate.entity != side.entity || candidate.specimen != side.specimen) continue;
      if (IsPrimary(candidate)) return &mention;
    }
    return nullptr;
  }

  // Whether another organ is named between a side and what is behind it.
  bool AnotherOrganBefore(const Candidate& side, const Mention& behind) const {
    const Mention& at = pool_.MentionOf(side);
    return std::any_of(places_.begin(), places_.end(), [&](const Candidate& place) {
      const Mention& mention = pool_.MentionOf(place);
      const Value* code = pool_.Get(place, assembly_.entity.organ_slot);
      return code != nullptr && OrganOf(code->text) != organ_ && mention.part == at.part &&
             mention.unit > at.unit && mention.span.begin < behind.span.begin;
    });
  }

 private:
  // Whether it names the entity, and no deposit of it.
  bool IsPrimary(const Candidate& candidate) const {
    const EntitySpec& entity = assembly_.entity;
    return pool_.Get(candidate, entity.slot) != nullptr &&
           std::none_of(entity.not_when.begin(), entity.not_when.end(), [&](const auto& slot) {
             const Value* value = pool_.Get(candidate, slot.first);
             return value != nullptr && value->text == slot.second;
           });
  }

  const Assembly& assembly_;
  const Record& record_;
  std::string_view organ_;
  CandidatePool& pool_;
  std::span<Candidate> places_;
  std::set<std::string> stems_;  // of the words for the organ
};

}  // namespace

std::vector<uint32_t> SidesWithEntity(const Assembly& assembly, const Record& record,
                                      std::string_view organ,
                                      const std::vector<const Candidate*>& sides,
                                      std::string_view slot, CandidatePool* pool) {
  std::vector<uint32_t> out;
  if (sides.size() > kMostSides) return out;
  const SideReader reader(assembly, record, organ, pool);
  for (uint32_t i = 0; i < sides.size(); ++i) {
    const Value* value = pool->Get(*sides[i], slot);
    if (value == nullptr || !reader.NamesOrgan(*sides[i])) continue;
    const Mention* entity = reader.EntityBehind(*sides[i]);
    if (entity == nullptr) continue;
    const Mention& at = pool->MentionOf(*sides[i]);
    const bool another = std::any_of(sides.begin(), sides.end(), [&](const Candidate* side) {
      const Value* other = pool->Get(*side, slot);
      const Mention& mention = pool->MentionOf(*side);
      const bool between = mention.part == at.part && mention.span.begin >= at.span.end &&
                           mention.span.begin < entity->span.begin;
      if (other == nullptr || !between) return false;
      return !(*other == *value) || (mention.unit != at.unit && !reader.NamesOrgan(*side));
    });
    if (!another && !reader.AnotherOrganBefore(*sides[i], *entity)) out.push_back(i);
  }
  return out;
}

}  // namespace pathex
