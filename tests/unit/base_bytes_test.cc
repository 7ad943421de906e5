// Bytes: searched, summed up, hashed piece by piece.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "extractor/base/byte_search.h"
#include "extractor/base/checksum.h"
#include "extractor/base/sha256.h"

namespace pathex {
namespace {

TEST(ByteSearch, FindsWhatALoopFinds) {
  std::mt19937 random(5);
  constexpr std::string_view kOdd = "\"\\\n\r\x01\x1F\x20\x7F\x80\xFF";
  for (int round = 0; round < 5000; ++round) {
    std::string text(random() % 70, 'x');
    for (char& c : text) {
      if (random() % 12 == 0) c = kOdd[random() % kOdd.size()];
    }
    const size_t from = random() % (text.size() + 2);
    size_t quote = std::min(from, text.size()), control = quote;
    while (quote < text.size() && text[quote] != '"' && text[quote] != '\\') ++quote;
    while (control < text.size() && text[control] != '\\' && text[control] != 0x7F &&
           static_cast<unsigned char>(text[control]) >= 0x20) {
      ++control;
    }
    ASSERT_EQ(FindQuoteOrBackslash(text, from), quote) << text;
    ASSERT_EQ(FindBackslashOrControl(text, from), control) << text;
  }
}

TEST(Checksum, ChangesWithEveryByteAndWithTheLength) {
  std::string text;
  std::set<uint64_t> seen;
  for (size_t size = 0; size < 200; ++size) {
    EXPECT_TRUE(seen.insert(Checksum(text)).second) << size;
    for (size_t at = 0; at < text.size(); ++at) {
      text[at] ^= 0x40;
      EXPECT_TRUE(seen.insert(Checksum(text)).second) << size << ' ' << at;
      text[at] ^= 0x40;
    }
    EXPECT_TRUE(seen.contains(Checksum(text)));
    text += ' ';
  }
}

TEST(Sha256, PiecesAreHashedAsTheWhole) {
  std::string whole;
  Sha256 hash;
  for (size_t size = 0; size < 150; ++size) {
    const std::string piece(size, static_cast<char>('a' + size % 26));
    hash.Add(piece);
    whole += piece;
  }
  EXPECT_EQ(hash.Hex(), Sha256Hex(whole));
  EXPECT_EQ(Sha256().Hex(), Sha256Hex(""));
}

}  // namespace
}  // namespace pathex
