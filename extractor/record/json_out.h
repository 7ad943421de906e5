// JsonOut: JSON straight into a buffer, without a document in between. Commas are its work, keys
// and their order the caller's. Output is valid UTF-8 when all texts are.
#ifndef PATHEX_EXTRACTOR_RECORD_JSON_OUT_H_
#define PATHEX_EXTRACTOR_RECORD_JSON_OUT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "extractor/base/value.h"
#include "extractor/record/node.h"

namespace pathex {

class JsonOut {
 public:
  // Appends to *out, which outlives this.
  explicit JsonOut(std::string* out) : out_(*out) {}

  void Open(char bracket);         // '{' or '['
  void Close(char bracket);        // '}' or ']'
  void Item();                     // before each item of an array
  void Key(std::string_view key);  // plain: without quotes, backslashes or control characters

  void Quoted(std::string_view text);
  void Raw(uint64_t number);
  void Id(uint32_t finding);  // "m3" for index 2, quoted
  void Thousandths(int64_t thousandths);
  void Write(const Value& value);
  void Write(const Node& node);

  void Member(std::string_view json);                                // `"key":value` as it stands
  void Pair(std::string_view key, uint64_t first, uint64_t second);  // "key":[1,2]
  void Text(std::string_view key, std::string_view text);
  void Number(std::string_view key, uint64_t number);
  void Flag(std::string_view key, bool flag);

 private:
  std::string& out_;
  bool first_ = true;  // nothing stands yet behind the last bracket that was opened
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_JSON_OUT_H_
