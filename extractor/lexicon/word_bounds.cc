#include "extractor/lexicon/word_bounds.h"

#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pathex {
namespace {

constexpr size_t kBlock = 64;  // bytes whose classes are the bits of a number
constexpr size_t kWorthABlock =
    32;  // shorter texts, such as the forms of a term, are faster by byte

void Reserve(size_t text_size, WordBounds* bounds) {
  bounds->count = 0;
  if (bounds->begins.size() >= text_size) return;
  bounds->begins.resize(text_size);
  bounds->ends.resize(text_size);
}

#if defined(__SSE2__)

// Bits of the bytes of a block that are of a class; `tail` are bytes 0x80 to 0xBF, which continue a
// character.
struct ClassBits {
  uint64_t letters = 0, digits = 0, blanks = 0, high = 0, tail = 0;
};

ClassBits ClassesOf(const char* block) {
  ClassBits bits;
  const auto put = [](uint64_t* to, __m128i mask, int shift) {
    *to |= uint64_t{static_cast<uint32_t>(_mm_movemask_epi8(mask))} << shift;
  };
  const auto within = [](__m128i bytes, char first, int count) {  // [first, first + count)
    const __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(-128 - first)));
    return _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(-128 + count)));
  };
  for (int at = 0; at < static_cast<int>(kBlock); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + at));
    put(&bits.letters, within(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 26), at);
    put(&bits.digits, within(bytes, '0', 10), at);
    put(&bits.blanks, within(bytes, 0, ' ' + 1), at);
    put(&bits.high, bytes, at);
    put(&bits.tail, within(bytes, static_cast<char>(0x80), 0x40), at);
  }
  return bits;
}

// The positions of the bits, from `base` on, behind those before.
uint32_t* PutBits(uint64_t bits, uint32_t base, uint32_t* out) {
  for (; bits != 0; bits &= bits - 1) {
    *out++ = base + static_cast<uint32_t>(std::countr_zero(bits));
  }
  return out;
}

#endif

}  // namespace

void FindWordBoundsByByte(std::string_view text, WordBounds* bounds) {
  Reserve(text.size(), bounds);
  for (size_t i = 0; i < text.size();) {
    const ByteClass cls = ClassOf(text[i]);
    if (cls == ByteClass::kBlank) {
      ++i;
      continue;
    }
    size_t j = i + 1;
    if (cls == ByteClass::kLetter || cls == ByteClass::kDigit) {
      while (j < text.size() && ClassOf(text[j]) == cls) ++j;
    } else if (cls == ByteClass::kHigh) {
      while (j < text.size() && (static_cast<uint8_t>(text[j]) & 0xC0) == 0x80) ++j;
    }
    bounds->begins[bounds->count] = static_cast<uint32_t>(i);
    bounds->ends[bounds->count++] = static_cast<uint32_t>(j);
    i = j;
  }
}

#if defined(__SSE2__)

void FindWordBounds(std::string_view text, WordBounds* bounds) {
  if (text.size() < kWorthABlock) return FindWordBoundsByByte(text, bounds);
  Reserve(text.size(), bounds);
  uint32_t* begin = bounds->begins.data();
  uint32_t* end = bounds->ends.data();
  // Of the byte before the block: its class, one bit.
  uint64_t letter = 0, digit = 0, high = 0, filled = 0;
  char rest[kBlock];
  for (size_t at = 0; at < text.size(); at += kBlock) {
    const char* block = text.data() + at;
    if (text.size() - at < kBlock) {
      std::memset(rest, ' ', kBlock);
      std::memcpy(rest, block, text.size() - at);
      block = rest;
    }
    const ClassBits bits = ClassesOf(block);
    const uint64_t goes_on = (bits.letters & (bits.letters << 1 | letter)) |
                             (bits.digits & (bits.digits << 1 | digit)) |
                             (bits.tail & (bits.high << 1 | high));
    const uint64_t begins = ~bits.blanks & ~goes_on;
    const uint64_t ends = (~bits.blanks << 1 | filled) & ~goes_on;
    begin = PutBits(begins, static_cast<uint32_t>(at), begin);
    end = PutBits(ends, static_cast<uint32_t>(at), end);
    letter = bits.letters >> (kBlock - 1);
    digit = bits.digits >> (kBlock - 1);
    high = bits.high >> (kBlock - 1);
    filled = ~bits.blanks >> (kBlock - 1);
  }
  if (filled != 0) *end++ = static_cast<uint32_t>(text.size());
  bounds->count = static_cast<size_t>(begin - bounds->begins.data());
}

#else

void FindWordBounds(std::string_view text, WordBounds* bounds) {
  FindWordBoundsByByte(text, bounds);
}

#endif

}  // namespace pathex
