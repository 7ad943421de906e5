#include "extractor/base/json.h"

#include <unordered_set>
#include <vector>

#include "extractor/base/diagnostic.h"

namespace pathex {
namespace {

// A second, cheap walk over a text that nlohmann has already accepted: it records where each key and
// value lies (which nlohmann 3.11 does not tell) and finds duplicate keys.
class PlaceScanner {
 public:
  PlaceScanner(const std::string& text, std::unordered_map<std::string, JsonPlace>* places)
      : text_(text), places_(places) {}

  void Run() { Value("", 0, 0); }
  bool duplicate() const { return duplicate_end_ > 0; }
  size_t duplicate_begin() const { return duplicate_begin_; }
  size_t duplicate_end() const { return duplicate_end_; }

 private:
  void Skip() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        ++at_;
      } else if (c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '/') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '*') {
        const size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string::npos ? text_.size() : end + 2;
      } else if (static_cast<uint8_t>(c) == 0xEF) {
        ++at_;  // byte order mark
      } else if (static_cast<uint8_t>(c) == 0xBB || static_cast<uint8_t>(c) == 0xBF) {
        ++at_;
      } else {
        break;
      }
    }
  }

  std::string String() {
    const size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    ++at_;
    return text_.substr(begin, at_ - begin);
  }

  static std::string Decoded(const std::string& quoted) {
    const Json value = Json::parse(quoted, nullptr, /*allow_exceptions=*/false);
    return value.is_string() ? value.get<std::string>() : quoted;
  }

  void Value(const std::string& pointer, size_t key_begin, size_t key_end) {
    Skip();
    JsonPlace place{key_begin, key_end, at_, at_};
    if (at_ >= text_.size()) return;
    if (text_[at_] == '{') {
      Object(pointer);
    } else if (text_[at_] == '[') {
      Array(pointer);
    } else if (text_[at_] == '"') {
      String();
    } else {
      while (at_ < text_.size() && std::string_view(",]} \n\r\t/").find(text_[at_]) == std::string_view::npos) ++at_;
    }
    place.value_end = std::min(at_, text_.size());
    (*places_)[pointer] = place;
  }

  void Object(const std::string& pointer) {
    std::unordered_set<std::string> seen;
    ++at_;
    for (Skip(); at_ < text_.size() && text_[at_] != '}'; Skip()) {
      if (text_[at_] == ',') {
        ++at_;
        continue;
      }
      if (text_[at_] != '"') return;  // not reached on accepted text
      const size_t begin = at_;
      const std::string key = Decoded(String());
      const size_t end = at_;
      if (!seen.insert(key).second && !duplicate()) {
        duplicate_begin_ = begin;
        duplicate_end_ = end;
      }
      Skip();
      ++at_;  // ':'
      Value(pointer + "/" + EscapePointer(key), begin, end);
    }
    ++at_;
  }

  void Array(const std::string& pointer) {
    ++at_;
    size_t index = 0;
    for (Skip(); at_ < text_.size() && text_[at_] != ']'; Skip()) {
      if (text_[at_] == ',') {
        ++at_;
        continue;
      }
      Value(pointer + "/" + std::to_string(index++), 0, 0);
    }
    ++at_;
  }

  const std::string& text_;
  std::unordered_map<std::string, JsonPlace>* places_;
  size_t at_ = 0;
  size_t duplicate_begin_ = 0, duplicate_end_ = 0;
};

// nlohmann's "[json.exception.parse_error.101] parse error at line 3, column 7: syntax error …" without
// its own place, which ours replaces.
std::string Reason(const std::string& what) {
  const size_t colon = what.find(": ");
  return colon == std::string::npos ? what : what.substr(colon + 2);
}

}  // namespace

JsonPlace JsonDocument::Place(const std::string& pointer) const {
  std::string at = pointer;
  while (true) {
    auto found = places.find(at);
    if (found != places.end()) return found->second;
    const size_t slash = at.rfind('/');
    if (slash == std::string::npos) return JsonPlace();
    at.resize(slash);
  }
}

std::string EscapePointer(std::string_view key) {
  std::string out;
  for (char c : key) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

Result<JsonDocument> ParseJson(std::string name, std::string text, Comments comments) {
  JsonDocument document;
  document.name = std::move(name);
  document.text = std::move(text);
  try {
    document.root = Json::parse(document.text, nullptr, true, comments == Comments::kAllow);
  } catch (const Json::parse_error& error) {
    const size_t at = error.byte > 0 ? error.byte - 1 : 0;
    return Error{"L001", "", Render(document.name, document.text, at, 1, Severity::kError, "L001", Reason(error.what()), "")};
  } catch (const Json::exception& error) {
    return Error{"L001", document.name, Reason(error.what())};
  }
  PlaceScanner scanner(document.text, &document.places);
  scanner.Run();
  if (scanner.duplicate()) {
    return Error{"L002", "", Render(document.name, document.text, scanner.duplicate_begin(),
                                    scanner.duplicate_end() - scanner.duplicate_begin(), Severity::kError, "L002",
                                    "this key stands twice in one object", "merge the two or rename one")};
  }
  return document;
}

Result<Json> ParseJsonValue(std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::exception& error) {
    return Error{"D001", "", Reason(error.what())};
  }
}

}  // namespace pathex
