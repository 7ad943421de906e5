// JsonBuffer: the bytes of JSON under construction, in memory that is reused from record to record.
// It knows how texts and numbers are written (json_pen.h), nothing of commas and brackets.
#ifndef PATHEX_EXTRACTOR_RECORD_JSON_BUFFER_H_
#define PATHEX_EXTRACTOR_RECORD_JSON_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "extractor/base/byte_buffer.h"
#include "extractor/base/value.h"
#include "extractor/record/json_pen.h"

namespace pathex {

// Not thread-safe; a thread has its own. Output is valid UTF-8 when all texts are.
class JsonBuffer : public ByteBuffer {
 public:
  JsonBuffer() = default;
  // Goes on behind what `bytes` hold, in their memory.
  explicit JsonBuffer(ByteBuffer&& bytes) : ByteBuffer(std::move(bytes)) {}

  // As it stands.
  void Put(char c) {
    JsonPen pen(Room(1));
    pen.Put(c);
    EndAt(pen.at());
  }
  template <size_t N>
  void Put(const char (&literal)[N]) {
    JsonPen pen(Room(N - 1));
    pen.Put(literal);
    EndAt(pen.at());
  }
  void PutPlain(std::string_view text) {
    JsonPen pen(Room(text.size()));
    pen.PutPlain(text);
    EndAt(pen.at());
  }
  // The inside of a JSON string: quotes, backslashes and control characters escaped.
  void PutText(std::string_view text) {
    JsonPen pen(Room(JsonPen::kWorstEscape * text.size()));
    pen.PutText(text);
    EndAt(pen.at());
  }
  void PutNumber(uint64_t number) {
    JsonPen pen(Room(JsonPen::kDigits));
    pen.PutNumber(number);
    EndAt(pen.at());
  }
  // A decimal held in thousandths: 4250 -> 4.25, -500 -> -0.5.
  void PutThousandths(int64_t thousandths) {
    JsonPen pen(Room(JsonPen::kDigits + 5));
    pen.PutThousandths(thousandths);
    EndAt(pen.at());
  }
  // "m3" for index 2, quoted.
  void PutId(uint32_t finding) {
    JsonPen pen(Room(JsonPen::kDigits + 3));
    pen.PutId(finding);
    EndAt(pen.at());
  }
  // Quoted text, number, true or false, array of numbers.
  void PutValue(const Value& value) {
    JsonPen pen(Room(JsonPen::RoomOf(value)));
    pen.PutValue(value);
    EndAt(pen.at());
  }
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_JSON_BUFFER_H_
