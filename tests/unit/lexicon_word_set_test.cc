#include <gtest/gtest.h>

#include "extractor/base/pack.h"
#include "extractor/lexicon/by_first_byte.h"
#include "extractor/lexicon/word_set.h"

namespace pathex {
namespace {

WordSet SomeWords() {
  WordSet words;
  words.Add({"of", "grade", "multicentricity", "adenocarcinomatosis"});
  return words;
}

TEST(WordSet, KnowsItsWordsInAnyCase) {
  const WordSet words = SomeWords();
  for (const char* word : {"of", "OF", "Grade", "Multicentricity", "AdenocarcinomatosiS"}) {
    EXPECT_TRUE(words.Has(word)) << word;
  }
  // The first has length and first letter of a word, the last its first sixteen bytes.
  for (const char* word : {"", "o", "on", "grace", "adenocarcinomatosus"}) {
    EXPECT_FALSE(words.Has(word)) << word;
  }
  EXPECT_FALSE(WordSet().Has("of"));
}

TEST(WordSet, OutlivesBeingPacked) {
  PackWriter writer;
  writer(SomeWords());
  WordSet words;
  PackReader reader(writer.bytes());
  reader(words);
  EXPECT_TRUE(reader.complete());
  EXPECT_TRUE(words.Has("grade"));
  EXPECT_TRUE(words.Has("adenocarcinomatosis"));
  EXPECT_FALSE(words.Has("grape"));
}

TEST(ByFirstByte, TheLongestComesFirstAndOfTwoTheFirst) {
  ByFirstByte<int> units;
  units.Add("cm", 1);
  units.Add("mm", 2);
  units.Add("centimetre", 3);
  units.Add("cm", 4);
  units.Add("\xC2\xB5m", 5);
  std::vector<int> with_c;
  for (const auto& [spelling, meaning] : units.With('c')) with_c.push_back(meaning);
  EXPECT_EQ(with_c, (std::vector<int>{3, 1, 4}));
  EXPECT_EQ(units.With('m').size(), 1u);
  EXPECT_EQ(units.With('\xC2').size(), 1u);
  EXPECT_TRUE(units.With('x').empty());
  EXPECT_TRUE(units.Has("mm"));
  EXPECT_FALSE(units.Has("MM"));
  EXPECT_FALSE(units.Has("m"));
  EXPECT_FALSE(units.Has(""));
}

}  // namespace
}  // namespace pathex
