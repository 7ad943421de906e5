#include <gtest/gtest.h>

#include <random>
#include <string>

#include "extractor/base/byte_words.h"

namespace pathex {
namespace {

std::string RandomBytes(std::mt19937* random, size_t size) {
  std::string text;
  for (size_t i = 0; i < size; ++i) {
    // Often what is looked for and its neighbours, or all would be noise.
    constexpr std::string_view kNear = "\"\\!#[]\x1F\x20\x7F\x80\xA2\xDC";
    text += (*random)() % 3 == 0 ? kNear[(*random)() % kNear.size()]
                                 : static_cast<char>((*random)() % 256);
  }
  return text;
}

TEST(ByteWords, ShortWordsKeepTheirBytesAndEndInBlanks) {
  const std::string text = "abcdefg";
  for (size_t size = 1; size <= text.size(); ++size) {
    char bytes[8];
    StoreWord(LoadShortWord(text.data(), size), bytes);
    EXPECT_EQ(std::string(bytes, 8), text.substr(0, size) + std::string(8 - size, ' '));
  }
}

TEST(ByteWords, AMarkIsThereWhenAByteIsAndTheFirstIsRight) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = RandomBytes(&random, 8);
    const uint64_t word = LoadWord(text.data());
    const size_t quote = text.find('"');
    size_t control = 0;
    while (control < 8 && static_cast<unsigned char>(text[control]) >= 0x20) ++control;
    ASSERT_EQ(MarkEqual(word, '"') != 0, quote != std::string::npos);
    ASSERT_EQ(MarkLess(word, 0x20) != 0, control < 8);
    if (kLittleEndian && quote != std::string::npos) {
      ASSERT_EQ(BytesBefore(MarkEqual(word, '"')), quote);
    }
    if (kLittleEndian && control < 8) {
      ASSERT_EQ(BytesBefore(MarkLess(word, 0x20)), control);
    }
  }
}

TEST(ByteWords, FindsWhatALoopFinds) {
  std::mt19937 random(11);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = RandomBytes(&random, random() % 40);
    for (size_t from = 0; from <= text.size() + 2; ++from) {
      const size_t found = FindByte(
          text, from, [](uint64_t word) { return MarkEqual(word, '\\'); },
          [](char c) { return c == '\\'; });
      const size_t at = text.find('\\', from);
      ASSERT_EQ(found, at == std::string::npos ? std::max(from, text.size()) : at);
    }
  }
}

TEST(ByteWords, NamesAreTheSameWhenAllTheirBytesAre) {
  for (size_t size = 0; size < 28; ++size) {
    const std::string name(size, 'n');
    EXPECT_TRUE(SameName(name, std::string(size, 'n')));
    EXPECT_EQ(HashName(name), HashName(std::string(size, 'n')));
    EXPECT_FALSE(SameName(name, std::string(size + 1, 'n')));
    for (size_t at = 0; at < size; ++at) {
      std::string other = name;
      other[at] = 'm';
      EXPECT_FALSE(SameName(name, other)) << at << " of " << size;
      EXPECT_NE(HashName(name), HashName(other));
    }
  }
}

TEST(ByteWords, AsciiIsToldAtEveryLength) {
  for (size_t size = 0; size < 20; ++size) {
    std::string text(size, 'x');
    EXPECT_TRUE(IsAscii(text));
    for (size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      EXPECT_FALSE(IsAscii(text)) << at << " of " << size;
      text[at] = '\x7F';
    }
  }
}

}  // namespace
}  // namespace pathex
