#include "extractor/record/policy_sum.h"

#include <algorithm>
#include <numeric>

namespace pathex {
namespace {

constexpr int64_t kNone = -1;
constexpr size_t kMostCounts = 500;  // a text that says more is no report; each looks at all others

// Whole and part, in thousandths, with where they stand and who says so.
struct Count {
  int64_t whole = kNone, part = kNone;
  Place place;
  int weight = 0;
  std::vector<uint32_t> ids;
  std::vector<std::string_view> rules;  // that read it
};

void Add(int64_t more, int64_t* sum) {
  if (more != kNone) *sum = (*sum == kNone ? 0 : *sum) + more;
}

Count SumOf(const std::vector<Count>& counts) {
  Count sum;
  for (const Count& count : counts) {
    if (sum.ids.empty()) sum.place = count.place;
    Add(count.whole, &sum.whole);
    Add(count.part, &sum.part);
    sum.weight = std::max(sum.weight, count.weight);
    sum.ids.insert(sum.ids.end(), count.ids.begin(), count.ids.end());
  }
  return sum;
}

// Whether count `i` is in both numbers what at least two counts before (behind) it make together.
// In the midst of stations that are all free, two that happen to add up to the next prove nothing.
bool SumsUp(const std::vector<Count>& counts, size_t i, size_t from, size_t to) {
  if (to < from + 2 || counts[i].whole == kNone || counts[i].part == kNone) return false;
  const bool at_end = i == 0 || i + 1 == counts.size();
  if (!at_end && counts[i].part == 0 && to < from + 3) return false;
  const Count sum = SumOf(
      {counts.begin() + static_cast<int64_t>(from), counts.begin() + static_cast<int64_t>(to)});
  return sum.whole == counts[i].whole && sum.part == counts[i].part;
}

// Whether count `i` is in both numbers what three or more counts that say otherwise make together:
// a total in the midst of its stations, perhaps stated twice. With none or all of them it may be
// chance.
bool SumsUpOthers(const std::vector<Count>& counts, size_t i) {
  constexpr size_t kFewest = 3;
  if (counts[i].part <= 0 || counts[i].part >= counts[i].whole) return false;
  std::vector<Count> others;
  for (const Count& count : counts) {
    if (count.whole != counts[i].whole || count.part != counts[i].part) others.push_back(count);
  }
  const Count sum = SumOf(others);
  return others.size() >= kFewest && sum.whole == counts[i].whole && sum.part == counts[i].part;
}

// The same count, said as heavily.
bool Restates(const Count& a, const Count& b) {
  return a.whole == b.whole && a.part == b.part && a.weight == b.weight;
}

// Index of the count that is heavier than all that say otherwise and not below them together, or
// -1.
int HeavyTotal(const std::vector<Count>& counts) {
  for (size_t i = 0; i < counts.size(); ++i) {
    int64_t others = 0;
    bool heaviest = true;
    for (size_t k = 0; k < counts.size(); ++k) {
      if (k == i || Restates(counts[k], counts[i])) continue;
      others += std::max<int64_t>(counts[k].whole, 0);
      heaviest = heaviest && counts[i].weight > counts[k].weight;
    }
    if (heaviest && others > 0 && counts[i].whole >= others) return static_cast<int>(i);
  }
  return -1;
}

// Index of the count that is the total of all others, or -1.
int TotalAmong(const std::vector<Count>& counts) {
  const int heavy = HeavyTotal(counts);
  if (heavy >= 0) return heavy;
  for (size_t i = 0; i < counts.size(); ++i) {
    if (SumsUp(counts, i, 0, i) || (i == 0 && SumsUp(counts, 0, 1, counts.size())) ||
        SumsUpOthers(counts, i)) {
      return static_cast<int>(i);
    }
  }
  for (size_t i = 0; i < counts.size(); ++i) {
    int64_t others = 0;
    bool labelled = true;
    for (size_t k = 0; k < counts.size(); ++k) {
      if (k == i) continue;
      others += std::max<int64_t>(counts[k].whole, 0);
      labelled = labelled && !counts[k].place.specimen.empty();
    }
    if (counts[i].whole == kNone || others == 0) continue;
    const bool apart = counts[i].place.specimen.empty() && labelled;
    const bool at_end =
        (i == 0 || i + 1 == counts.size()) && counts.size() > 2 && counts[i].place.specimen.empty();
    if ((apart || at_end) && counts[i].whole == others) return static_cast<int>(i);
  }
  return -1;
}

// One count of several: the total among them, or their sum.
Count Combine(const std::vector<Count>& counts) {
  if (counts.size() > 1) {
    const int total = TotalAmong(counts);
    if (total >= 0) return counts[static_cast<size_t>(total)];
  }
  return SumOf(counts);
}

// The same count in one sentence, in words and in numbers. What one rule reads twice there is two.
bool Twins(const Count& a, const Count& b) {
  return a.place.unit == b.place.unit &&
         std::find(a.rules.begin(), a.rules.end(), b.place.rule) == a.rules.end();
}

// What one specimen of one section says: full statements before halves of statements.
Count InOnePlace(const std::vector<Count>& said) {
  std::vector<Count> full, wholes, parts;
  for (const Count& count : said) {
    std::vector<Count>* list = count.whole == kNone  ? &parts
                               : count.part == kNone ? &wholes
                                                     : &full;
    const auto twin = std::find_if(list->begin(), list->end(), [&](const Count& other) {
      return other.whole == count.whole && other.part == count.part &&
             (count.place.aside ? &other == &list->back() : Twins(other, count));
    });
    if (twin == list->end()) {
      list->push_back(count);
    } else {
      twin->ids.insert(twin->ids.end(), count.ids.begin(), count.ids.end());
      twin->rules.insert(twin->rules.end(), count.rules.begin(), count.rules.end());
    }
  }
  if (!full.empty()) return Combine(full);
  if (wholes.empty()) return SumOf(parts);
  Count count = Combine(wholes);
  if (parts.empty()) return count;
  const Count hit = SumOf(parts);
  count.part = hit.part;
  count.ids.insert(count.ids.end(), hit.ids.begin(), hit.ids.end());
  return count;
}

// The same specimen again in another section, or the same numbers outside of all specimens: once.
bool Repeats(const Count& count, const Count& earlier) {
  if (count.place.specimen != earlier.place.specimen) return false;
  return !count.place.specimen.empty() ||
         (count.whole == earlier.whole && count.part == earlier.part);
}

std::vector<Count> PlaceByPlace(const std::vector<Count>& said) {
  std::vector<Count> places;
  std::vector<char> done(said.size(), 0);
  for (size_t i = 0; i < said.size(); ++i) {
    if (done[i]) continue;
    std::vector<Count> here;
    for (size_t k = i; k < said.size(); ++k) {
      const Place &a = said[i].place, &b = said[k].place;
      if (done[k] || a.specimen != b.specimen || a.section != b.section) continue;
      done[k] = 1;
      here.push_back(said[k]);
    }
    const Count count = InOnePlace(here);
    const bool repeated = std::any_of(places.begin(), places.end(), [&](const Count& earlier) {
      return Repeats(count, earlier);
    });
    if (!repeated) places.push_back(count);
  }
  return places;
}

bool IsFull(const Count& count) { return count.whole != kNone && count.part != kNone; }

// Adds `more` to a half that is stated heavily in `half`; false where it says otherwise.
bool Agree(int64_t more, uint32_t id, int64_t* half, std::vector<uint32_t>* ids) {
  if (*half != kNone && *half != more) return false;
  *half = more;
  ids->push_back(id);
  return true;
}

// The total that is stated in two lines ("Number examined: 24", "Number involved: 3"), wherever
// they stand: heavier than all full statements of `best`, not below their `sum`, and not gainsaid
// by another as heavy. Outside of the section of `best` both halves must be there. The sum, if
// none.
Count TotalInHalves(const std::vector<Count>& all, const std::vector<Count>& best,
                    const Count& sum) {
  int heaviest = -1;
  for (const Count& count : best) {
    if (IsFull(count)) heaviest = std::max(heaviest, count.weight);
  }
  if (heaviest < 0) return sum;
  Count total;
  for (const Count& count : all) {
    if (IsFull(count) || count.weight <= heaviest) continue;
    const bool agree = count.whole != kNone
                           ? Agree(count.whole, count.ids[0], &total.whole, &total.ids)
                           : Agree(count.part, count.ids[0], &total.part, &total.ids);
    if (!agree) return sum;
  }
  const bool here = std::any_of(best.begin(), best.end(), [&](const Count& count) {
    return count.part == kNone && count.weight > heaviest;
  });
  if (total.part == kNone && here) {  // told by the stations, which are evidence of it, too
    total.part = sum.part;
    total.ids.insert(total.ids.end(), sum.ids.begin(), sum.ids.end());
  }
  if (total.whole < sum.whole || total.part < sum.part || total.part > total.whole) return sum;
  return total;
}

Count CountOf(const Entrant& entrant) {
  Count count;
  if (entrant.lead[0] != nullptr) count.whole = entrant.lead[0]->thousandths;
  if (entrant.lead[1] != nullptr) count.part = entrant.lead[1]->thousandths;
  count.place = entrant.place;
  count.weight = entrant.standing.weight;
  count.ids.push_back(entrant.id);
  count.rules.push_back(entrant.place.rule);
  return count;
}

// More hit than there are: neither number can be believed.
bool IsAbsurd(const Count& count) { return count.whole != kNone && count.part > count.whole; }

// What the entrants of one rank say together.
Count SumOfRank(const std::vector<Entrant>& entrants, int rank) {
  std::vector<Count> all, said;
  all.reserve(entrants.size());
  for (const Entrant& entrant : entrants) {
    all.push_back(CountOf(entrant));
    if (entrant.standing.rank == rank) said.push_back(all.back());
  }
  Count sum = TotalInHalves(all, said, Combine(PlaceByPlace(said)));
  std::sort(sum.ids.begin(), sum.ids.end());
  return sum;
}

// Ranks of the entrants, the highest first.
std::vector<int> RanksOf(const std::vector<Entrant>& entrants) {
  std::vector<int> ranks;
  ranks.reserve(entrants.size());
  for (const Entrant& entrant : entrants) ranks.push_back(entrant.standing.rank);
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  return ranks;
}

// What is added later (Place::added) to what the report has counted in other specimens: where all
// of the highest rank is and counts less than the next rank together, the entrants of both ranks
// are of one. Those of a specimen that is counted anew give way, and so does what is added in no
// specimen and was said before.
std::vector<Entrant> WithAdded(const std::vector<Entrant>& entrants,
                               const std::vector<int>& ranks) {
  const bool adds = std::any_of(entrants.begin(), entrants.end(), [&](const Entrant& entrant) {
    return entrant.place.added && entrant.standing.rank == ranks[0];
  });
  if (!adds || ranks.size() < 2) return entrants;
  const Count before = SumOfRank(entrants, ranks[1]);
  for (const Entrant& entrant : entrants) {
    const Count count = CountOf(entrant);
    const bool total = count.whole >= before.whole || count.weight > before.weight;
    if (entrant.standing.rank == ranks[0] && (!entrant.place.added || !IsFull(count) || total))
      return entrants;
  }
  std::vector<Entrant> out;
  for (const Entrant& entrant : entrants) {
    const bool added = entrant.standing.rank == ranks[0];
    const int rank = added ? ranks[1] : ranks[0];
    const bool gives_way = std::any_of(entrants.begin(), entrants.end(), [&](const Entrant& other) {
      if (other.standing.rank != rank) return false;
      return added ? entrant.place.specimen.empty() && other.SameValue(entrant)
                   : !entrant.place.specimen.empty() &&
                         other.place.specimen == entrant.place.specimen;
    });
    if (gives_way && (added || entrant.standing.rank == ranks[1])) continue;
    out.push_back(entrant);
    if (added) out.back().standing.rank = ranks[1];
  }
  return out;
}

}  // namespace

Choice ChooseSum(const std::vector<Entrant>& said) {
  Choice choice;
  if (said.empty()) return choice;
  if (said.size() > kMostCounts) {
    for (const Entrant& entrant : said) choice.conflicting.push_back(entrant.id);
    return choice;
  }
  const std::vector<Entrant> entrants = WithAdded(said, RanksOf(said));
  const std::vector<int> ranks = RanksOf(entrants);
  Count sum = SumOfRank(entrants, ranks[0]);
  if (IsAbsurd(sum)) {
    choice.conflicting = sum.ids;
    for (size_t r = 1; r < ranks.size() && (IsAbsurd(sum) || !IsFull(sum)); ++r) {
      sum = SumOfRank(entrants, ranks[r]);
    }
    if (IsAbsurd(sum) || !IsFull(sum)) return choice;
  }
  choice.winner = sum.ids.front();
  choice.agreeing = sum.ids;
  choice.sums = {sum.whole, sum.part};
  for (const Entrant& entrant : entrants) {
    const auto among = [&](const std::vector<uint32_t>& ids) {
      return std::binary_search(ids.begin(), ids.end(), entrant.id);
    };
    if (!among(sum.ids) && !among(choice.conflicting)) choice.broader.push_back(entrant.id);
  }
  return choice;
}

}  // namespace pathex
