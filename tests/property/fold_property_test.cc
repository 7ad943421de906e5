// Properties of decoding and folding over a nasty alphabet: combining marks, ligatures, zero-width
// blanks, every line end, emoji, no-break spaces, jamo, and letters that only look alike.
#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <random>
#include <string>
#include <vector>

#include "extractor/base/utf8.h"
#include "extractor/text/decode.h"
#include "extractor/text/fold.h"
#include "extractor/text/text_builder.h"

namespace pathex {
namespace {

constexpr int kRounds = 4000;

const std::vector<std::string>& Alphabet() {
  static const std::vector<std::string> kAlphabet = {"a",      "e",          "Z",
                                                     " ",      "\n",         "\r",
                                                     "\r\n",   "\t",         "\f",
                                                     "\v",     "3",          ".",
                                                     "-",      "'",          "é",
                                                     "É",      "ç",          "ø",
                                                     "œ",      "Æ",          "ß",
                                                     "ﬁ",      "ﬃ",          "ĳ",
                                                     "ǿ",      "ắ",          "×",
                                                     "µ",      "μ",          "≤",
                                                     "⁹",      "½",          "ά",
                                                     "\u0301", "\u0327",     "\u0308",
                                                     "\u0345", "\u20e3",     "\ufe0f",
                                                     "\u302e", "\u200b",     "\u200d",
                                                     "\u00ad", "\ufeff",     "\u00a0",
                                                     "\u202f", "\u3000",     "\u2028",
                                                     "\u2029", "\u0085",     "–",
                                                     "−",      "‑",          "’",
                                                     "”",      "«",          "′",
                                                     "\u00b4", "\u1ffd",     "\u0344",
                                                     "\u212b", "\u2126",     "\u0958",
                                                     "각",     "\u1100",     "\u1161",
                                                     "\u11a8", "😀",          "👨‍👩‍👧",
                                                     "𝒜",      "\U0001D15E", "\U0010FFFF",
                                                     "\uFFFD"};
  return kAlphabet;
}

std::string Generate(std::mt19937* random) {
  std::string text;
  const size_t length = (*random)() % 24;
  for (size_t i = 0; i < length; ++i) text += Alphabet()[(*random)() % Alphabet().size()];
  return text;
}

bool IsBoundary(std::string_view text, size_t at) {
  return at == 0 || at == text.size() || (at < text.size() && !IsUtf8Trail(text[at]));
}

std::string Normalized(const std::string& text, const icu::Normalizer2& normalizer) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  normalizer.normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  EXPECT_TRUE(U_SUCCESS(status));
  return out;
}

TEST(FoldProperty, FoldingTwiceIsFoldingOnce) {
  std::mt19937 random(1);
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = Generate(&random);
    const std::string once = FoldString(text);
    ASSERT_EQ(FoldString(once), once) << text;
    ASSERT_EQ(FindInvalidUtf8(once), std::string::npos) << text;
  }
}

TEST(FoldProperty, EveryCodePointFoldsToAFixedPoint) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(c, &text);
    const std::string once = FoldString(text);
    ASSERT_EQ(FoldString(once), once) << std::hex << static_cast<uint32_t>(c);
  }
}

TEST(FoldProperty, CompositionMakesNoDifference) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2& nfc = *icu::Normalizer2::getNFCInstance(status);
  const icu::Normalizer2& nfd = *icu::Normalizer2::getNFDInstance(status);
  ASSERT_TRUE(U_SUCCESS(status));
  std::mt19937 random(2);
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = Generate(&random);
    ASSERT_EQ(FoldString(Normalized(text, nfc)), FoldString(Normalized(text, nfd))) << text;
  }
}

TEST(FoldProperty, WithAndWithoutMapAreTheSameText) {
  std::mt19937 random(3);
  Text text;
  for (int round = 0; round < kRounds; ++round) {
    const std::string original = Generate(&random);
    Fold(original, &text);
    ASSERT_EQ(text.folded, FoldString(original));
    if (!text.folded.empty()) {
      ASSERT_EQ(text.map.output_size(), text.folded.size());
    }
  }
}

TEST(FoldProperty, SpansAreOrderedCoverTheMatchAndNeverSplitALetter) {
  std::mt19937 random(4);
  Text text;
  for (int round = 0; round < kRounds; ++round) {
    const std::string original = Generate(&random);
    Fold(original, &text);
    const uint32_t size = static_cast<uint32_t>(text.folded.size());
    OriginalSpan before;
    for (uint32_t begin = 0; begin < size; ++begin) {
      const OriginalSpan one = text.ToOriginal({begin, begin + 1});
      ASSERT_LT(one.begin, one.end) << original;
      ASSERT_GE(one.begin, before.begin) << original;
      ASSERT_GE(one.end, before.end) << original;
      before = one;
      for (uint32_t end = begin + 1; end <= size; ++end) {
        const OriginalSpan span = text.ToOriginal({begin, end});
        ASSERT_LE(span.end, original.size());
        ASSERT_TRUE(IsBoundary(original, span.begin) && IsBoundary(original, span.end)) << original;
        // Cover: folding what the span holds gives at least what was matched.
        const std::string again = FoldString(original.substr(span.begin, span.size()));
        ASSERT_NE(again.find(text.folded.substr(begin, end - begin)), std::string::npos)
            << original << " [" << begin << "," << end << ")";
      }
    }
  }
}

TEST(FoldProperty, ABlankLineOnTopShiftsAndChangesNothingElse) {
  std::mt19937 random(5);
  Text plain, shifted;
  for (int round = 0; round < kRounds; ++round) {
    const std::string original = "x" + Generate(&random);
    const std::string lower = "\n" + original;
    Fold(original, &plain);
    Fold(lower, &shifted);
    ASSERT_EQ(shifted.folded, "\n" + plain.folded);
    for (uint32_t i = 0; i < plain.folded.size(); ++i) {
      const OriginalSpan a = plain.ToOriginal({i, i + 1}), b = shifted.ToOriginal({i + 1, i + 2});
      ASSERT_EQ(a.begin + 1, b.begin);
      ASSERT_EQ(a.end + 1, b.end);
    }
  }
}

// The bytes of `text` in UTF-16 or UTF-32, with the places of its code points.
std::string Widen(const std::string& text, uint32_t unit, bool big_endian,
                  std::vector<uint32_t>* places) {
  std::string out;
  const auto put = [&](char32_t value) {
    for (uint32_t i = 0; i < unit; ++i) {
      const uint32_t shift = 8 * (big_endian ? unit - 1 - i : i);
      out.push_back(static_cast<char>((value >> shift) & 0xFF));
    }
  };
  put(0xFEFF);
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    places->push_back(static_cast<uint32_t>(out.size()));
    if (unit == 2 && c.value > 0xFFFF) {
      put(0xD800 + ((c.value - 0x10000) >> 10));
      put(0xDC00 + ((c.value - 0x10000) & 0x3FF));
    } else {
      put(c.value);
    }
    at += c.length;
  }
  places->push_back(static_cast<uint32_t>(out.size()));
  return out;
}

TEST(DecodeProperty, WideTextComesBackWithExactPlaces) {
  std::mt19937 random(6);
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = "x" + Generate(&random);
    for (const uint32_t unit : {2u, 4u}) {
      std::vector<uint32_t> places;
      const std::string bytes = Widen(text, unit, round % 2 == 0, &places);
      const Decoded decoded = DecodeText(bytes, "");
      ASSERT_EQ(decoded.text, text);
      size_t index = 0;
      for (size_t at = 0; at < text.size(); ++index) {
        const uint32_t length = DecodeUtf8(text, at).length;
        ASSERT_EQ(decoded.map.Begin(static_cast<uint32_t>(at)), places[index]);
        at += length;
        ASSERT_EQ(decoded.map.End(static_cast<uint32_t>(at)), places[index + 1]);
      }
    }
  }
}

TEST(DecodeProperty, AnyBytesBecomeValidTextThatCoversThem) {
  std::mt19937 random(7);
  for (int round = 0; round < kRounds; ++round) {
    std::string bytes;
    const size_t length = random() % 40;
    for (size_t i = 0; i < length; ++i) {
      bytes += random() % 2 == 0 ? Alphabet()[random() % Alphabet().size()]
                                 : std::string(1, static_cast<char>(random()));
    }
    for (const char* declared :
         {"", "UTF-8", "windows-1252", "ISO-8859-15", "UTF-16", "Shift_JIS"}) {
      const Decoded decoded = DecodeText(bytes, declared);
      ASSERT_EQ(FindInvalidUtf8(decoded.text), std::string::npos);
      uint32_t covered = 0;  // no byte between two letters is lost, but a mark in front
      const uint32_t size = static_cast<uint32_t>(decoded.text.size());
      for (uint32_t i = 0; i < size; ++i) {
        const uint32_t begin = decoded.map.Begin(i), end = decoded.map.End(i + 1);
        ASSERT_LT(begin, end);
        if (i > 0) {
          ASSERT_LE(begin, covered) << declared;
        }
        ASSERT_GE(end, covered);
        covered = end;
      }
      if (size > 0) {
        ASSERT_EQ(covered, bytes.size()) << declared;
      }
    }
  }
}

TEST(DecodeProperty, DecodingAndFoldingCompose) {
  std::mt19937 random(8);
  Text text;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<uint32_t> places;
    const std::string bytes = Widen("x" + Generate(&random), 2, false, &places);
    const Decoded decoded = DecodeText(bytes, "");
    Fold(decoded.text, &text);
    const OffsetMap whole = Compose(text.map, static_cast<uint32_t>(text.folded.size()),
                                    decoded.map, static_cast<uint32_t>(decoded.text.size()));
    for (uint32_t i = 0; i < text.folded.size(); ++i) {
      ASSERT_EQ(whole.Begin(i), decoded.map.Begin(text.map.Begin(i)));
      ASSERT_EQ(whole.End(i + 1), decoded.map.End(text.map.End(i + 1)));
    }
  }
}

}  // namespace
}  // namespace pathex
