#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/text/fold.h"
#include "extractor/text/offset_map.h"

namespace pathex {
namespace {

TEST(TextOffsetMap, MapsTheExampleOfItsHeader) {
  OffsetMap map;  // "Ré ﬁn" -> "Re fin"
  map.AddCopy(0, 1);
  map.AddBlock(1, 2, 1);
  map.AddCopy(3, 1);
  map.AddBlock(4, 3, 2);
  map.AddCopy(7, 1);
  const std::vector<uint32_t> begin = {0, 1, 3, 4, 4, 7}, end = {1, 3, 4, 7, 7, 8};
  for (uint32_t i = 0; i < 6; ++i) {
    EXPECT_EQ(map.Begin(i), begin[i]) << i;
    EXPECT_EQ(map.End(i + 1), end[i]) << i;
  }
  EXPECT_EQ(map.output_size(), 6u);
  EXPECT_FALSE(map.identity());
  EXPECT_EQ(map.Begin(6), 8u) << "an empty span at the end";
}

TEST(TextOffsetMap, CopiesOfNeighboursAreOneSegment) {
  OffsetMap map;
  map.AddCopy(0, 3);
  map.AddCopy(3, 4);
  map.AddBlock(7, 1, 1);
  EXPECT_EQ(map.segment_count(), 1u);
  EXPECT_TRUE(map.identity());
  map.AddCopy(9, 1);
  EXPECT_EQ(map.segment_count(), 2u);
  EXPECT_FALSE(map.identity());
}

TEST(TextOffsetMap, InsertedTextStandsForNothing) {
  OffsetMap map;
  map.AddCopy(5, 2);
  map.AddBlock(7, 0, 3);
  map.AddBlock(7, 4, 0);
  map.AddCopy(11, 1);
  EXPECT_EQ(map.Begin(3), 7u);
  EXPECT_EQ(map.End(4), 7u);
  EXPECT_EQ(map.Begin(5), 11u);
  EXPECT_EQ(map.output_size(), 6u);
}

TEST(TextOffsetMap, AnIndexFindsWhatTheMapFinds) {
  OffsetMap map;
  for (uint32_t i = 0, in = 0; i < 60; ++i) {
    map.AddCopy(in, i % 7);
    in += i % 7 + 1;
    map.AddBlock(in, i % 4, i % 3);
    in += i % 4;
  }
  const OffsetIndex index(map);
  for (uint32_t k = 0; k < 4000; ++k) {
    const uint32_t out = k * 37 % (map.output_size() + 3);
    ASSERT_EQ(index.Begin(out), map.Begin(out)) << out;
    ASSERT_EQ(index.End(out), map.End(out)) << out;
  }
}

TEST(TextOffsetMap, AnEmptyMapIsTheIdentity) {
  OffsetMap map;
  EXPECT_TRUE(map.identity());
  EXPECT_EQ(map.Begin(42), 42u);
  EXPECT_EQ(map.End(42), 42u);
  map.AddCopy(3, 1);
  EXPECT_FALSE(map.identity());
  map.Clear();
  EXPECT_TRUE(map.identity());
  EXPECT_EQ(map.output_size(), 0u);
}

struct FoldCase {
  const char* original;
  const char* folded;
};

TEST(TextFold, FoldsByTheTable) {
  const FoldCase kCases[] = {
      {"", ""},
      {"Plain ASCII, 12.5 mm\tx", "Plain ASCII, 12.5 mm\tx"},
      {"Résection élargie", "Resection elargie"},
      {"Re\u0301section e\u0301largie", "Resection elargie"},
      {"RÉSECTION", "RESECTION"},
      {"cœur Œdème cæcum Ægis", "coeur OEdeme caecum AEgis"},
      {"Größe groß ẞ", "Grosse gross SS"},
      {"ﬁbrose reﬂux eﬀacé oﬃce ﬄ", "fibrose reflux efface office ffl"},
      {"Ø søm, Łódź, ĳs Ĳs", "O som, Lodz, ijs IJs"},
      {"3 × 2 cm", "3 x 2 cm"},
      {"‘a’ ‚b‛ “c” „d‟ «e» ‹f› 5′ 6″", "'a' 'b' \"c\" \"d\" \"e\" 'f' 5' 6\""},
      {"a‐b‑c–d—e−f―g", "a-b-c-d-e-f-g"},
      {"no\u00a0break\u202fnarrow\u2009thin\u3000wide", "no break narrow thin wide"},
      {"zero\u200bwidth\u200d soft\u00adhyphen\ufeff", "zerowidth softhyphen"},
      {"a\r\nb\rc\nd", "a\nb\nc\nd"},
      {"\r\r\n\n", "\n\n\n"},
      {"a\fb\vc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"},
      {"10⁹/L m² ≤5 ≥3 ½ µm μm °", "10⁹/L m² ≤5 ≥3 ½ µm μm °"},
      {"αβγ ά Ω", "αβγ α Ω"},
      {"\u212b \u2126 \u212a", "A Ω K"},
      {"1\ufe0f\u20e3", "1"},
      {"\u0301", ""},
      {"\u0301a", "a"},
      {"a\n\u0301b", "a\nb"},
      {"😀 ok", "😀 ok"},
      {"각", "\u1100\u1161\u11a8"},
      {"ǿ ắ ệ", "o a e"},
  };
  for (const FoldCase& c : kCases) {
    Text text;
    Fold(c.original, &text);
    EXPECT_EQ(text.folded, c.folded) << c.original;
    EXPECT_EQ(FoldString(c.original), c.folded) << c.original;
  }
}

TEST(TextFold, ASpanLeadsBackToWholeLetters) {
  const struct {
    const char* original;
    const char* folded;  // what to look for
    const char* expected;
  } kCases[] = {
      {"marge ne\u0301gative ici", "negative", "ne\u0301gative"},
      {"marge négative ici", "gativ", "gativ"},
      {"la ré\u0301s", "re", "ré\u0301"},
      {"the ﬁbrous", "ibrous", "ﬁbrous"},
      {"the oﬃce", "f", "ﬃ"},
      {"zero\u200bwidth", "zerowidth", "zero\u200bwidth"},
      {"zero\u200bwidth", "width", "width"},
      {"a\r\nb", "a\n", "a\r\n"},
      {"a\r\nb", "\nb", "\r\nb"},
      {"size 3µm", "\xC2", "µ"},
      {"size 3µm", "\xB5", "µ"},
      {"5 ≤ 6", "\x89", "≤"},
      {"αά.", "\xB1", "α"},
  };
  for (const auto& c : kCases) {
    Text text;
    Fold(c.original, &text);
    const size_t at = text.folded.find(c.folded);
    ASSERT_NE(at, std::string::npos) << c.original;
    const OriginalSpan span = text.ToOriginal(
        {static_cast<uint32_t>(at), static_cast<uint32_t>(at + std::string(c.folded).size())});
    EXPECT_EQ(text.original.substr(span.begin, span.size()), c.expected) << c.original;
  }
}

TEST(TextFold, AnEmptySpanStaysEmpty) {
  Text text;
  Fold("é x", &text);
  EXPECT_EQ(text.ToOriginal({0, 0}), (OriginalSpan{0, 0}));
  EXPECT_EQ(text.ToOriginal({1, 1}), (OriginalSpan{2, 2}));
  EXPECT_EQ(text.ToOriginal({3, 3}), (OriginalSpan{4, 4}));
}

TEST(TextFold, AsciiCostsOneSegment) {
  Text text;
  Fold(std::string(10000, 'x') + "\nmore", &text);
  EXPECT_EQ(text.map.segment_count(), 1u);
  EXPECT_TRUE(text.map.identity());
  Fold("µ≤α kept as they stand", &text);
  EXPECT_TRUE(text.map.identity());
}

TEST(TextFold, BuffersAreReused) {
  Text text;
  Fold("ancienne hématome", &text);
  Fold("new", &text);
  EXPECT_EQ(text.folded, "new");
  EXPECT_EQ(text.original, "new");
  EXPECT_EQ(text.ToOriginal({0, 3}), (OriginalSpan{0, 3}));
}

}  // namespace
}  // namespace pathex
