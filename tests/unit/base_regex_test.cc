#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/base/regex.h"

namespace pathex {
namespace {

Regex Compiled(const std::string& pattern, Regex::Case sensitivity = Regex::Case::kSensitive) {
  Result<Regex> regex = Regex::Compile(pattern, sensitivity);
  EXPECT_TRUE(regex) << pattern;
  return *regex;
}

TEST(BaseRegex, FindsGroupsByName) {
  const Regex regex = Compiled("(?P<n>\\d+) ?(?P<unit>mm|cm)?");
  EXPECT_EQ(regex.group_count(), 2);
  EXPECT_FALSE(regex.has_unnamed_group());
  const std::string text = "size 12 mm, 7";
  std::vector<Capture> captures;
  ASSERT_TRUE(regex.Search(text, 0, text.size(), Regex::Anchor::kNone, &captures));
  ASSERT_EQ(captures.size(), 3u);
  EXPECT_EQ(captures[0].begin, 5);
  EXPECT_EQ(captures[0].end, 10);
  const Capture unit = captures[static_cast<size_t>(regex.group_names().at("unit"))];
  EXPECT_EQ(text.substr(static_cast<size_t>(unit.begin), 2), "mm");
  ASSERT_TRUE(regex.Search(text, 11, text.size(), Regex::Anchor::kNone, &captures));
  EXPECT_EQ(captures[0].begin, 12);
  EXPECT_FALSE(captures[2].found());
}

TEST(BaseRegex, AnchorsAtTheGivenRange) {
  const Regex regex = Compiled("ab");
  EXPECT_TRUE(regex.Search("xxab", 2, 4, Regex::Anchor::kStart, nullptr));
  EXPECT_FALSE(regex.Search("xxab", 1, 4, Regex::Anchor::kStart, nullptr));
  EXPECT_TRUE(regex.Search("xxab", 2, 4, Regex::Anchor::kBoth, nullptr));
  EXPECT_FALSE(regex.Search("xxabx", 2, 5, Regex::Anchor::kBoth, nullptr));
  EXPECT_FALSE(regex.Search("xxab", 0, 3, Regex::Anchor::kNone, nullptr));
}

TEST(BaseRegex, BytesAreSymbols) {
  EXPECT_TRUE(Compiled("^.$").Search("\xE9", 0, 1, Regex::Anchor::kNone, nullptr));
  EXPECT_TRUE(Compiled("\\xE9").Search("\xE9", 0, 1, Regex::Anchor::kBoth, nullptr));
}

TEST(BaseRegex, CaseIsAChoice) {
  EXPECT_FALSE(Compiled("crm").Search("CRM", 0, 3, Regex::Anchor::kBoth, nullptr));
  EXPECT_TRUE(Compiled("crm", Regex::Case::kInsensitive)
                  .Search("CRM", 0, 3, Regex::Anchor::kBoth, nullptr));
}

TEST(BaseRegex, TellsWhatAPatternIs) {
  EXPECT_TRUE(Compiled("(a)(?P<b>b)").has_unnamed_group());
  EXPECT_TRUE(Compiled("a*").matches_empty());
  EXPECT_FALSE(Compiled("a+").matches_empty());
  EXPECT_EQ(Compiled("a+").pattern(), "a+");
  EXPECT_GT(Compiled("a{30}").program_size(), Compiled("a").program_size());
}

TEST(BaseRegex, RefusesBadPatterns) {
  const Result<Regex> bad = Regex::Compile("a(b");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, "L010");
  EXPECT_NE(bad.error().message.find("missing )"), std::string::npos) << bad.error().message;
  std::string many;
  for (int i = 0; i < 40; ++i) many += "(a)";
  EXPECT_EQ(Regex::Compile(many).error().code, "L010");
}

}  // namespace
}  // namespace pathex
