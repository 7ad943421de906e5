#include "extractor/base/utf8.h"

#include <algorithm>
#include <cstring>

#include "extractor/base/byte_words.h"

namespace pathex {
namespace {

constexpr size_t kBlock = 64;  // bytes between two entries of a CodePointTable

// How many of the bytes from text[at] on are plain ASCII.
size_t AsciiLength(std::string_view text, size_t at) {
  const size_t begin = at;
  for (; at + 32 <= text.size(); at += 32) {
    const char* const from = text.data() + at;
    const uint64_t all =
        LoadWord(from) | LoadWord(from + 8) | LoadWord(from + 16) | LoadWord(from + 24);
    if ((all & kHighBits) != 0) break;
  }
  while (at + 8 <= text.size()) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080ull) != 0) break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at - begin;
}

// The range the second byte must lie in, by the first (table 3-7 of the Unicode standard).
struct SecondByte {
  unsigned char low, high;
};
SecondByte Second(unsigned char lead) {
  switch (lead) {
    case 0xE0:
      return {0xA0, 0xBF};
    case 0xED:
      return {0x80, 0x9F};
    case 0xF0:
      return {0x90, 0xBF};
    case 0xF4:
      return {0x80, 0x8F};
    default:
      return {0x80, 0xBF};
  }
}

}  // namespace

CodePoint DecodeUtf8(std::string_view text, size_t at) {
  const unsigned char lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1, true};
  const CodePoint broken{kReplacementCharacter, 1, false};
  if (lead < 0xC2 || lead > 0xF4) return broken;
  const uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  const SecondByte second = Second(lead);
  char32_t value = lead & (0x7F >> length);
  for (uint32_t i = 1; i < length; ++i) {
    const unsigned char c = at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
    const bool good = i == 1 ? c >= second.low && c <= second.high : (c & 0xC0) == 0x80;
    if (!good) return {kReplacementCharacter, i, false};
    value = (value << 6) | (c & 0x3F);
  }
  return {value, length, true};
}

void AppendUtf8(char32_t c, std::string* out) {
  if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) c = kReplacementCharacter;
  const auto trail = [&](int shift) {
    out->push_back(static_cast<char>(0x80 | ((c >> shift) & 0x3F)));
  };
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (c >> 6)));
    trail(0);
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (c >> 12)));
    trail(6);
    trail(0);
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18)));
    trail(12);
    trail(6);
    trail(0);
  }
}

size_t FindInvalidUtf8(std::string_view text) {
  size_t at = 0;
  while (true) {
    at += AsciiLength(text, at);
    if (at >= text.size()) return std::string_view::npos;
    const CodePoint c = DecodeUtf8(text, at);
    if (!c.valid) return at;
    at += c.length;
  }
}

size_t CountCodePoints(std::string_view text) {
  size_t trails = 0, at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    const uint64_t word = LoadWord(text.data() + at);
    const uint64_t marks = word & ~(word << 1) & kHighBits;  // 10xxxxxx
    trails += (marks >> 7) * EveryByte(1) >> 56;             // the sum of the bytes
  }
  for (; at < text.size(); ++at) trails += IsUtf8Trail(text[at]);
  return text.size() - trails;
}

CodePointTable::CodePointTable(std::string_view text) : text_(text) {
  if (AsciiLength(text, 0) == text.size()) {
    size_ = static_cast<uint32_t>(text.size());
    return;
  }
  counts_.reserve(text.size() / kBlock + 1);
  for (size_t at = 0; at < text.size(); at += kBlock) {
    counts_.push_back(size_);
    size_ += static_cast<uint32_t>(CountCodePoints(text.substr(at, kBlock)));
  }
}

uint32_t CodePointTable::Index(uint32_t offset) const {
  if (offset >= text_.size()) return size_;
  if (counts_.empty()) return offset;
  const size_t block = offset / kBlock;
  const std::string_view rest = text_.substr(block * kBlock, offset - block * kBlock);
  return counts_[block] + static_cast<uint32_t>(CountCodePoints(rest));
}

uint32_t CodePointTable::Offset(uint32_t index) const {
  if (index >= size_) return static_cast<uint32_t>(text_.size());
  if (counts_.empty()) return index;
  const auto after = std::upper_bound(counts_.begin(), counts_.end(), index);
  const size_t block = static_cast<size_t>(after - counts_.begin()) - 1;
  uint32_t left = index - counts_[block];
  size_t at = NextCodePointBoundary(text_, block * kBlock);
  while (left > 0) {
    at = NextCodePointBoundary(text_, at + 1);
    --left;
  }
  return static_cast<uint32_t>(at);
}

}  // namespace pathex
