// The quick matcher against RE2: the same matches, the same groups, whatever the text.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "extractor/base/regex.h"
#include "extractor/base/regex_machine.h"
#include "extractor/base/regex_tree.h"

namespace pathex {
namespace {

std::string Print(bool found, const std::vector<Capture>& captures) {
  if (!found) return "none";
  std::string out;
  for (const Capture& c : captures) {
    out += "[" + std::to_string(c.begin) + "," + std::to_string(c.end) + ")";
  }
  return out;
}

// Every search from every place, both ways of anchoring.
void ExpectEqual(const std::string& pattern, const std::string& text) {
  const Result<Regex> regex = Regex::Compile(pattern);
  ASSERT_TRUE(regex) << pattern << ": " << regex.error().message;
  ASSERT_TRUE(regex->is_quick()) << pattern;
  for (size_t begin = 0; begin <= text.size(); ++begin) {
    for (const size_t end : {text.size(), (begin + text.size()) / 2}) {
      for (const auto anchor : {Regex::Anchor::kNone, Regex::Anchor::kStart}) {
        std::vector<Capture> quick, reference;
        const bool found = regex->Search(text, begin, end, anchor, &quick);
        const bool expected = regex->SearchByRe2(text, begin, end, anchor, &reference);
        ASSERT_EQ(Print(found, quick), Print(expected, reference))
            << pattern << " on \"" << text << "\" from " << begin << " to " << end;
        // Sixty-four places at once; what stands behind the text is seen but counts for nothing.
        const std::string padded = text + std::string(Regex::kPadding, 'a');
        const std::string_view same = std::string_view(padded).substr(0, text.size());
        const bool again = regex->Search(same, begin, end, anchor, &quick, {nullptr, true});
        ASSERT_EQ(Print(again, quick), Print(expected, reference))
            << pattern << " on padded \"" << text << "\" from " << begin << " to " << end;
      }
    }
  }
}

TEST(BaseRegexMachine, FindsWhatRe2Finds) {
  const std::vector<std::string> patterns = {
      "a",
      "ab|a|abc",
      "(?P<x>a|ab)(?P<y>c|bcd)?",
      "(?:ab?){0,3}?c",
      "(?:a|b)*abb",
      "a{2,4}b",
      "a{2,4}?b?",
      "[ab]{1,3}b",
      "[ab]+?c",
      "(?P<x>a)?(?P<y>b)?c",
      "^ab|b$",
      "(?:^|c)a",
      "a(?:$|c)",
      "\\ba+\\b",
      "\\Ba",
      "(?:(?P<x>a)|(?P<y>b))+c",
      "(?:a(?P<x>b?)c?)+",
      ".b.",
      "[^a]b",
      "(?:[abc]+ )*a",
      "(?:a|ab)(?:c|bcd)(?:d*)",
      "(?:a+b|b)+?c",
      "\\w+ \\d*",
      "(?:a? ?){0,4}b",
  };
  const std::vector<std::string> texts = {"",       "abc",        "aabbcc",   "abcd ab abb c",
                                          "a b c",  "cab\nab",    "abababc",  "aaaabaaab b",
                                          "ab1 c2", "xxabcdxab ", "b a bb a", "ab bc\x80 cab"};
  for (const std::string& pattern : patterns) {
    for (const std::string& text : texts) ExpectEqual(pattern, text);
  }
}

// Patterns that grow by chance over a small alphabet.
class RandomPattern {
 public:
  explicit RandomPattern(uint32_t seed) : random_(seed) {}

  std::string Next() {
    groups_ = 0;
    return Choice(3);
  }
  std::string Text() {
    std::string out;
    for (int n = Below(14); n > 0; --n) out += "abc 1\n"[Below(6)];
    return out;
  }

 private:
  int Below(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }

  std::string Choice(int depth) {
    std::string out = Sequence(depth);
    for (int n = Below(3); n > 1; --n) out += "|" + Sequence(depth);
    return out;
  }
  std::string Sequence(int depth) {
    std::string out;
    for (int n = 1 + Below(3); n > 0; --n) out += Piece(depth);
    return out;
  }
  std::string Piece(int depth) {
    static const std::vector<std::string> kAtoms = {"a",  "b",   "c",   "[ab]", "[^a]", ".",
                                                    "1?", "\\b", "\\d", "ab",   " ",    "^"};
    static const std::vector<std::string> kTimes = {"?", "{0,2}", "{1,3}?", "{2}", "??", "{0,3}"};
    if (depth == 0 || Below(3) > 0) {
      std::string atom = kAtoms[static_cast<size_t>(Below(static_cast<int>(kAtoms.size())))];
      if (atom == "a" || atom == "[ab]" || atom == ".") {
        static const std::vector<std::string> kRuns = {"", "*", "+", "+?", "*?", "{1,2}", "{0,2}?"};
        atom += kRuns[static_cast<size_t>(Below(static_cast<int>(kRuns.size())))];
      }
      return atom;
    }
    const std::string open = Below(2) == 0 ? "(?:" : "(?P<g" + std::to_string(groups_++) + ">";
    std::string out = open + Choice(depth - 1) + ")";
    if (Below(2) == 0) out += kTimes[static_cast<size_t>(Below(static_cast<int>(kTimes.size())))];
    return out;
  }

  std::mt19937 random_;
  int groups_ = 0;
};

TEST(BaseRegexMachine, FindsWhatRe2FindsByChance) {
  RandomPattern random(20);
  for (int i = 0; i < 1500; ++i) {
    const std::string pattern = random.Next();
    for (int t = 0; t < 4; ++t) {
      ExpectEqual(pattern, random.Text());
      if (HasFatalFailure()) return;
    }
  }
}

TEST(BaseRegexMachine, FindsTheSameInTextsOfManyWords) {
  RandomPattern random(21);
  for (int i = 0; i < 40; ++i) {
    const std::string pattern = random.Next();
    std::string text;
    while (text.size() < 150) text += random.Text() + std::string(30, 'x');
    ExpectEqual(pattern, text);
  }
}

TEST(BaseRegexMachine, GivesUpInsteadOfTryingForever) {
  const std::optional<RegexTree> tree =
      ParseRegex("(?:[ ,-]+[a-z,-]+){0,30}?;x", Letters::kAsWritten);
  ASSERT_TRUE(tree);
  const auto machine = RegexMachine::Compile(*tree);
  ASSERT_NE(machine, nullptr);
  std::string text;
  for (int i = 0; i < 60; ++i) text += "-,";
  text += "; x";
  int32_t captures[2];
  EXPECT_EQ(machine->Search({text, 0, text.size()}, captures), RegexMachine::Outcome::kGaveUp);
  const Result<Regex> regex = Regex::Compile("(?:[ ,-]+[a-z,-]+){0,30}?;x");
  EXPECT_FALSE(regex->Search(text, 0, text.size(), Regex::Anchor::kNone, nullptr));
  text += ";x";
  EXPECT_TRUE(regex->Search(text, 0, text.size(), Regex::Anchor::kNone, nullptr));
}

TEST(BaseRegexMachine, BeginsNowhereThatIsClosed) {
  const Result<Regex> regex = Regex::Compile("a+");
  const std::string text = "aaba";
  const std::vector<uint8_t> closed = {1, 1, 0, 0};
  std::vector<Capture> captures;
  ASSERT_TRUE(
      regex->Search(text, 0, text.size(), Regex::Anchor::kNone, &captures, {closed.data(), false}));
  EXPECT_EQ(captures[0].begin, 3);
}

TEST(BaseRegexMachine, LeavesWhatItDoesNotKnowToRe2) {
  for (const char* pattern : {"(?i)a", "\\pL+", "(?:a*)*", "[[:alpha:]]", "(?s:.)"}) {
    const Result<Regex> regex = Regex::Compile(pattern);
    ASSERT_TRUE(regex) << pattern;
    EXPECT_FALSE(regex->is_quick()) << pattern;
    EXPECT_TRUE(regex->Search("a", 0, 1, Regex::Anchor::kNone, nullptr)) << pattern;
  }
}

TEST(BaseRegexTree, TellsWhatATextMustHold) {
  const auto required = [](const char* pattern) { return Regex::Compile(pattern)->required(); };
  EXPECT_EQ(required("\\x80 [0-9]+"),
            (std::vector<ByteSet>{ByteSet::Of("\x80"), ByteSet::Of("0123456789")}));
  EXPECT_EQ(required("(?:\\x80|\\x81x)?\\x82"), (std::vector<ByteSet>{ByteSet::Of("\x82")}));
  EXPECT_EQ(required("\\x80|x\\x81"), (std::vector<ByteSet>{ByteSet::Of("\x80\x81")}));
  EXPECT_TRUE(required("a?[^a]").empty());
}

}  // namespace
}  // namespace pathex
