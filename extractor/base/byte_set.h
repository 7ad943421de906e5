// ByteSet: a set of byte values.
#ifndef PATHEX_EXTRACTOR_BASE_BYTE_SET_H_
#define PATHEX_EXTRACTOR_BASE_BYTE_SET_H_

#include <bit>
#include <cstdint>
#include <string_view>

namespace pathex {

struct ByteSet {
  uint64_t words[4] = {0, 0, 0, 0};

  static ByteSet Of(std::string_view bytes) {
    ByteSet set;
    for (const char c : bytes) set.Add(static_cast<uint8_t>(c));
    return set;
  }
  void Add(uint8_t byte) { words[byte >> 6] |= uint64_t{1} << (byte & 63); }
  void AddRange(uint8_t first, uint8_t last) {
    for (int byte = first; byte <= last; ++byte) Add(static_cast<uint8_t>(byte));
  }
  void Add(const ByteSet& other) {
    for (int i = 0; i < 4; ++i) words[i] |= other.words[i];
  }
  bool Has(uint8_t byte) const { return (words[byte >> 6] >> (byte & 63) & 1) != 0; }
  bool Meets(const ByteSet& other) const {
    return ((words[0] & other.words[0]) | (words[1] & other.words[1]) |
            (words[2] & other.words[2]) | (words[3] & other.words[3])) != 0;
  }
  ByteSet Complement() const { return ByteSet{{~words[0], ~words[1], ~words[2], ~words[3]}}; }
  int size() const {
    int n = 0;
    for (const uint64_t word : words) n += std::popcount(word);
    return n;
  }
  // The smallest byte of a set that is not empty.
  uint8_t Smallest() const {
    int i = 0;
    while (i < 3 && words[i] == 0) ++i;
    return static_cast<uint8_t>(64 * i + std::countr_zero(words[i]));
  }
  // Whether it holds exactly one byte.
  bool IsSingle() const {
    int full = 0;
    for (const uint64_t word : words) {
      if ((word & (word - 1)) != 0) return false;
      full += word != 0;
    }
    return full == 1;
  }
  bool operator==(const ByteSet&) const = default;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_BYTE_SET_H_
