#include "extractor/record/json_pen.h"

#include <algorithm>
#include <charconv>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pathex {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// Marks quotes, backslashes and control characters (byte_words.h).
uint64_t MarkEscapes(uint64_t word) {
  return MarkEqual(word, '"') | MarkEqual(word, '\\') | MarkLess(word, 0x20);
}

char* Escape(char c, char* at) {
  *at++ = '\\';
  switch (c) {
    case '"':
    case '\\':
      *at++ = c;
      return at;
    case '\n':
      *at++ = 'n';
      return at;
    case '\r':
      *at++ = 'r';
      return at;
    case '\t':
      *at++ = 't';
      return at;
    default:
      at[0] = 'u';
      at[1] = at[2] = '0';
      at[3] = kHex[static_cast<unsigned char>(c) >> 4];
      at[4] = kHex[c & 15];
      return at + 5;
  }
}

bool NeedsEscape(char c) {
  return (c == '"') | (c == '\\') | (static_cast<unsigned char>(c) < 0x20);
}

char* PutByte(char c, char* at) {
  *at = c;
  return at + 1;
}

// A text with escapes; returns the end.
[[gnu::noinline]] char* CopyEscaped(std::string_view text, char* at) {
  const char* from = text.data();
  size_t left = text.size();
  while (left > 0) {
    const size_t taken = std::min<size_t>(left, 8);
    const uint64_t word = left >= 8 ? LoadWord(from) : LoadShortWord(from, left);
    StoreWord(word, at);
    const uint64_t escapes = MarkEscapes(word);
    const size_t clean = escapes == 0 ? taken : BytesBefore(escapes);
    from += clean;
    at += clean;
    left -= clean;
    if (escapes == 0) continue;
    at = NeedsEscape(*from) ? Escape(*from, at) : PutByte(*from, at);
    ++from;
    --left;
  }
  return at;
}

#if defined(__SSE2__)

constexpr size_t kStep = 16;

// Copies sixteen bytes; those that need an escape have other than zero in what is returned.
__m128i CopyStep(const char* from, char* at) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(at), bytes);
  const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i backslashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  return _mm_or_si128(_mm_or_si128(quotes, backslashes), controls);
}

// Copies a text of at least sixteen bytes; whether any of them needs an escape.
bool CopySteps(std::string_view text, char* at) {
  const size_t last = text.size() - kStep;
  __m128i escapes = _mm_setzero_si128();
  for (size_t i = 0; i < last; i += kStep) {
    escapes = _mm_or_si128(escapes, CopyStep(text.data() + i, at + i));
  }
  return _mm_movemask_epi8(_mm_or_si128(escapes, CopyStep(text.data() + last, at + last))) != 0;
}

#else

constexpr size_t kStep = 8;

bool CopySteps(std::string_view text, char* at) {
  const size_t last = text.size() - kStep;
  uint64_t escapes = 0;
  for (size_t i = 0; i <= last; i += kStep) {
    const uint64_t word = LoadWord(text.data() + i);
    StoreWord(word, at + i);
    escapes |= MarkEscapes(word);
  }
  const uint64_t word = LoadWord(text.data() + last);
  StoreWord(word, at + last);
  return (escapes | MarkEscapes(word)) != 0;
}

#endif

// Copies a text of less than sixteen bytes, and up to seven behind its end; whether any of them
// needs an escape.
bool CopyShort(std::string_view text, char* at) {
  const size_t size = text.size();
  if (size == 0) return false;
  if (size < 8) {
    const uint64_t word = LoadShortWord(text.data(), size);
    StoreWord(word, at);
    return MarkEscapes(word) != 0;
  }
  const uint64_t first = LoadWord(text.data()), last = LoadWord(text.data() + size - 8);
  StoreWord(first, at);
  StoreWord(last, at + size - 8);
  return (MarkEscapes(first) | MarkEscapes(last)) != 0;
}

}  // namespace

char* JsonPen::Copied(std::string_view text, char* at) {
  const size_t size = text.size();
  if (size >= 16) {
    std::memcpy(at, text.data(), 16);
    if (size > 16) {
      for (size_t i = 16; i + 16 < size; i += 16) std::memcpy(at + i, text.data() + i, 16);
      std::memcpy(at + size - 16, text.data() + size - 16, 16);
    }
  } else if (size >= 8) {
    StoreWord(LoadWord(text.data()), at);
    StoreWord(LoadWord(text.data() + size - 8), at + size - 8);
  } else if (size > 0) {
    StoreWord(LoadShortWord(text.data(), size), at);
  }
  return at + size;
}

char* JsonPen::Escaped(std::string_view text, char* at) {
  const bool escapes = text.size() < kStep ? CopyShort(text, at) : CopySteps(text, at);
  return escapes ? CopyEscaped(text, at) : at + text.size();
}

constexpr std::array<JsonPen::ThreeDigits, 1000> JsonPen::kThousand = [] {
  std::array<ThreeDigits, 1000> thousand{};
  for (size_t i = 0; i < 1000; ++i) {
    ThreeDigits& three = thousand[i];
    three.all[0] = static_cast<char>('0' + i / 100);
    three.all[1] = static_cast<char>('0' + i / 10 % 10);
    three.all[2] = static_cast<char>('0' + i % 10);
    three.count = i >= 100 ? 3 : i >= 10 ? 2 : 1;
    for (size_t d = 0; d < three.count; ++d) three.leading[d] = three.all[3u - three.count + d];
  }
  return thousand;
}();

char* JsonPen::LongDigits(uint64_t number, char* at) {
  if (number >= 1'000'000'000) return std::to_chars(at, at + kDigits, number).ptr;
  return Three(number % 1000, Three(number / 1000 % 1000, Leading(number / 1'000'000, at)));
}

char* JsonPen::Decimal(int64_t thousandths, char* at) {
  uint64_t magnitude = static_cast<uint64_t>(thousandths);
  if (thousandths < 0) {
    *at++ = '-';
    magnitude = uint64_t{0} - magnitude;
  }
  at = Digits(magnitude / 1000, at);
  const uint64_t fraction = magnitude % 1000;
  if (fraction == 0) return at;
  *at = '.';
  at = Three(fraction, at + 1);
  while (at[-1] == '0') --at;
  return at;
}

char* JsonPen::Written(const Value& value, char* at) {
  JsonPen pen(at);
  switch (value.kind) {
    case Value::Kind::kText:
      pen.Put('"');
      pen.PutText(value.text);
      pen.Put('"');
      break;
    case Value::Kind::kNumber:
      pen.PutThousandths(value.thousandths);
      break;
    case Value::Kind::kBool:
      value.flag ? pen.Put("true") : pen.Put("false");
      break;
    case Value::Kind::kNumbers:
      pen.Put('[');
      for (size_t i = 0; i < value.numbers.size(); ++i) {
        if (i > 0) pen.Put(',');
        pen.PutThousandths(value.numbers[i]);
      }
      pen.Put(']');
  }
  return pen.at();
}

}  // namespace pathex
