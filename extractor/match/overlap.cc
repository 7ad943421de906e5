#include "extractor/match/overlap.h"

#include <algorithm>

namespace pathex {
namespace {

bool SameStatement(const FoundMention& a, const FoundMention& b) {
  if (a.mention.slots.size() != b.mention.slots.size()) return false;
  for (size_t i = 0; i < a.mention.slots.size(); ++i) {
    if (a.mention.slots[i].name != b.mention.slots[i].name ||
        !(a.mention.slots[i].value == b.mention.slots[i].value)) {
      return false;
    }
  }
  return true;
}

// Indices of the mentions, winners first: the longest, of highest priority, of the smallest id.
std::vector<uint32_t> Order(const std::vector<FoundMention>& mentions, const Lexicon& lexicon) {
  struct Place {
    uint32_t length;
    int priority;
    uint32_t index;
  };
  std::vector<Place> places(mentions.size());
  for (uint32_t i = 0; i < places.size(); ++i) {
    const FoundMention& mention = mentions[i];
    places[i] = {mention.last_word - mention.first_word, lexicon.rules[mention.rule].priority, i};
  }
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    if (a.length != b.length) return a.length > b.length;
    if (a.priority != b.priority) return a.priority > b.priority;
    const uint32_t rule_a = mentions[a.index].rule, rule_b = mentions[b.index].rule;
    if (rule_a != rule_b && lexicon.rules[rule_a].id != lexicon.rules[rule_b].id) {
      return lexicon.rules[rule_a].id < lexicon.rules[rule_b].id;
    }
    return a.index < b.index;
  });
  std::vector<uint32_t> order;
  order.reserve(places.size());
  for (const Place& place : places) order.push_back(place.index);
  return order;
}

// Whether only one of two mentions that touch may stand.
bool AreRivals(const FoundMention& a, const FoundMention& b, const Lexicon& lexicon) {
  if (a.mention.type != b.mention.type) return false;
  const Rule& ra = lexicon.rules[a.rule];
  const Rule& rb = lexicon.rules[b.rule];
  const bool of_one_match = a.rule == b.rule && a.match == b.match;
  if ((ra.panel && rb.panel) || of_one_match) {
    return a.key_word == b.key_word && SameStatement(a, b);
  }
  return !ra.keep_overlap && !rb.keep_overlap;
}

// What the walk looks at of each mention, side by side in memory.
struct Extent {
  uint32_t first_word, last_word, unit;
  uint32_t farthest;  // where it and all mentions before it have ended
  uint32_t nearest;   // where the first of it and all mentions behind it begins
  bool open = true;   // neither settled nor lost
};

std::vector<Extent> Extents(const std::vector<FoundMention>& mentions) {
  std::vector<Extent> extents;
  extents.reserve(mentions.size());
  for (const FoundMention& mention : mentions) {
    const uint32_t before = extents.empty() ? 0 : extents.back().farthest;
    extents.push_back({mention.first_word, mention.last_word, mention.mention.unit,
                       std::max(before, mention.last_word), mention.first_word});
  }
  for (size_t i = extents.size(); i-- > 1;) {
    extents[i - 1].nearest = std::min(extents[i - 1].nearest, extents[i].nearest);
  }
  return extents;
}

}  // namespace

std::vector<int32_t> ResolveOverlaps(const std::vector<FoundMention>& mentions,
                                     const Lexicon& lexicon) {
  std::vector<int32_t> lost_to(mentions.size(), -1);
  std::vector<Extent> extents = Extents(mentions);
  // Mentions are sorted by position, so rivals of i are its neighbours, at most a unit away: walk
  // both ways while one that touches it can still come.
  for (const uint32_t i : Order(mentions, lexicon)) {
    Extent& winner = extents[i];
    if (!winner.open) continue;
    winner.open = false;
    const auto meet = [&](uint32_t j) {
      Extent& other = extents[j];
      if (!other.open || winner.first_word >= other.last_word ||
          other.first_word >= winner.last_word || !AreRivals(mentions[i], mentions[j], lexicon)) {
        return;
      }
      other.open = false;
      lost_to[j] = static_cast<int32_t>(i);
    };
    const auto before = [&](const Extent& other) {
      return other.unit + 1 >= winner.unit && other.farthest > winner.first_word;
    };
    const auto behind = [&](const Extent& other) {
      return other.unit <= winner.unit + 1 && other.nearest < winner.last_word;
    };
    for (uint32_t j = i; j-- > 0 && before(extents[j]);) meet(j);
    for (uint32_t j = i + 1; j < extents.size() && behind(extents[j]); ++j) meet(j);
  }
  return lost_to;
}

}  // namespace pathex
