#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "extractor/match/mention_order.h"

namespace pathex {
namespace {

// Mentions that collide often, numbered by `match`.
std::vector<FoundMention> Some(size_t count, std::mt19937* random) {
  std::vector<FoundMention> mentions(count);
  for (uint32_t i = 0; i < count; ++i) {
    FoundMention& found = mentions[i];
    found.match = i;
    found.rule = (*random)() % 3;
    found.mention.span.begin = (*random)() % 8;
    found.mention.span.end = found.mention.span.begin + (*random)() % 3;
    found.mention.slots.emplace_back().value.text = std::to_string(i);
  }
  return mentions;
}

bool ComesBefore(const FoundMention& a, const FoundMention& b) {
  const FoldedSpan one = a.mention.span, other = b.mention.span;
  if (one.begin != other.begin) return one.begin < other.begin;
  return one.end != other.end ? one.end > other.end : a.rule < b.rule;
}

TEST(MentionOrder, IsThatOfAStableSort) {
  std::mt19937 random(7);
  for (size_t count = 0; count < 60; ++count) {
    std::vector<FoundMention> mentions = Some(count, &random);
    std::vector<FoundMention> expected = mentions;
    std::stable_sort(expected.begin(), expected.end(), ComesBefore);
    SortByPosition(mentions);
    for (size_t i = 0; i < count; ++i) {
      ASSERT_EQ(mentions[i].match, expected[i].match) << count;
      ASSERT_EQ(mentions[i].mention.slots.at(0).value.text, std::to_string(mentions[i].match));
    }
  }
}

}  // namespace
}  // namespace pathex
