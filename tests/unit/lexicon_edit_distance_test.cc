#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "extractor/lexicon/edit_distance.h"

namespace pathex {
namespace {

// The definition, as a table of all distances between the beginnings of two words.
size_t ByTable(const std::string& a, const std::string& b) {
  std::vector<std::vector<size_t>> d(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistance, CountsEdits) {
  const WordDistance word("desmin");
  EXPECT_EQ(word.To("desmin", 2), 0u);
  EXPECT_EQ(word.To("desrnin", 2), 2u);
  EXPECT_EQ(word.To("demsin", 2), 1u);
  EXPECT_EQ(word.To("esmin", 2), 1u);
  EXPECT_EQ(word.To("vimentin", 2), 3u) << "given up";
  EXPECT_EQ(WordDistance("").To("ab", 2), 2u);
}

TEST(EditDistance, EqualsTheTableOnRandomWords) {
  std::mt19937 random(7);
  const auto letter = [&] { return static_cast<char>('a' + random() % 4); };
  for (int round = 0; round < 20000; ++round) {
    std::string a, b;
    const size_t length = random() % (round % 10 == 0 ? kLongestEdited + 1 : 9);
    while (a.size() < length) a += letter();
    b = a;
    for (uint32_t edits = random() % 5; edits > 0; --edits) {
      const size_t at = random() % (b.size() + 1);
      const uint32_t kind = random() % 4;
      if (kind == 0) b.insert(b.begin() + static_cast<std::ptrdiff_t>(at), letter());
      if (kind == 1 && at < b.size()) b.erase(at, 1);
      if (kind == 2 && at < b.size()) b[at] = letter();
      if (kind == 3 && at + 1 < b.size()) std::swap(b[at], b[at + 1]);
    }
    const size_t right = ByTable(a, b);
    for (size_t limit = 0; limit < 5; ++limit) {
      ASSERT_EQ(WordDistance(a).To(b, limit), std::min(right, limit + 1)) << a << ' ' << b;
    }
  }
}

TEST(EditDistance, NearLettersCountsBits) {
  EXPECT_TRUE(NearLetters(LetterSet("desmin"), LetterSet("DESMIN"), 0));
  EXPECT_TRUE(NearLetters(LetterSet("desmin"), LetterSet("desnin"), 2));
  EXPECT_FALSE(NearLetters(LetterSet("desmin"), LetterSet("actin"), 2));
}

}  // namespace
}  // namespace pathex
