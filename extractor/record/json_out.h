// JsonOut: JSON straight into a buffer, without a document in between. Commas are its work, keys
// and their order the caller's.
#ifndef PATHEX_EXTRACTOR_RECORD_JSON_OUT_H_
#define PATHEX_EXTRACTOR_RECORD_JSON_OUT_H_

#include <cstdint>
#include <string_view>

#include "extractor/record/json_buffer.h"
#include "extractor/record/node.h"

namespace pathex {

class JsonOut {
 public:
  // Appends to *buffer, which outlives this.
  explicit JsonOut(JsonBuffer* buffer) : buffer_(*buffer) {}

  JsonBuffer& buffer() { return buffer_; }  // for a value behind a key

  void Open(char bracket) {  // '{' or '['
    buffer_.Put(bracket);
    first_ = true;
  }
  void Close(char bracket) {  // '}' or ']'
    buffer_.Put(bracket);
    first_ = false;
  }
  void Item() {  // before each item of an array
    if (!first_) buffer_.Put(',');
    first_ = false;
  }
  void Key(std::string_view key);  // plain: without quotes, backslashes or control characters
  void Quoted(std::string_view text);
  void Write(const Node& node);

  void Text(std::string_view key, std::string_view text);
  void Number(std::string_view key, uint64_t number);
  void Flag(std::string_view key, bool flag);

 private:
  JsonBuffer& buffer_;
  bool first_ = true;  // nothing stands yet behind the last bracket that was opened
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_JSON_OUT_H_
