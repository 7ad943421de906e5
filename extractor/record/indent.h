// Indent: compact JSON made readable.
#ifndef PATHEX_EXTRACTOR_RECORD_INDENT_H_
#define PATHEX_EXTRACTOR_RECORD_INDENT_H_

#include <string>
#include <string_view>

namespace pathex {

// Appends `json` (valid, without blanks between tokens) with two blanks a level and a line break at
// the end. Arrays and objects that hold no other array or object stay on one line while that is
// short.
//   {"a":[1,2],"b":{"c":[{}]}}  ->  {
//                                     "a": [1, 2],
//                                     …
void Indent(std::string_view json, std::string* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_INDENT_H_
