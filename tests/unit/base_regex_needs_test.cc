// What a text must hold for a pattern to match: never more than it must.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "extractor/base/regex.h"
#include "extractor/base/regex_needs.h"

namespace pathex {
namespace {

std::optional<WordHeads> HeadsOf(const char* pattern) { return Regex::Compile(pattern)->Heads(); }

bool Has(const WordHeads& heads, char first, char second) {
  WordHeads one;
  one.Add(static_cast<uint8_t>(first), static_cast<uint8_t>(second));
  for (size_t i = 0; i < heads.bits.size(); ++i) {
    if ((heads.bits[i] & one.bits[i]) != one.bits[i]) return false;
  }
  return true;
}

TEST(RegexNeeds, HeadsOfChoicesAndOptionalPieces) {
  const std::optional<WordHeads> heads = HeadsOf("(?:pt|ypt) ?[0-4]");
  ASSERT_TRUE(heads);
  EXPECT_TRUE(Has(*heads, 'p', 't'));
  EXPECT_TRUE(Has(*heads, 'y', 'p'));
  EXPECT_FALSE(Has(*heads, 'p', 'a'));
  EXPECT_FALSE(Has(*heads, 't', 'p'));
  EXPECT_EQ(heads->size(), 2);
}

TEST(RegexNeeds, ALetterBeforeABlankOrDigitIsAHeadOfItsOwn) {
  const std::optional<WordHeads> heads = HeadsOf("p?t ?[0-4x]");
  ASSERT_TRUE(heads);
  EXPECT_TRUE(Has(*heads, 't', ' '));
  EXPECT_TRUE(Has(*heads, 't', '2'));
  EXPECT_TRUE(Has(*heads, 't', 'x'));
  EXPECT_TRUE(Has(*heads, 'p', 't'));
  EXPECT_FALSE(Has(*heads, 't', 'h'));
}

TEST(RegexNeeds, FirstBytesAreThoseOfEveryWayToBegin) {
  const ByteSet first = Regex::Compile("(?:about )?[0-9]+ ?%|[<>] ?5")->FirstBytes();
  EXPECT_EQ(first, ByteSet::Of("a0123456789<>"));
  EXPECT_TRUE(Regex::Compile("x*")->FirstBytes().Has('q'));
}

TEST(RegexNeeds, AllDigitsAreOneHead) {
  const std::optional<WordHeads> heads = HeadsOf("[0-9]{1,3} ?cm");
  ASSERT_TRUE(heads);
  EXPECT_EQ(heads->size(), 1);
  EXPECT_TRUE(Has(*heads, '7', 'c'));
}

TEST(RegexNeeds, NoHeadsWhereAMatchMayBeginWithASignOrASymbol) {
  EXPECT_FALSE(HeadsOf("[(]?x"));
  EXPECT_FALSE(HeadsOf("[\\x80-\\x82] of"));
  EXPECT_FALSE(HeadsOf("(?:\\n|the) end"));
  EXPECT_FALSE(HeadsOf("a*"));
}

TEST(RegexNeeds, EveryMatchBeginsWithAHead) {
  const char* patterns[] = {"(?:no |not )?seen", "(?:a|b)?(?:cd|e)f?", "(?:x ?){1,3}y",
                            "(?:[a-c]{2,3}|d)[ .]?e*", "\\b(?:ab?|c) ?[0-9]+"};
  const std::string letters = "abcdefxy nost019.";
  uint32_t dice = 7;
  for (const char* pattern : patterns) {
    const Regex regex = *Regex::Compile(pattern);
    const std::optional<WordHeads> heads = regex.Heads();
    ASSERT_TRUE(heads) << pattern;
    for (int round = 0; round < 2000; ++round) {
      std::string text;
      for (int i = 0; i < 12; ++i) {
        dice = dice * 1664525u + 1013904223u;
        text += letters[(dice >> 16) % letters.size()];
      }
      std::vector<Capture> found;
      if (!regex.Search(text, 0, text.size(), Regex::Anchor::kNone, &found)) continue;
      const size_t at = static_cast<size_t>(found[0].begin);
      const char next = at + 1 < text.size() ? text[at + 1] : ' ';
      EXPECT_TRUE(Has(*heads, text[at], next)) << pattern << " in \"" << text << '"';
    }
  }
}

}  // namespace
}  // namespace pathex
