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
      std::memcpy(at, "u00", 3);
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
  const size_t capacity = std::max({capacity_ * 2, size_ + more, kFirstCapacity});
  auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
  if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
  bytes_ = std::move(bytes);
  capacity_ = capacity;
}

void JsonBuffer::Shrink(size_t most) {
  if (capacity_ <= most) return;
  bytes_.reset();
  size_ = capacity_ = 0;
}

char* JsonBuffer::Copy(std::string_view text, char* at) {
  if (text.size() >= 8) {
    if (text.size() > 64) {
      std::memcpy(at, text.data(), text.size());
      return at + text.size();
    }
    size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) StoreWord(LoadWord(text.data() + i), at + i);
    StoreWord(LoadWord(text.data() + text.size() - 8), at + text.size() - 8);
  } else if (!text.empty()) {
    StoreWord(LoadShortWord(text.data(), text.size()), at);
  }
  return at + text.size();
}

void JsonBuffer::PutPlain(std::string_view text) {
  Copy(text, Room(text.size()));
  size_ += text.size();
}

void JsonBuffer::PutAgain(size_t begin, size_t length) {
  char* const at = Room(length);
  Copy({bytes_.get() + begin, length}, at);
  size_ += length;
}

void JsonBuffer::PutText(std::string_view text) {
  char* const begin = Room(kWorstEscape * text.size());
  char* at = begin;
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
  size_ += static_cast<size_t>(at - begin);
}

char* JsonBuffer::Digits(uint64_t number, char* at) {
  if (number < 100) return Leading(number, at);
  if (number < 10000) return Pair(number % 100, Leading(number / 100, at));
  return std::to_chars(at, at + kDigits, number).ptr;
}

void JsonBuffer::PutNumber(uint64_t number) {
  char* const begin = Room(kDigits);
  size_ += static_cast<size_t>(Digits(number, begin) - begin);
}

void JsonBuffer::PutId(uint32_t finding) {
  char* const begin = Room(kDigits + 3);
  std::memcpy(begin, "\"m", 2);
  char* const end = Digits(finding + uint64_t{1}, begin + 2);
  *end = '"';
  size_ += static_cast<size_t>(end + 1 - begin);
}

void JsonBuffer::PutThousandths(int64_t thousandths) {
  char* const begin = Room(kDigits + 5);
  char* at = begin;
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
  size_ += static_cast<size_t>(at - begin);
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
