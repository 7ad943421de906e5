#include "extractor/text/json_scan.h"

#include "extractor/base/byte_search.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// An iterative scanner: depth is a limit, never a question of the stack.
class Scanner {
 public:
  Scanner(std::string_view text, size_t begin, const JsonScanLimits& limits, JsonTree* tree)
      : text_(text), limits_(limits), at_(begin), tree_(tree) {}

  bool Run() {
    SkipSpace();
    if (!Value(-1, 0, 0)) return false;
    while (!open_.empty()) {
      if (!Step()) return false;
    }
    tree_->end = at_;
    return true;
  }

  Error error() const { return {"S034", "byte " + std::to_string(at_), message_}; }

 private:
  struct Open {
    int32_t node;
    int32_t last_child = -1;
  };

  bool Fail(std::string message) {
    message_ = std::move(message);
    return false;
  }

  void SkipSpace() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
  }

  // Reads the next member or item of the innermost container, or its end.
  bool Step() {
    const int32_t parent = open_.back().node;
    const bool object = tree_->nodes[parent].kind == JsonKind::kObject;
    SkipSpace();
    if (at_ >= text_.size()) return Fail("JSON ends too early");
    if (text_[at_] == (object ? '}' : ']')) {
      tree_->nodes[parent].end = static_cast<uint32_t>(++at_);
      open_.pop_back();
      return true;
    }
    if (open_.back().last_child >= 0) {
      if (text_[at_] != ',') return Fail("JSON: expected a comma");
      ++at_;
      SkipSpace();
    }
    if (!object) return Value(parent, 0, 0);
    size_t key_begin = 0, key_end = 0;
    if (!String(&key_begin, &key_end)) return false;
    SkipSpace();
    if (at_ >= text_.size() || text_[at_] != ':') return Fail("JSON: expected a colon");
    ++at_;
    SkipSpace();
    return Value(parent, key_begin, key_end);
  }

  bool String(size_t* begin, size_t* end) {
    if (at_ >= text_.size() || text_[at_] != '"') return Fail("JSON: expected a string");
    size_t i = at_ + 1;
    *begin = i;
    for (i = FindQuoteOrBackslash(text_, i); i < text_.size() && text_[i] == '\\';) {
      i = FindQuoteOrBackslash(text_, i + 2);
    }
    if (i >= text_.size()) return Fail("JSON ends inside a string");
    *end = i;
    at_ = i + 1;
    return true;
  }

  bool Word(std::string_view word, JsonKind kind, JsonNode* node) {
    if (text_.substr(at_, word.size()) != word) return Fail("JSON: expected a value");
    node->kind = kind;
    at_ += word.size();
    return true;
  }

  bool Scalar(JsonNode* node) {
    const char c = text_[at_];
    if (c == 't') return Word("true", JsonKind::kTrue, node);
    if (c == 'f') return Word("false", JsonKind::kFalse, node);
    if (c == 'n') return Word("null", JsonKind::kNull, node);
    if (c != '-' && !IsAsciiDigit(c)) return Fail("JSON: expected a value");
    node->kind = JsonKind::kNumber;
    while (at_ < text_.size() &&
           (IsAsciiDigit(text_[at_]) || text_[at_] == '-' || text_[at_] == '+' ||
            text_[at_] == '.' || (text_[at_] | 0x20) == 'e')) {
      ++at_;
    }
    return true;
  }

  bool Value(int32_t parent, size_t key_begin, size_t key_end) {
    if (at_ >= text_.size()) return Fail("JSON ends too early");
    if (tree_->nodes.size() >= limits_.nodes) {
      return Fail("JSON has more than " + std::to_string(limits_.nodes) +
                  " values; raise json.nodes");
    }
    JsonNode node;
    node.key_begin = static_cast<uint32_t>(key_begin);
    node.key_end = static_cast<uint32_t>(key_end);
    node.begin = static_cast<uint32_t>(at_);
    const char c = text_[at_];
    const bool container = c == '{' || c == '[';
    if (container) {
      if (open_.size() >= limits_.depth) {
        return Fail("JSON is nested deeper than " + std::to_string(limits_.depth) +
                    "; raise json.depth");
      }
      node.kind = c == '{' ? JsonKind::kObject : JsonKind::kArray;
      ++at_;
    } else if (c == '"') {
      size_t begin = 0, end = 0;
      if (!String(&begin, &end)) return false;
      node.kind = JsonKind::kString;
      node.begin = static_cast<uint32_t>(begin);
      node.end = static_cast<uint32_t>(end);
    } else {
      if (!Scalar(&node)) return false;
      node.end = static_cast<uint32_t>(at_);
    }
    Add(node, parent, container);
    return true;
  }

  void Add(const JsonNode& node, int32_t parent, bool container) {
    const int32_t index = static_cast<int32_t>(tree_->nodes.size());
    tree_->nodes.push_back(node);
    if (parent >= 0) {
      Open& open = open_.back();
      if (open.last_child < 0) {
        tree_->nodes[parent].first_child = index;
      } else {
        tree_->nodes[open.last_child].next = index;
      }
      open.last_child = index;
    }
    if (container) open_.push_back({index});
  }

  std::string_view text_;
  const JsonScanLimits& limits_;
  size_t at_;
  JsonTree* tree_;
  std::vector<Open> open_;
  std::string message_;
};

// Four hex digits, or -1.
int32_t Hex4(std::string_view text, size_t at, size_t end) {
  if (at + 4 > end) return -1;
  int32_t value = 0;
  for (size_t i = at; i < at + 4; ++i) {
    const int digit = HexValue(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// The character of the escape at `at` ("\…"); `length` is how many bytes it takes.
char32_t EscapeAt(std::string_view text, size_t at, size_t end, size_t* length) {
  *length = 2;
  if (at + 1 >= end) {
    *length = 1;
    return U'\\';
  }
  switch (text[at + 1]) {
    case 'n':
      return U'\n';
    case 't':
      return U'\t';
    case 'r':
      return U'\r';
    case 'f':
      return U'\f';
    case 'b':
      return U' ';
    case 'u':
      break;
    default:
      return static_cast<unsigned char>(text[at + 1]);
  }
  const int32_t high = Hex4(text, at + 2, end);
  if (high < 0) return U'\uFFFD';
  *length = 6;
  if (high < 0xD800 || high > 0xDFFF) return static_cast<char32_t>(high);
  if (high < 0xDC00 && text.substr(at + 6, 2) == "\\u") {
    const int32_t low = Hex4(text, at + 8, end);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      *length = 12;
      return 0x10000 + ((static_cast<char32_t>(high) - 0xD800) << 10) +
             (static_cast<char32_t>(low) - 0xDC00);
    }
  }
  return U'\uFFFD';
}

// What the escape at `at` stands for; returns where it ends.
size_t ReplaceEscape(std::string_view string, size_t at, TextBuilder* out) {
  size_t length = 0;
  char32_t c = EscapeAt(string, at, string.size(), &length);
  if (c == U'\r') {
    if (string.substr(at + length, 2) == "\\n") length += 2;
    c = U'\n';
  }
  if (c < 0x20 && c != U'\n' && c != U'\t' && c != U'\f') c = U' ';
  // A backslash before a multi-byte character is no escape: keep what follows as it stands.
  if (length == 2 && c >= 0x80 && c != U'\uFFFD') return at + 1;
  const char plain = static_cast<char>(c);
  out->Replace(at, at + length, c < 0x80 ? std::string_view(&plain, 1) : EncodeUtf8(c));
  return at + length;
}

// "\r\n" and "\r" become "\n", other control characters a blank; returns where they end.
size_t ReplaceControl(std::string_view string, size_t at, TextBuilder* out) {
  const bool line_end = string[at] == '\r';
  const size_t end = at + (line_end && string.substr(at + 1, 1) == "\n" ? 2 : 1);
  out->Replace(at, end, line_end ? "\n" : " ");
  return end;
}

}  // namespace

int32_t JsonTree::Find(int32_t object, std::string_view key) const {
  if (object < 0 || nodes[object].kind != JsonKind::kObject) return -1;
  for (int32_t i = nodes[object].first_child; i >= 0; i = nodes[i].next) {
    if (Key(nodes[i]) == key) return i;
  }
  return -1;
}

std::string JsonTree::Value(int32_t node) const {
  if (node < 0) return std::string();
  if (nodes[node].kind != JsonKind::kString) return std::string(Raw(nodes[node]));
  TextBuilder out(text);
  AppendJsonString({nodes[node].begin, nodes[node].end}, &out);
  return out.text();
}

Result<JsonTree> ScanJson(std::string_view text, size_t begin, const JsonScanLimits& limits) {
  JsonTree tree;
  tree.text = text;
  Scanner scanner(text, begin, limits, &tree);
  if (!scanner.Run()) return scanner.error();
  return tree;
}

void AppendJsonString(Range range, TextBuilder* out) {
  const std::string_view string = out->input().substr(0, range.end);
  size_t from = range.begin;  // what is before is copied
  for (size_t i = FindBackslashOrControl(string, from); i < range.end;
       i = FindBackslashOrControl(string, i)) {
    const char here = string[i];
    if (here == '\n' || here == '\t' || here == '\f') {
      ++i;
      continue;
    }
    out->Copy(from, i);
    from = here == '\\' ? ReplaceEscape(string, i, out) : ReplaceControl(string, i, out);
    i = from;
  }
  out->Copy(from, range.end);
}

}  // namespace pathex
