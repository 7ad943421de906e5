#include "extractor/record/json_buffer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "extractor/base/byte_words.h"

namespace pathex {
namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr size_t kFirstCapacity = size_t{1} << 10;

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

char* Copied(char c, char* at) {
  *at = c;
  return at + 1;
}

// Copies `text`, eight bytes at a time and up to seven behind its end; returns what marks its
// escapes, 0 when there is none.
inline uint64_t CopyWords(std::string_view text, char* at) {
  const size_t size = text.size();
  if (size < 8) {
    if (size == 0) return 0;
    const uint64_t word = LoadShortWord(text.data(), size);
    StoreWord(word, at);
    return MarkEscapes(word);
  }
  uint64_t escapes = 0;
  for (size_t i = 0; i + 8 <= size; i += 8) {
    const uint64_t word = LoadWord(text.data() + i);
    StoreWord(word, at + i);
    escapes |= MarkEscapes(word);
  }
  const uint64_t last = LoadWord(text.data() + size - 8);
  StoreWord(last, at + size - 8);
  return escapes | MarkEscapes(last);
}

// The same for a text with escapes; returns the end.
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
    at = NeedsEscape(*from) ? Escape(*from, at) : Copied(*from, at);
    ++from;
    --left;
  }
  return at;
}

void CopyPlain(std::string_view text, char* at) {
  const size_t size = text.size();
  if (size > 64) {
    std::memcpy(at, text.data(), size);
  } else if (size >= 8) {
    for (size_t i = 0; i + 8 <= size; i += 8) StoreWord(LoadWord(text.data() + i), at + i);
    StoreWord(LoadWord(text.data() + size - 8), at + size - 8);
  } else if (size > 0) {
    StoreWord(LoadShortWord(text.data(), size), at);
  }
}

constexpr auto kPairs = [] {
  std::array<char, 200> pairs{};
  for (size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

char* Pair(uint64_t below_hundred, char* at) {
  std::memcpy(at, kPairs.data() + 2 * below_hundred, 2);
  return at + 2;
}

// Begins a number without leading zeros.
char* Leading(uint64_t below_hundred, char* at) {
  if (below_hundred >= 10) return Pair(below_hundred, at);
  *at = static_cast<char>('0' + below_hundred);
  return at + 1;
}

}  // namespace

void JsonBuffer::Grow(size_t more) {
  const size_t size = this->size();
  const size_t held = static_cast<size_t>(end_ - bytes_.get());
  const size_t capacity = std::max({held * 2, size + more, kFirstCapacity});
  auto bytes = std::make_unique_for_overwrite<char[]>(capacity + kSlack);
  if (size > 0) std::memcpy(bytes.get(), bytes_.get(), size);
  bytes_ = std::move(bytes);
  at_ = bytes_.get() + size;
  end_ = bytes_.get() + capacity;
}

void JsonBuffer::Shrink(size_t most) {
  if (static_cast<size_t>(end_ - bytes_.get()) <= most) return;
  bytes_.reset();
  at_ = end_ = nullptr;
}

void JsonBuffer::PutPlain(std::string_view text) {
  char* const at = Room(text.size());
  CopyPlain(text, at);
  at_ = at + text.size();
}

void JsonBuffer::PutAgain(size_t begin, size_t length) {
  char* const at = Room(length);
  CopyPlain({bytes_.get() + begin, length}, at);
  at_ = at + length;
}

void JsonBuffer::PutText(std::string_view text) {
  char* const at = Room(kWorstEscape * text.size());
  at_ = CopyWords(text, at) == 0 ? at + text.size() : CopyEscaped(text, at);
}

char* JsonBuffer::Digits(uint64_t number, char* at) {
  if (number < 100) return Leading(number, at);
  if (number < 10000) return Pair(number % 100, Leading(number / 100, at));
  return std::to_chars(at, at + kDigits, number).ptr;
}

void JsonBuffer::PutNumber(uint64_t number) { at_ = Digits(number, Room(kDigits)); }

void JsonBuffer::PutId(uint32_t finding) {
  char* const begin = Room(kDigits + 3);
  begin[0] = '"';
  begin[1] = 'm';
  char* const end = Digits(finding + uint64_t{1}, begin + 2);
  *end = '"';
  at_ = end + 1;
}

void JsonBuffer::PutThousandths(int64_t thousandths) {
  char* at = Room(kDigits + 5);
  uint64_t magnitude = static_cast<uint64_t>(thousandths);
  if (thousandths < 0) {
    *at++ = '-';
    magnitude = uint64_t{0} - magnitude;
  }
  at = Digits(magnitude / 1000, at);
  const uint64_t fraction = magnitude % 1000;
  if (fraction != 0) {
    at[0] = '.';
    at[1] = static_cast<char>('0' + fraction / 100);
    at = Pair(fraction % 100, at + 2);
    while (at[-1] == '0') --at;
  }
  at_ = at;
}

void JsonBuffer::PutValue(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kText:
      Put('"');
      PutText(value.text);
      return Put('"');
    case Value::Kind::kNumber:
      return PutThousandths(value.thousandths);
    case Value::Kind::kBool:
      return value.flag ? Put("true") : Put("false");
    case Value::Kind::kNumbers:
      Put('[');
      for (size_t i = 0; i < value.numbers.size(); ++i) {
        if (i > 0) Put(',');
        PutThousandths(value.numbers[i]);
      }
      return Put(']');
  }
}

}  // namespace pathex
