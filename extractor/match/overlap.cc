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

}  // namespace

std::vector<int32_t> ResolveOverlaps(const std::vector<FoundMention>& mentions,
                                     const Lexicon& lexicon) {
  std::vector<int32_t> lost_to(mentions.size(), -1);
  std::vector<uint32_t> order(mentions.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  auto length = [&](uint32_t i) { return mentions[i].last_word - mentions[i].first_word; };
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    if (length(a) != length(b)) return length(a) > length(b);
    const Rule& ra = lexicon.rules[mentions[a].rule];
    const Rule& rb = lexicon.rules[mentions[b].rule];
    if (ra.priority != rb.priority) return ra.priority > rb.priority;
    if (ra.id != rb.id) return ra.id < rb.id;
    return a < b;
  });
  // Mentions are sorted by position, so rivals of i are its neighbours: walk both ways while they
  // can still touch. Matches are at most a unit long, which bounds the walk.
  auto rival = [&](uint32_t winner, uint32_t other) {
    const FoundMention& a = mentions[winner];
    const FoundMention& b = mentions[other];
    if (a.mention.type != b.mention.type || lost_to[other] >= 0) return false;
    if (a.first_word >= b.last_word || b.first_word >= a.last_word) return false;
    const Rule& ra = lexicon.rules[a.rule];
    const Rule& rb = lexicon.rules[b.rule];
    if (ra.panel && rb.panel) return a.key_word == b.key_word && SameStatement(a, b);
    if (a.rule == b.rule && a.match == b.match)
      return a.key_word == b.key_word && SameStatement(a, b);
    return !ra.keep_overlap && !rb.keep_overlap;
  };
  std::vector<bool> settled(mentions.size(), false);
  for (uint32_t i : order) {
    if (lost_to[i] >= 0) continue;
    settled[i] = true;
    const uint32_t unit = mentions[i].mention.unit;
    for (uint32_t j = i; j-- > 0 && mentions[j].mention.unit + 1 >= unit;) {
      if (!settled[j] && rival(i, j)) lost_to[j] = static_cast<int32_t>(i);
    }
    for (uint32_t j = i + 1; j < mentions.size() && mentions[j].mention.unit <= unit + 1; ++j) {
      if (!settled[j] && rival(i, j)) lost_to[j] = static_cast<int32_t>(i);
    }
  }
  return lost_to;
}

}  // namespace pathex
