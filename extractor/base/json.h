// The only door to nlohmann/json's parser: comments allowed on request, duplicate keys refused,
// positions of every key and value kept, no exception crosses it.
#ifndef PATHEX_EXTRACTOR_BASE_JSON_H_
#define PATHEX_EXTRACTOR_BASE_JSON_H_

#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

#include "extractor/base/result.h"

namespace pathex {

using Json = nlohmann::ordered_json;  // keeps the order of keys

// Byte offsets in the JSON text. key_* are equal (0,0) for array items and the root.
struct JsonPlace {
  size_t key_begin = 0, key_end = 0;      // with quotes
  size_t value_begin = 0, value_end = 0;  // value_end may be just past the value
};

struct JsonDocument {
  std::string name;  // for messages, e.g. the path
  std::string text;
  Json root;

  // Whether there is a value at a pointer.
  bool Has(const std::string& pointer) const;
  // The place of a pointer, or of its nearest existing ancestor. Places are looked for when one is
  // first asked for: only faults have places, and most documents have none. Thread-safe.
  JsonPlace Place(const std::string& pointer) const;

 private:
  struct Places {
    std::once_flag once;
    std::unordered_map<std::string, JsonPlace> by_pointer;  // "" = root
  };
  std::shared_ptr<Places> places_ = std::make_shared<Places>();
};

enum class Comments { kRefuse, kAllow };

// Errors: L001 (syntax, with line and column and caret), L002 (duplicate key).
Result<JsonDocument> ParseJson(std::string name, std::string text, Comments comments);

// Without positions, for data (records): error D001.
Result<Json> ParseJsonValue(std::string_view text);

// "a/b" -> "a~1b", for building pointers.
std::string EscapePointer(std::string_view key);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_JSON_H_
