// Eight bytes of a text at a time, in one machine word: what is asked of every byte of a report is
// asked of eight at once.
#ifndef PATHEX_EXTRACTOR_BASE_BYTE_WORDS_H_
#define PATHEX_EXTRACTOR_BASE_BYTE_WORDS_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pathex {

inline constexpr bool kLittleEndian = std::endian::native == std::endian::little;

constexpr uint64_t EveryByte(uint8_t byte) { return 0x0101010101010101ull * byte; }
inline constexpr uint64_t kHighBits = EveryByte(0x80);

inline uint64_t LoadWord(const char* at) {
  uint64_t word;
  std::memcpy(&word, at, sizeof(word));
  return word;
}
inline void StoreWord(uint64_t word, char* at) { std::memcpy(at, &word, sizeof(word)); }

// One to seven bytes, in their order; the rest are blanks.
inline uint64_t LoadShortWord(const char* at, size_t size) {
  uint64_t word = EveryByte(' ');
  if constexpr (!kLittleEndian) {
    std::memcpy(&word, at, size);
    return word;
  }
  const auto byte = [at](size_t i) -> uint64_t { return static_cast<unsigned char>(at[i]); };
  word <<= 8 * size;
  if (size >= 4) {
    uint32_t first, last;
    std::memcpy(&first, at, 4);
    std::memcpy(&last, at + size - 4, 4);
    return word | first | static_cast<uint64_t>(last) << (8 * (size - 4));
  }
  const size_t middle = size / 2, last = size - 1;
  return word | byte(0) | byte(middle) << (8 * middle) | byte(last) << (8 * last);
}

// Marks: the highest bit of each byte of which something is true. Bytes that weigh more than the
// first marked one may be marked wrongly; whether there is a mark never is. Both for byte < 0x80.
constexpr uint64_t MarkEqual(uint64_t word, uint8_t byte) {
  return ((word ^ EveryByte(byte)) - EveryByte(1)) & ~word & kHighBits;
}
constexpr uint64_t MarkLess(uint64_t word, uint8_t byte) {
  return (word - EveryByte(byte)) & ~word & kHighBits;
}

// How many bytes stand before the first marked one; a lower bound where the first byte weighs most.
inline size_t BytesBefore(uint64_t marks) {
  if constexpr (!kLittleEndian) return 0;
  return static_cast<size_t>(std::countr_zero(marks)) / 8;
}

// The first offset in [from, text.size()] whose byte holds(char) is true of; `mark` marks such
// bytes of a word (at least them).
template <typename Mark, typename Holds>
size_t FindByte(std::string_view text, size_t from, const Mark& mark, const Holds& holds) {
  while (from + 8 <= text.size()) {
    const uint64_t marks = mark(LoadWord(text.data() + from));
    if (marks == 0) {
      from += 8;
      continue;
    }
    from += BytesBefore(marks);
    if (holds(text[from])) return from;
    ++from;
  }
  while (from < text.size() && !holds(text[from])) ++from;
  return from;
}

// a == b, for short texts that are compared often and rarely the same length.
inline bool SameName(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (a.size() < 8) {
    return a.empty() || LoadShortWord(a.data(), a.size()) == LoadShortWord(b.data(), b.size());
  }
  const size_t last = a.size() - 8;
  for (size_t at = 0; at < last; at += 8) {
    if (LoadWord(a.data() + at) != LoadWord(b.data() + at)) return false;
  }
  return LoadWord(a.data() + last) == LoadWord(b.data() + last);
}

// For tables in memory: quick on names; differs between machines, knows no secrets.
inline uint64_t HashName(std::string_view text) {
  constexpr uint64_t kFactor = 0x9E3779B97F4A7C15ull;
  uint64_t hash = text.size() * kFactor;
  const auto mix = [&](uint64_t word) {
    hash = (hash ^ word) * kFactor;
    hash ^= hash >> 32;
  };
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) mix(LoadWord(text.data() + at));
  if (at < text.size()) mix(LoadShortWord(text.data() + at, text.size() - at));
  return hash;
}

inline bool IsAscii(std::string_view text) {
  uint64_t all = 0;
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) all |= LoadWord(text.data() + at);
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]) & 0x80u;
  return (all & kHighBits) == 0;
}

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_BYTE_WORDS_H_
