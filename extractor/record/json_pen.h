// JsonPen: JSON written at a place where there is room for it. It counts nothing and owns nothing,
// so that a compiler keeps it in a register.
#ifndef PATHEX_EXTRACTOR_RECORD_JSON_PEN_H_
#define PATHEX_EXTRACTOR_RECORD_JSON_PEN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "extractor/base/byte_words.h"
#include "extractor/base/value.h"

namespace pathex {

// Whoever makes one sees to the room: ByteBuffer::Room(of the worst case), whose slack may be
// written to as well. Output is valid UTF-8 when all texts are.
class JsonPen {
 public:
  static constexpr size_t kDigits = 20;      // of the largest number
  static constexpr size_t kWorstEscape = 6;  // \u001f

  explicit JsonPen(char* at) : at_(at) {}
  char* at() const { return at_; }

  // Takes back the last bytes, such as a comma.
  void Back(size_t bytes) { at_ -= bytes; }

  // As it stands.
  void Put(char c) { *at_++ = c; }
  template <size_t N>
  void Put(const char (&literal)[N]) {
    std::memcpy(at_, literal, N - 1);
    at_ += N - 1;
  }
  void PutPlain(std::string_view text) { at_ = Copied(text, at_); }

  // The inside of a JSON string: quotes, backslashes and control characters escaped.
  void PutText(std::string_view text) { at_ = Escaped(text, at_); }

  void PutNumber(uint64_t number) { at_ = Digits(number, at_); }
  // A decimal held in thousandths: 4250 -> 4.25, -500 -> -0.5.
  void PutThousandths(int64_t thousandths) { at_ = Decimal(thousandths, at_); }
  // Quoted text, number, true or false, array of numbers.
  void PutValue(const Value& value) { at_ = Written(value, at_); }
  static size_t RoomOf(const Value& value) {
    return 2 + kWorstEscape * value.text.size() + (kDigits + 6) * (value.numbers.size() + 1);
  }
  // "m3" for index 2, quoted.
  void PutId(uint32_t finding) {
    Put("\"m");
    PutNumber(finding + uint64_t{1});
    Put('"');
  }
  // A `,` b `]`: the rest of a range.
  void PutRange(uint32_t first, uint32_t second) {
    PutNumber(first);
    Put(',');
    PutNumber(second);
    Put(']');
  }

 private:
  static char* Copied(std::string_view text, char* at);
  static char* Escaped(std::string_view text, char* at);
  static char* LongDigits(uint64_t number, char* at);
  static char* Decimal(int64_t thousandths, char* at);
  static char* Written(const Value& value, char* at);

  // A number below a thousand as it is written at the beginning of a longer one (or alone), and
  // within one.
  struct ThreeDigits {
    char leading[3];
    uint8_t count;  // of those
    char all[4];    // three
  };
  static const std::array<ThreeDigits, 1000> kThousand;

  // Each writes up to three bytes behind its end.
  static char* Leading(uint64_t number, char* at) {
    std::memcpy(at, &kThousand[number], 4);
    return at + kThousand[number].count;
  }
  static char* Three(uint64_t number, char* at) {
    std::memcpy(at, kThousand[number].all, 4);
    return at + 3;
  }
  static char* Digits(uint64_t number, char* at) {
    if (number < 1000) return Leading(number, at);
    if (number < 1'000'000) return Three(number % 1000, Leading(number / 1000, at));
    return LongDigits(number, at);
  }

  char* at_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_JSON_PEN_H_
