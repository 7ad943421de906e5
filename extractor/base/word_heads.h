// WordHeads: how words begin, a bit for each way: a lower-case letter with the letter behind it, or
// with anything else; or a digit.
#ifndef PATHEX_EXTRACTOR_BASE_WORD_HEADS_H_
#define PATHEX_EXTRACTOR_BASE_WORD_HEADS_H_

#include <array>
#include <bit>
#include <cstdint>

namespace pathex {

struct WordHeads {
  std::array<uint64_t, 12> bits = {};

  static bool IsLetter(uint8_t byte) { return byte >= 'a' && byte <= 'z'; }
  static bool IsDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }
  // Whether a word that begins with `byte` has a head.
  static bool Knows(uint8_t byte) { return IsLetter(byte) || IsDigit(byte); }

  // `first` is known; `second` is whatever follows it.
  void Add(uint8_t first, uint8_t second) {
    const uint32_t bit = IsDigit(first)     ? 0
                         : IsLetter(second) ? 27u * (first - 'a' + 1u) + (second - 'a' + 1u)
                                            : 27u * (first - 'a' + 1u);
    bits[bit >> 6] |= uint64_t{1} << (bit & 63);
  }
  int size() const {
    int n = 0;
    for (const uint64_t word : bits) n += std::popcount(word);
    return n;
  }
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_WORD_HEADS_H_
