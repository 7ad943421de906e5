// Words that rules ask for, in a topic with more words than there are bits for them.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/lexicon/load.h"

namespace pathex {
namespace {

// "aa", "ab", …: a word a number.
std::string WordOfNumber(int number) {
  return {'q', static_cast<char>('a' + number / 26), static_cast<char>('a' + number % 26)};
}

std::string RuleFor(const std::string& id, const std::string& pattern, const std::string& more,
                    const std::string& match) {
  return R"json({"id": "paint.)json" + id + R"json(", "about": "a paint", "pattern": ")json" +
         pattern + R"json(", "emits": {"mention": "colour", "paint": "{paint}"}, )json" + more +
         R"json("examples": {"match": [")json" + match + R"json("], "reject": ["red"]}})json";
}

// A rule for each of `words` words, and one with a trigger behind them all.
Result<LexiconSet> Load(int words) {
  std::string rules;
  for (int i = 0; i < words; ++i) {
    rules += RuleFor(WordOfNumber(i), WordOfNumber(i) + " {paint}", "",
                     "[" + WordOfNumber(i) + " red](paint=red)") +
             ",";
  }
  rules += RuleFor("seldom", "{paint}", R"json("triggers": ["seldom"], )json",
                   "[red](paint=red), seldom");
  const MemoryFiles files(
      {{"lexicons/en/colours.jsonc",
        R"json({"language": "en", "topic": "colours", "about": "Paints.",
                "terms": {"paint": {"red": ["red"]}}, "rules": [)json" +
            rules + "]}"},
       {"lexicons/en/language.jsonc",
        R"json({"language": "en", "topic": "language", "about": "English."})json"}});
  return LoadLexicons("lexicons", files);
}

// What a unit has of the only topic, when it holds the word.
Features With(const Lexicon& lexicon, const std::string& word) {
  Features features;
  for (const WordFeature& feature : lexicon.word_features.Of(lexicon.vocabulary.Find(word))) {
    features.Set(feature.feature);
  }
  return features;
}

TEST(Triggers, AreAskedForHoweverManyWordsATopicHas) {
  const Result<LexiconSet> set = Load(400);
  ASSERT_TRUE(set) << set.error().message;
  const Lexicon& lexicon = set->Find("en");
  const auto seldom = std::find_if(lexicon.rules.begin(), lexicon.rules.end(),
                                   [](const Rule& rule) { return rule.id == "en/paint.seldom"; });
  ASSERT_NE(seldom, lexicon.rules.end());
  EXPECT_TRUE(seldom->triggers.Meets(With(lexicon, "seldom")));
  for (int i = 0; i < 400; ++i) {
    EXPECT_FALSE(seldom->triggers.Meets(With(lexicon, WordOfNumber(i)))) << WordOfNumber(i);
  }
}

TEST(Triggers, EveryPatternAsksForItsWord) {
  const Result<LexiconSet> set = Load(400);
  ASSERT_TRUE(set) << set.error().message;
  const Lexicon& lexicon = set->Find("en");
  for (int i = 0; i < 400; ++i) {
    const std::vector<Features>& required =
        lexicon.rules[static_cast<size_t>(i)].patterns[0].required;
    ASSERT_EQ(required.size(), 2) << WordOfNumber(i);
    EXPECT_TRUE(required[0].Meets(With(lexicon, WordOfNumber(i)))) << WordOfNumber(i);
  }
}

}  // namespace
}  // namespace pathex
