#include "extractor/record/policy.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "extractor/record/policy_sum.h"

namespace pathex {
namespace {

// Numbers take part in orders and is_a tables by their written form.
class NameOf {
 public:
  explicit NameOf(const Value& value) : text_(value.text) {
    if (value.kind != Value::Kind::kNumber) return;
    number_ = std::to_string(value.thousandths / 1000);
    text_ = number_;
  }
  NameOf(const NameOf&) = delete;
  NameOf& operator=(const NameOf&) = delete;
  std::string_view text() const { return text_; }

 private:
  std::string number_;
  std::string_view text_;
};

// Smaller is better. Values that the policy does not know come last.
int64_t Preference(const Bundle& bundle, const Entrant& entrant) {
  int64_t number = 0;
  for (const Value* value : entrant.lead) {
    if (value == nullptr) continue;
    number = value->thousandths;
    if (bundle.policy == Policy::kMostSevere) {
      const auto it = std::find(bundle.order.begin(), bundle.order.end(), NameOf(*value).text());
      number = it - bundle.order.begin();
    }
    break;
  }
  return bundle.policy == Policy::kLargest ? -number : number;
}

bool HasPreference(Policy policy) {
  return policy == Policy::kLargest || policy == Policy::kSmallest || policy == Policy::kMostSevere;
}

bool IsSpecialOf(const Assembly& assembly, const Bundle& bundle, const Entrant& special,
                 const Entrant& general) {
  if (bundle.policy != Policy::kMostSpecific || special.lead[0] == nullptr ||
      general.lead[0] == nullptr) {
    return false;
  }
  if (!general.organ.empty() && special.organ != general.organ &&
      special.standing.rank != general.standing.rank) {
    return false;
  }
  const NameOf name(*special.lead[0]), of(*general.lead[0]);
  return assembly.IsA(bundle.is_a, name.text(), of.text());
}

// Strongest first, otherwise as they were: few, and mostly in order.
void SortByStanding(std::vector<Entrant>* entrants) {
  constexpr size_t kFew = 32;
  if (entrants->size() > kFew) {
    return std::stable_sort(
        entrants->begin(), entrants->end(),
        [](const Entrant& a, const Entrant& b) { return Stronger(a.standing, b.standing); });
  }
  for (auto entrant = entrants->begin(); entrant != entrants->end(); ++entrant) {
    auto to = entrant;
    while (to != entrants->begin() && Stronger(entrant->standing, std::prev(to)->standing)) --to;
    if (to != entrant) std::rotate(to, entrant, std::next(entrant));
  }
}

// Index of the entrant that the policy prefers; entrants are in order of standing.
size_t FindWinner(const Assembly& assembly, const Bundle& bundle,
                  const std::vector<Entrant>& entrants) {
  size_t winner = 0;
  for (size_t i = 1; i < entrants.size(); ++i) {
    if (bundle.policy == Policy::kMostSpecific) {
      if (!entrants[i].SameValue(entrants[winner]) &&
          IsSpecialOf(assembly, bundle, entrants[i], entrants[winner])) {
        winner = i;
      }
    } else if (HasPreference(bundle.policy) && entrants[i].standing == entrants[0].standing &&
               Preference(bundle, entrants[i]) < Preference(bundle, entrants[winner])) {
      winner = i;
    }
  }
  return winner;
}

void Sort(const Assembly& assembly, const Bundle& bundle, const std::vector<Entrant>& entrants,
          size_t winner, Choice* choice) {
  const Entrant& best = entrants[winner];
  choice->winner = best.id;
  choice->agreeing.push_back(best.id);
  for (size_t i = 0; i < entrants.size(); ++i) {
    const Entrant& other = entrants[i];
    if (i == winner) continue;
    const bool same_rank = other.standing == best.standing ||
                           other.standing == entrants[0].standing ||
                           bundle.policy == Policy::kAgree;
    if (other.SameValue(best)) {
      choice->agreeing.push_back(other.id);
    } else if (IsSpecialOf(assembly, bundle, best, other)) {
      choice->broader.push_back(other.id);
    } else if (same_rank) {
      choice->conflicting.push_back(other.id);
    } else {
      choice->superseded.push_back(other.id);
    }
  }
}

// Two special cases of one broader statement contradict each other, not it: it stands.
bool FallBack(const Assembly& assembly, const Bundle& bundle, const std::vector<Entrant>& entrants,
              size_t winner, Choice* choice) {
  if (winner == 0) return false;
  const std::vector<uint32_t> rivals = choice->conflicting;
  for (const Entrant& entrant : entrants) {
    if (std::find(rivals.begin(), rivals.end(), entrant.id) != rivals.end() &&
        !IsSpecialOf(assembly, bundle, entrant, entrants[0])) {
      return false;
    }
  }
  Choice fallback;
  fallback.winner = entrants[0].id;
  for (const Entrant& entrant : entrants) {
    if (entrant.SameValue(entrants[0])) {
      fallback.agreeing.push_back(entrant.id);
    } else if (IsSpecialOf(assembly, bundle, entrant, entrants[0])) {
      fallback.conflicting.push_back(entrant.id);
    } else if (IsSpecialOf(assembly, bundle, entrants[0], entrant)) {
      fallback.broader.push_back(entrant.id);
    } else {
      fallback.superseded.push_back(entrant.id);
    }
  }
  *choice = std::move(fallback);
  return true;
}

}  // namespace

bool Entrant::SameValue(const Entrant& other) const {
  for (size_t i = 0; i < kMaxLead; ++i) {
    if ((lead[i] == nullptr) != (other.lead[i] == nullptr)) return false;
    if (lead[i] != nullptr && !(*lead[i] == *other.lead[i])) return false;
  }
  return true;
}

Choice Choose(const Assembly& assembly, const Bundle& bundle, std::vector<Entrant>* entrants) {
  Choice choice;
  if (entrants->empty()) return choice;
  if (bundle.policy == Policy::kSum) return ChooseSum(*entrants);
  SortByStanding(entrants);
  const size_t winner = FindWinner(assembly, bundle, *entrants);
  Sort(assembly, bundle, *entrants, winner, &choice);
  if (choice.conflicting.empty() || bundle.on_conflict != OnConflict::kAbsent) return choice;
  if (FallBack(assembly, bundle, *entrants, winner, &choice)) return choice;
  choice.conflicting.insert(choice.conflicting.begin(), choice.agreeing.begin(),
                            choice.agreeing.end());
  choice.agreeing.clear();
  choice.winner = -1;
  return choice;
}

}  // namespace pathex
