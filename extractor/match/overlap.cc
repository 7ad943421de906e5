#include "extractor/match/overlap.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

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

constexpr size_t kBuckets = 64;  // of types
size_t BucketOf(std::string_view type) {
  return type.empty() ? 0 : (type.size() + 5u * type.front() + 17u * type.back()) % kBuckets;
}

// Which mentions meet another of their type: the others neither win nor lose anything. May take
// some for such that meet none.
std::vector<uint32_t> Meeting(const std::vector<FoundMention>& mentions) {
  std::vector<uint8_t> bucket(mentions.size()), meets(mentions.size());
  std::array<uint32_t, kBuckets> farthest = {};  // where those before have ended
  for (size_t i = 0; i < mentions.size(); ++i) {
    const std::string_view type = mentions[i].mention.type;
    bucket[i] = static_cast<uint8_t>(BucketOf(type));
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
  uint32_t index;  // of the mention
  uint32_t first_word, last_word, unit;
  uint32_t farthest;  // where it and all before it have ended
  uint32_t nearest;   // where the first of it and all behind it begins
  bool open = true;   // neither settled nor lost
};

std::vector<Extent> Extents(const std::vector<FoundMention>& mentions,
                            const std::vector<uint32_t>& which) {
  std::vector<Extent> extents;
  extents.reserve(which.size());
  for (const uint32_t i : which) {
    const FoundMention& mention = mentions[i];
    const uint32_t before = extents.empty() ? 0 : extents.back().farthest;
    extents.push_back({i, mention.first_word, mention.last_word, mention.mention.unit,
                       std::max(before, mention.last_word), mention.first_word});
  }
  for (size_t i = extents.size(); i-- > 1;) {
    extents[i - 1].nearest = std::min(extents[i - 1].nearest, extents[i].nearest);
  }
  return extents;
}

// Numbers of the extents, winners first: the longest, of highest priority, of the smallest id.
std::vector<uint32_t> Order(const std::vector<Extent>& extents,
                            const std::vector<FoundMention>& mentions, const Lexicon& lexicon) {
  std::vector<uint32_t> order(extents.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t i, uint32_t j) {
    const Extent &a = extents[i], &b = extents[j];
    const uint32_t length_a = a.last_word - a.first_word, length_b = b.last_word - b.first_word;
    if (length_a != length_b) return length_a > length_b;
    const uint32_t rule_a = mentions[a.index].rule, rule_b = mentions[b.index].rule;
    if (rule_a == rule_b) return i < j;
    const Rule &one = lexicon.rules[rule_a], &other = lexicon.rules[rule_b];
    if (one.priority != other.priority) return one.priority > other.priority;
    return one.id != other.id ? one.id < other.id : i < j;
  });
  return order;
}

// Whether no mention stands in a unit before that of another which it follows.
bool UnitsAscend(const std::vector<FoundMention>& mentions) {
  return std::is_sorted(
      mentions.begin(), mentions.end(),
      [](const FoundMention& a, const FoundMention& b) { return a.mention.unit < b.mention.unit; });
}

}  // namespace

std::vector<int32_t> ResolveOverlaps(const std::vector<FoundMention>& mentions,
                                     const Lexicon& lexicon) {
  std::vector<int32_t> lost_to(mentions.size(), -1);
  std::vector<uint32_t> which = Meeting(mentions);
  if (which.empty()) return lost_to;
  // What stands between two mentions may keep them apart only where units do not ascend.
  if (!UnitsAscend(mentions)) {
    which.resize(mentions.size());
    std::iota(which.begin(), which.end(), 0);
  }
  std::vector<Extent> extents = Extents(mentions, which);
  // Mentions are sorted by position, so rivals of i are its neighbours, at most a unit away: walk
  // both ways while one that touches it can still come.
  for (const uint32_t i : Order(extents, mentions, lexicon)) {
    Extent& winner = extents[i];
    if (!winner.open) continue;
    winner.open = false;
    const auto meet = [&](Extent& other) {
      if (!other.open || winner.first_word >= other.last_word ||
          other.first_word >= winner.last_word ||
          !AreRivals(mentions[winner.index], mentions[other.index], lexicon)) {
        return;
      }
      other.open = false;
      lost_to[other.index] = static_cast<int32_t>(winner.index);
    };
    const auto before = [&](const Extent& other) {
      return other.unit + 1 >= winner.unit && other.farthest > winner.first_word;
    };
    const auto behind = [&](const Extent& other) {
      return other.unit <= winner.unit + 1 && other.nearest < winner.last_word;
    };
    for (uint32_t j = i; j-- > 0 && before(extents[j]);) meet(extents[j]);
    for (uint32_t j = i + 1; j < extents.size() && behind(extents[j]); ++j) meet(extents[j]);
  }
  return lost_to;
}

}  // namespace pathex
