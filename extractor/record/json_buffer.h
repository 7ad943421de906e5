// JsonBuffer: the bytes of JSON under construction, in memory that is reused from record to record.
// It knows how texts and numbers are written, nothing of commas and brackets.
#ifndef PATHEX_EXTRACTOR_RECORD_JSON_BUFFER_H_
#define PATHEX_EXTRACTOR_RECORD_JSON_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

#include "extractor/base/value.h"

namespace pathex {

// Not thread-safe; a thread has its own. Output is valid UTF-8 when all texts are.
class JsonBuffer {
 public:
  JsonBuffer() = default;
  JsonBuffer(const JsonBuffer&) = delete;
  JsonBuffer& operator=(const JsonBuffer&) = delete;

  std::string_view view() const { return {bytes_.get(), size()}; }
  size_t size() const { return static_cast<size_t>(at_ - bytes_.get()); }
  void Clear() { at_ = bytes_.get(); }
  void Truncate(size_t size) { at_ = bytes_.get() + size; }  // at most what it is
  // Gives memory back that one large record needed.
  void Shrink(size_t most);

  // As it stands.
  void Put(char c) {
    char* const at = Room(1);
    *at = c;
    at_ = at + 1;
  }
  template <size_t N>
  void Put(const char (&literal)[N]) {
    char* const at = Room(N - 1);
    std::memcpy(at, literal, N - 1);
    at_ = at + N - 1;
  }
  void PutPlain(std::string_view text);
  // Again what stands at [begin, begin + length).
  void PutAgain(size_t begin, size_t length);

  // The inside of a JSON string: quotes, backslashes and control characters escaped.
  void PutText(std::string_view text);

  void PutNumber(uint64_t number);
  // A decimal held in thousandths: 4250 -> 4.25, -500 -> -0.5.
  void PutThousandths(int64_t thousandths);
  // Quoted text, number, true or false, array of numbers.
  void PutValue(const Value& value);
  // "m3" for index 2, quoted.
  void PutId(uint32_t finding);
  // `opening` a `,` b `]`: a range.
  template <size_t N>
  void PutRange(const char (&opening)[N], uint32_t first, uint32_t second) {
    char* at = Room(N + 2 * kDigits + 2);
    std::memcpy(at, opening, N - 1);
    at = Digits(first, at + N - 1);
    *at++ = ',';
    at = Digits(second, at);
    *at++ = ']';
    at_ = at;
  }

 private:
  static constexpr size_t kDigits = 20;      // of the largest number
  static constexpr size_t kSlack = 8;        // bytes that a copy may write behind its end
  static constexpr size_t kWorstEscape = 6;  // \u001f

  // Where to write, with room for so many bytes and the slack.
  char* Room(size_t more) {
    if (static_cast<size_t>(end_ - at_) < more) Grow(more);
    return at_;
  }
  void Grow(size_t more);
  // Writes behind `at` and returns the end.
  static char* Digits(uint64_t number, char* at);

  std::unique_ptr<char[]> bytes_;
  char* at_ = nullptr;   // where the next byte goes
  char* end_ = nullptr;  // of the memory, but for the slack
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_JSON_BUFFER_H_
