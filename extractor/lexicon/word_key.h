// WordKey: the first sixteen bytes of a word in lower case as two numbers, by which words are
// looked up. Words of at most sixteen bytes with the same key are the same word.
#ifndef PATHEX_EXTRACTOR_LEXICON_WORD_KEY_H_
#define PATHEX_EXTRACTOR_LEXICON_WORD_KEY_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "extractor/base/byte_words.h"

namespace pathex {

struct WordKey {
  static constexpr size_t kBytes = 16;

  uint64_t head = 0;  // bytes 0 to 7, those that are missing are 0
  uint64_t next = 0;  // bytes 8 to 15

  friend bool operator==(const WordKey&, const WordKey&) = default;
  uint64_t Hash() const {
    uint64_t h = (head ^ (next * 0x9E3779B97F4A7C15u)) * 0xD6E8FEB86659FD93u;
    return h ^ (h >> 32);
  }
};

// The first `size` bytes at `at`, at most eight, as a number.
inline uint64_t FewBytes(const char* at, size_t size) {
  uint64_t bytes = 0;
  std::memcpy(&bytes, at, size < 8 ? size : 8);
  return bytes;
}

// A to Z among eight bytes become a to z; nothing else changes.
inline uint64_t LowerBytes(uint64_t bytes) {
  const uint64_t low = bytes & ~kHighBits;
  const uint64_t from_a = low + EveryByte(0x80 - 'A');
  const uint64_t behind_z = low + EveryByte(0x80 - 'Z' - 1);
  return bytes | ((from_a & ~behind_z & ~bytes & kHighBits) >> 2);
}

// Of any word.
inline WordKey KeyOf(std::string_view word) {
  WordKey key;
  key.head = LowerBytes(FewBytes(word.data(), word.size()));
  if (word.size() > 8) key.next = LowerBytes(FewBytes(word.data() + 8, word.size() - 8));
  return key;
}

// The bytes of a number that a word of `size` bytes fills, as a mask (memory order).
inline uint64_t FilledBytes(size_t size) {
  static constexpr uint8_t kMasks[16] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  uint64_t mask = 0;
  std::memcpy(&mask, kMasks + (size < 8 ? 8 - size : 0), 8);
  return mask;
}

// The same for a word of letters alone or digits alone at `at`, with sixteen bytes that can be read
// there: bit 5 makes letters small and leaves digits as they are.
inline WordKey KeyOfRun(const char* at, size_t size) {
  constexpr uint64_t kSmall = EveryByte(0x20);
  const uint64_t head = LoadWord(at) | kSmall;
  if (size <= 8) return {head & FilledBytes(size), 0};
  return {head, (LoadWord(at + 8) | kSmall) & FilledBytes(size - 8)};
}

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_WORD_KEY_H_
