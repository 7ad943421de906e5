#include "extractor/match/overlap.h"

#include <algorithm>
#include <array>
#include <limits>

#include "extractor/base/byte_words.h"

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

// Which mentions meet another of their type: the others neither win nor lose anything. May take
// some for such that meet none.
std::vector<uint32_t> Meeting(const std::vector<FoundMention>& mentions) {
  constexpr size_t kBuckets = 64;  // of types
  std::vector<uint8_t> bucket(mentions.size()), meets(mentions.size());
  std::array<uint32_t, kBuckets> farthest = {};  // where those before have ended
  for (size_t i = 0; i < mentions.size(); ++i) {
    const std::string_view type = mentions[i].mention.type;
    bucket[i] = static_cast<uint8_t>(HashName(type) % kBuckets);
    uint32_t& end = farthest[bucket[i]];
    meets[i] = mentions[i].first_word < end;
    end = std::max(end, mentions[i].last_word);
  }
  std::array<uint32_t, kBuckets> nearest;  // where the first of those behind begins
  nearest.fill(std::numeric_limits<uint32_t>::max());
  for (size_t i = mentions.size(); i-- > 0;) {
    uint32_t& begin = nearest[bucket[i]];
    meets[i] |= begin < mentions[i].last_word;
    begin = std::min(begin, mentions[i].first_word);
  }
  std::vector<uint32_t> meeting;
  for (uint32_t i = 0; i < mentions.size(); ++i) {
    if (meets[i] != 0) meeting.push_back(i);
  }
  return meeting;
}

// Winners first: the longest, of highest priority, of the smallest id.
void Order(const std::vector<FoundMention>& mentions, const Lexicon& lexicon,
           std::vector<uint32_t>* order) {
  std::sort(order->begin(), order->end(), [&](uint32_t i, uint32_t j) {
    const FoundMention &a = mentions[i], &b = mentions[j];
    const uint32_t length_a = a.last_word - a.first_word, length_b = b.last_word - b.first_word;
    if (length_a != length_b) return length_a > length_b;
    if (a.rule == b.rule) return i < j;
    const Rule &rule_a = lexicon.rules[a.rule], &rule_b = lexicon.rules[b.rule];
    if (rule_a.priority != rule_b.priority) return rule_a.priority > rule_b.priority;
    return rule_a.id != rule_b.id ? rule_a.id < rule_b.id : i < j;
  });
}

// Whether only one of two mentions that touch may stand.
bool AreRivals(const FoundMention& a, const FoundMention& b, const Lexicon& lexicon) {
  if (!SameName(a.mention.type, b.mention.type)) return false;
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
  std::vector<uint32_t> meeting = Meeting(mentions);
  if (meeting.empty()) return lost_to;
  Order(mentions, lexicon, &meeting);
  std::vector<Extent> extents = Extents(mentions);
  // Mentions are sorted by position, so rivals of i are its neighbours, at most a unit away: walk
  // both ways while one that touches it can still come.
  for (const uint32_t i : meeting) {
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
