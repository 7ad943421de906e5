#include <gtest/gtest.h>

#include <string>

#include "extractor/match/marked_words.h"

namespace pathex {
namespace {

// The spellings of the marked words.
std::vector<std::string> Marked(const std::string& text) {
  const std::vector<Word> words = CutPlain(text);
  std::vector<std::string> out;
  for (const uint32_t i : MarkedWords(text, words)) {
    out.push_back(text.substr(words[i].begin, words[i].end - words[i].begin));
  }
  return out;
}

using Words = std::vector<std::string>;

TEST(MarkedWords, AreThoseBehindWhatPartsATextAndNeverTheFirst) {
  EXPECT_EQ(Marked("Size: four cm. Margins free\nof tumor (all) of them"),
            (Words{"four", "Margins", "of", "of"}));
  EXPECT_EQ(Marked("Size  small   Margins"), Words{"Margins"});
  EXPECT_EQ(Marked(". a"), Words{"a"});
  EXPECT_EQ(Marked("one, two; three - four"), Words{});
  EXPECT_EQ(Marked(""), Words{});
}

}  // namespace
}  // namespace pathex
