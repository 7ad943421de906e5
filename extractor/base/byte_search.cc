#include "extractor/base/byte_search.h"

#include <bit>
#include <cstdint>

#include "extractor/base/byte_words.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pathex {
namespace {

// Each class tells its bytes one by one, eight at a time (byte_words.h) and sixteen at a time.
struct QuoteOrBackslash {
  static bool Holds(char c) { return c == '"' || c == '\\'; }
  static uint64_t Mark(uint64_t word) { return MarkEqual(word, '"') | MarkEqual(word, '\\'); }
#if defined(__SSE2__)
  static __m128i Mark(__m128i bytes) {
    return _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                        _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
  }
#endif
};

struct BackslashOrControl {
  static bool Holds(char c) {
    return c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  }
  static uint64_t Mark(uint64_t word) {
    return MarkEqual(word, '\\') | MarkLess(word, 0x20) | MarkEqual(word, 0x7F);
  }
#if defined(__SSE2__)
  static __m128i Mark(__m128i bytes) {
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i others = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')),
                                        _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F)));
    return _mm_or_si128(low, others);
  }
#endif
};

template <typename Class>
size_t Find(std::string_view text, size_t from) {
#if defined(__SSE2__)
  for (; from + 16 <= text.size(); from += 16) {
    const auto* const at = reinterpret_cast<const __m128i*>(text.data() + from);
    const int marks = _mm_movemask_epi8(Class::Mark(_mm_loadu_si128(at)));
    if (marks != 0) {
      return from + static_cast<size_t>(std::countr_zero(static_cast<uint32_t>(marks)));
    }
  }
#endif
  const auto mark = [](uint64_t word) { return Class::Mark(word); };
  return from < text.size() ? FindByte(text, from, mark, Class::Holds) : text.size();
}

}  // namespace

size_t FindQuoteOrBackslash(std::string_view text, size_t from) {
  return Find<QuoteOrBackslash>(text, from);
}

size_t FindBackslashOrControl(std::string_view text, size_t from) {
  return Find<BackslashOrControl>(text, from);
}

}  // namespace pathex
