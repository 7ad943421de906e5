#include "extractor/match/mention_order.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <utility>
#include <vector>

namespace pathex {
namespace {

struct Key {
  uint64_t place = 0;  // begin, then the end backwards
  uint32_t rule = 0;
  uint32_t index = 0;

  auto operator<=>(const Key&) const = default;
};

}  // namespace

void SortByPosition(std::span<FoundMention> mentions) {
  std::vector<Key> keys;
  keys.reserve(mentions.size());
  for (const FoundMention& found : mentions) {
    const FoldedSpan span = found.mention.span;
    keys.push_back({static_cast<uint64_t>(span.begin) << 32 | (UINT32_MAX - span.end), found.rule,
                    static_cast<uint32_t>(keys.size())});
  }
  std::sort(keys.begin(), keys.end());
  // Each cycle of the order moves through one free place.
  for (uint32_t i = 0; i < keys.size(); ++i) {
    if (keys[i].index == i) continue;
    FoundMention first = std::move(mentions[i]);
    uint32_t to = i;
    for (uint32_t from = keys[i].index; from != i; from = keys[to].index) {
      mentions[to] = std::move(mentions[from]);
      keys[to].index = to;
      to = from;
    }
    mentions[to] = std::move(first);
    keys[to].index = to;
  }
}

}  // namespace pathex
