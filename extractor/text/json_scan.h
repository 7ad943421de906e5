// JSON as ranges of its text: what readers of data need, who must know where each string stands.
//
// Unlike base/json.h nothing is copied or decoded, so a bundle of some megabytes costs little, and
// several documents may follow each other in one text (NDJSON, JSON Lines).
#ifndef PATHEX_EXTRACTOR_TEXT_JSON_SCAN_H_
#define PATHEX_EXTRACTOR_TEXT_JSON_SCAN_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/text_builder.h"

namespace pathex {

enum class JsonKind : uint8_t { kObject, kArray, kString, kNumber, kTrue, kFalse, kNull };

struct JsonNode {
  JsonKind kind = JsonKind::kNull;
  uint32_t begin = 0;  // the value; a string without its quotes
  uint32_t end = 0;
  uint32_t key_begin = 0;  // the key without its quotes; both 0 when there is none
  uint32_t key_end = 0;
  int32_t first_child = -1;  // index into JsonTree::nodes
  int32_t next = -1;         // next sibling
};

struct JsonTree {
  std::string_view text;        // outlived by the caller's text
  std::vector<JsonNode> nodes;  // nodes[0] is the root
  size_t end = 0;               // where the document ended in `text`

  std::string_view Key(const JsonNode& node) const {
    return text.substr(node.key_begin, node.key_end - node.key_begin);
  }
  // The value's own characters: for strings still escaped.
  std::string_view Raw(const JsonNode& node) const {
    return text.substr(node.begin, node.end - node.begin);
  }
  // Member of an object by its (unescaped) key, -1 when absent.
  int32_t Find(int32_t object, std::string_view key) const;
  // A string decoded, without positions; other kinds as written.
  std::string Value(int32_t node) const;
};

struct JsonScanLimits {
  size_t depth = 200;
  size_t nodes = 20'000'000;
};

// Reads one document from text[begin…). Errors S034: syntax, or a limit (which the message names);
// `where` is "byte N".
Result<JsonTree> ScanJson(std::string_view text, size_t begin, const JsonScanLimits& limits);

// Appends the decoded string [range) of out->input() (escapes become their characters; a lone
// surrogate becomes U+FFFD); "\r\n" and "\r" become "\n".
void AppendJsonString(Range range, TextBuilder* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_JSON_SCAN_H_
