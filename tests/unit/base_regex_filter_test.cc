#include <gtest/gtest.h>

#include <random>
#include <string>

#include "extractor/base/regex.h"
#include "extractor/base/regex_filter.h"

namespace pathex {
namespace {

RegexNode Tree(const std::string& pattern) {
  return ParseRegex(pattern, Letters::kAsWritten).value().root;
}

bool MayMatch(const std::string& pattern, std::string_view text) {
  return RegexFilter::Anywhere(Tree(pattern)).MayMatch(text);
}

TEST(RegexFilter, TellsWhetherAPatternMatchesSomewhere) {
  EXPECT_TRUE(MayMatch("KL+p", "uuKLLp"));
  EXPECT_FALSE(MayMatch("KL+p", "uuKp"));
  EXPECT_FALSE(MayMatch("KL+p", ""));
  EXPECT_TRUE(MayMatch("K(?:L{0,2}K)*p|n$", "Kn"));
  EXPECT_FALSE(MayMatch("K(?:L{0,2}K)*p|n$", "KLLLnu"));
}

TEST(RegexFilter, KnowsTheEndsOfAText) {
  EXPECT_TRUE(MayMatch("(?:^|[SM])K", "Ku"));
  EXPECT_TRUE(MayMatch("(?:^|[SM])K", "uSK"));
  EXPECT_FALSE(MayMatch("(?:^|[SM])K", "uK"));
  EXPECT_TRUE(MayMatch("K(?:S|$)", "uK"));
  EXPECT_FALSE(MayMatch("K(?:S|$)", "Ku"));
}

TEST(RegexFilter, LooksFromAPlaceOn) {
  const RegexFilter filter = RegexFilter::Anywhere(Tree("(?:^|S)K"));
  EXPECT_TRUE(filter.MayMatch("KuSK", 0));
  EXPECT_TRUE(filter.MayMatch("KuSK", 2));
  EXPECT_FALSE(filter.MayMatch("KuSK", 3));
  EXPECT_FALSE(filter.MayMatch("KuSK", 4));
}

TEST(RegexFilter, TakesBranchesOneByOneWhereTogetherTheyAreTooMany) {
  const auto branch = [](const std::string& begin) {
    return begin + "(?:a[^b]+c|b[^c]+d|c[^d]+e)" + begin;
  };
  const std::string branches =
      branch("u") + "|" + branch("v") + "|" + branch("w") + "|" + branch("x") + "|" + branch("y");
  EXPECT_TRUE(MayMatch(branches, "uvwaaaaacw"));
  EXPECT_FALSE(MayMatch(branches, "uvwaaaaac"));
  EXPECT_FALSE(MayMatch(branches, "wabw"));
}

TEST(RegexFilter, LooksOnlyAtTheStartWhereAsked) {
  const RegexFilter filter = RegexFilter::AtStart(Tree("[0-9]{1,3} ?%"));
  EXPECT_TRUE(filter.MayBegin("90 % of"));
  EXPECT_FALSE(filter.MayBegin("90 cm 5%"));
  EXPECT_FALSE(filter.MayBegin("x 5%"));
  EXPECT_FALSE(filter.MayBegin("90"));
}

TEST(RegexFilter, LetsThroughWhatItDoesNotCount) {
  EXPECT_TRUE(MayMatch("^a*^b", "b"));
  EXPECT_TRUE(MayMatch("a{30}b", std::string(30, 'a') + "b"));
  EXPECT_TRUE(MayMatch("\\bab", "xab"));
  EXPECT_TRUE(RegexFilter().MayMatch("anything"));
  EXPECT_TRUE(RegexFilter().MayBegin(""));
}

// A pattern of a few letters, with all that patterns are made of.
std::string PatternOfLetters(std::mt19937* random, int depth) {
  const auto pick = [&](int n) { return static_cast<int>((*random)() % static_cast<uint32_t>(n)); };
  const auto piece = [&] { return PatternOfLetters(random, depth - 1); };
  static const char* const kSimple[] = {"a", "b", "c", "[ab]", "[^a]", ".", "(?:^|b)", "(?:c|$)"};
  static const char* const kRepeats[] = {"*",     "+?",     "?",    "{2}",
                                         "{1,3}", "{0,2}?", "{3,}", "{5,20}"};
  switch (depth == 0 ? 0 : pick(4)) {
    case 1:
      return piece() + piece();
    case 2:
      return "(?:" + piece() + "|" + piece() + ")";
    case 3:
      return "(?:" + piece() + "a)" + kRepeats[pick(8)];
    default:
      return kSimple[pick(8)];
  }
}

TEST(RegexFilter, NeverSaysNoWhereThereIsAMatch) {
  std::mt19937 random(7);
  int no = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string pattern = PatternOfLetters(&random, 4);
    const std::optional<RegexTree> tree = ParseRegex(pattern, Letters::kAsWritten);
    if (!tree) continue;
    const Regex regex = Regex::Compile(pattern).value();
    const RegexFilter anywhere = RegexFilter::Anywhere(tree->root);
    const RegexFilter at_start = RegexFilter::AtStart(tree->root);
    for (int t = 0; t < 20; ++t) {
      std::string text;
      for (size_t size = random() % 12; text.size() < size;) text += "abcd"[random() % 4];
      if (regex.SearchByRe2(text, 0, text.size(), Regex::Anchor::kNone, nullptr)) {
        EXPECT_TRUE(anywhere.MayMatch(text)) << pattern << " on " << text;
      } else {
        no += !anywhere.MayMatch(text);
      }
      const size_t from = random() % (text.size() + 1);
      if (regex.SearchByRe2(text, from, text.size(), Regex::Anchor::kNone, nullptr)) {
        EXPECT_TRUE(anywhere.MayMatch(text, from)) << pattern << " on " << text << " from " << from;
      }
      if (regex.SearchByRe2(text, 0, text.size(), Regex::Anchor::kStart, nullptr)) {
        EXPECT_TRUE(at_start.MayBegin(text)) << pattern << " on " << text;
      }
    }
  }
  EXPECT_GT(no, 1000);  // it does say no
}

}  // namespace
}  // namespace pathex
