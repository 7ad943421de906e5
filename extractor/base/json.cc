#include "extractor/base/json.h"

#include <algorithm>
#include <deque>
#include <unordered_set>
#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/base/json_builder.h"

namespace pathex {
namespace {

constexpr int kDeepest =
    500;  // nesting; our files need ten, a hostile file must not use up the stack

// The keys of one object so far. Most objects have a handful, which are looked through.
class SeenKeys {
 public:
  // Whether the key is new. Its text must outlive this.
  bool Insert(std::string_view key) {
    if (many_.empty()) {
      if (std::find(few_.begin(), few_.end(), key) != few_.end()) return false;
      if (few_.size() < kFew) {
        few_.push_back(key);
        return true;
      }
      many_.insert(few_.begin(), few_.end());
    }
    return many_.insert(key).second;
  }

 private:
  static constexpr size_t kFew = 16;
  std::vector<std::string_view> few_;
  std::unordered_set<std::string_view> many_;
};

// A walk over a text that nlohmann has accepted: it records where each key and value lies (which
// nlohmann 3.11 does not tell), and finds keys that stand twice and nesting without end.
class PlaceScanner {
 public:
  using Places = std::unordered_map<std::string, JsonPlace>;

  // `places` may be nullptr (only the checks).
  PlaceScanner(std::string_view text, Places* places) : text_(text), places_(places) {}

  void Run() {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text_.starts_with(kMark)) at_ = kMark.size();
    Value("", 0, 0);
  }

  bool has_duplicate() const { return duplicate_end_ > 0; }
  size_t duplicate_begin() const { return duplicate_begin_; }
  size_t duplicate_end() const { return duplicate_end_; }
  bool too_deep() const { return too_deep_; }
  size_t at() const { return at_; }

 private:
  bool Starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  void SkipBlanks() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        ++at_;
      } else if (Starts("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (Starts("/*")) {
        const size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        break;
      }
    }
  }

  // With its quotes.
  std::string_view String() {
    const size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_ + 1, text_.size());
    return text_.substr(begin, at_ - begin);
  }

  // A view of the text but for keys with escapes.
  std::string_view Unquote(std::string_view quoted) {
    if (quoted.find('\\') == std::string_view::npos) return quoted.substr(1, quoted.size() - 2);
    const Json value = Json::parse(quoted, nullptr, /*allow_exceptions=*/false);
    if (!value.is_string()) return quoted;
    return unescaped_.emplace_back(value.get<std::string>());
  }

  void Value(const std::string& pointer, size_t key_begin, size_t key_end) {
    SkipBlanks();
    if (at_ >= text_.size() || too_deep_) return;
    const JsonPlace place{key_begin, key_end, at_, at_};
    const char first = text_[at_];
    if (first == '{' || first == '[') {
      if (++depth_ > kDeepest) {
        too_deep_ = true;
        return;
      }
      if (first == '{') {
        Object(pointer);
      } else {
        Array(pointer);
      }
      --depth_;
    } else if (first == '"') {
      String();
    } else {
      at_ = std::min(text_.find_first_of(",]} \n\r\t/", at_), text_.size());
    }
    if (places_ != nullptr) {
      JsonPlace& stored = (*places_)[pointer];
      stored = place;
      stored.value_end = at_;
    }
  }

  std::string Below(const std::string& pointer, std::string_view key) const {
    return places_ == nullptr ? std::string() : pointer + "/" + EscapePointer(key);
  }

  void Object(const std::string& pointer) {
    SeenKeys seen;
    ++at_;
    for (SkipBlanks(); at_ < text_.size() && text_[at_] == '"' && !too_deep_; SkipBlanks()) {
      const size_t begin = at_;
      const std::string_view key = Unquote(String());
      const size_t end = at_;
      if (!seen.Insert(key) && !has_duplicate()) {
        duplicate_begin_ = begin;
        duplicate_end_ = end;
      }
      SkipBlanks();
      ++at_;  // ':'
      Value(Below(pointer, key), begin, end);
      SkipComma();
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  void Array(const std::string& pointer) {
    size_t index = 0;
    ++at_;
    for (SkipBlanks(); at_ < text_.size() && text_[at_] != ']' && !too_deep_; SkipBlanks()) {
      Value(Below(pointer, std::to_string(index++)), 0, 0);
      SkipComma();
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  void SkipComma() {
    SkipBlanks();
    if (at_ < text_.size() && text_[at_] == ',') ++at_;
  }

  std::string_view text_;
  Places* places_;
  std::deque<std::string> unescaped_;
  size_t at_ = 0;
  size_t duplicate_begin_ = 0, duplicate_end_ = 0;
  int depth_ = 0;
  bool too_deep_ = false;
};

// nlohmann's "[json.exception.parse_error.101] parse error at line 3, column 7: syntax error while
// parsing value - unexpected ']'; last read: '…'" without its own place, which ours replaces, and
// without the text it read, which may be a report's.
std::string Reason(const std::string& what) {
  const size_t colon = what.find(": ");
  std::string reason = colon == std::string::npos ? what : what.substr(colon + 2);
  const size_t read = reason.find("; last read: '");
  if (read == std::string::npos) return reason;
  // The text read may hold anything, also quotes: the reason goes on after the last "'; expected".
  const size_t expected = reason.rfind("'; expected ");
  std::string tail =
      expected != std::string::npos && expected > read ? reason.substr(expected + 1) : "";
  return reason.substr(0, read) + tail;
}

std::string RenderFault(const JsonDocument& document, size_t begin, size_t end,
                        std::string_view code, std::string_view message, std::string_view hint) {
  return Render(document.name, document.text, begin, end - begin, Severity::kError, code, message,
                hint);
}

}  // namespace

bool JsonDocument::Has(const std::string& pointer) const {
  return root.contains(Json::json_pointer(pointer));
}

JsonPlace JsonDocument::Place(const std::string& pointer) const {
  std::call_once(places_->once, [this] { PlaceScanner(text, &places_->by_pointer).Run(); });
  for (std::string at = pointer;;) {
    const auto found = places_->by_pointer.find(at);
    if (found != places_->by_pointer.end()) return found->second;
    const size_t slash = at.rfind('/');
    if (slash == std::string::npos) return JsonPlace();
    at.resize(slash);
  }
}

std::string EscapePointer(std::string_view key) {
  std::string out;
  for (char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

Result<JsonDocument> ParseJson(std::string name, std::string text, Comments comments) {
  JsonDocument document;
  document.name = std::move(name);
  document.text = std::move(text);
  JsonFault fault;
  if (!JsonBuilder::Parse(document.text, comments == Comments::kAllow, &document.root, &fault)) {
    if (!fault.byte) return Error{"L001", document.name, Reason(fault.what)};
    const size_t at = *fault.byte > 0 ? *fault.byte - 1 : 0;
    return Error{"L001", "", RenderFault(document, at, at + 1, "L001", Reason(fault.what), "")};
  }
  PlaceScanner scanner(document.text, nullptr);
  scanner.Run();
  if (scanner.too_deep()) {
    return Error{"L001", "",
                 RenderFault(document, scanner.at(), scanner.at() + 1, "L001",
                             "nested deeper than " + std::to_string(kDeepest) + " levels", "")};
  }
  if (scanner.has_duplicate()) {
    return Error{"L002", "",
                 RenderFault(document, scanner.duplicate_begin(), scanner.duplicate_end(), "L002",
                             "this key stands twice in one object", "merge the two or rename one")};
  }
  return document;
}

Result<Json> ParseJsonValue(std::string_view text) {
  Json value;
  JsonFault fault;
  if (!JsonBuilder::Parse(text, /*comments=*/false, &value, &fault)) {
    return Error{"D001", "", Reason(fault.what)};
  }
  PlaceScanner scanner(text, nullptr);
  scanner.Run();
  if (scanner.too_deep()) {
    return Error{"D001", "", "nested deeper than " + std::to_string(kDeepest) + " levels"};
  }
  if (scanner.has_duplicate()) {
    const LineColumn place = Locate(text, scanner.duplicate_begin());
    return Error{"D001",
                 "line " + std::to_string(place.line) + ", column " + std::to_string(place.column),
                 "a key stands twice in one object"};
  }
  return value;
}

}  // namespace pathex
