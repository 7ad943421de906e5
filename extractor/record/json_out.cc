#include "extractor/record/json_out.h"

#include <charconv>
#include <cstring>

namespace pathex {
namespace {

constexpr char kHex[] = "0123456789abcdef";

bool NeedsEscape(char c) {
  return (c == '"') | (c == '\\') | (static_cast<unsigned char>(c) < 0x20);
}

void AppendEscape(char c, std::string* out) {
  switch (c) {
    case '"':
    case '\\':
      *out += '\\';
      *out += c;
      break;
    case '\n':
      *out += "\\n";
      break;
    case '\r':
      *out += "\\r";
      break;
    case '\t':
      *out += "\\t";
      break;
    default:
      *out += "\\u00";
      *out += kHex[static_cast<unsigned char>(c) >> 4];
      *out += kHex[c & 15];
  }
}

void AppendEscaped(std::string_view text, std::string* out) {
  size_t done = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!NeedsEscape(text[i])) continue;
    out->append(text, done, i - done);
    AppendEscape(text[i], out);
    done = i + 1;
  }
  out->append(text, done);
}

void AppendInteger(uint64_t number, std::string* out) {
  char digits[24];
  out->append(digits, std::to_chars(digits, digits + sizeof(digits), number).ptr - digits);
}

// Nearly every text is clean: one loop without a way out, which the compiler can vectorise.
bool IsClean(std::string_view text) {
  bool clean = true;
  for (const char c : text) clean &= !NeedsEscape(c);
  return clean;
}

// A short piece of JSON, put together here so that the output grows once for all of it.
class Piece {
 public:
  static constexpr size_t kSize = 256;

  void Add(char c) {
    if (size_ < kSize) bytes_[size_++] = c;
  }
  void Add(std::string_view text) {
    std::memcpy(bytes_ + size_, text.data(), text.size());
    size_ += text.size();
  }
  void Add(uint64_t number) {
    size_ = static_cast<size_t>(std::to_chars(bytes_ + size_, bytes_ + kSize, number).ptr - bytes_);
  }
  void AppendTo(std::string* out) const { out->append(bytes_, size_); }

 private:
  char bytes_[kSize];
  size_t size_ = 0;
};

constexpr size_t kFitsPiece = 100;  // a key or text of which two and their marks fit in a Piece

}  // namespace

void JsonOut::Open(char bracket) {
  out_ += bracket;
  first_ = true;
}

void JsonOut::Close(char bracket) {
  out_ += bracket;
  first_ = false;
}

void JsonOut::Item() {
  if (!first_) out_ += ',';
  first_ = false;
}

void JsonOut::Key(std::string_view key) {
  if (key.size() <= kFitsPiece) {
    Piece piece;
    if (!first_) piece.Add(',');
    piece.Add('"');
    piece.Add(key);
    piece.Add("\":");
    piece.AppendTo(&out_);
    first_ = false;
    return;
  }
  out_.append(first_ ? "\"" : ",\"");
  out_.append(key).append("\":");
  first_ = false;
}

void JsonOut::Quoted(std::string_view text) {
  out_ += '"';
  if (IsClean(text)) {
    out_.append(text);
  } else {
    AppendEscaped(text, &out_);
  }
  out_ += '"';
}

void JsonOut::Raw(uint64_t number) { AppendInteger(number, &out_); }

void JsonOut::Id(uint32_t finding) {
  out_ += "\"m";
  AppendInteger(finding + uint64_t{1}, &out_);
  out_ += '"';
}

void JsonOut::Thousandths(int64_t thousandths) {
  uint64_t magnitude = static_cast<uint64_t>(thousandths);
  if (thousandths < 0) {
    out_ += '-';
    magnitude = uint64_t{0} - magnitude;
  }
  AppendInteger(magnitude / 1000, &out_);
  const int fraction = static_cast<int>(magnitude % 1000);
  if (fraction == 0) return;
  const char digits[] = {static_cast<char>('0' + fraction / 100),
                         static_cast<char>('0' + fraction / 10 % 10),
                         static_cast<char>('0' + fraction % 10)};
  size_t n = 3;
  while (digits[n - 1] == '0') --n;
  out_ += '.';
  out_.append(digits, n);
}

void JsonOut::Write(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kText:
      return Quoted(value.text);
    case Value::Kind::kNumber:
      return Thousandths(value.thousandths);
    case Value::Kind::kBool:
      out_ += value.flag ? "true" : "false";
      return;
    case Value::Kind::kNumbers:
      Open('[');
      for (const int64_t number : value.numbers) {
        Item();
        Thousandths(number);
      }
      return Close(']');
  }
}

void JsonOut::Write(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kText:
      return Quoted(node.text);
    case Node::Kind::kNumber:
      return Thousandths(node.thousandths);
    case Node::Kind::kBool:
      out_ += node.flag ? "true" : "false";
      return;
    case Node::Kind::kArray:
      Open('[');
      for (const Node& item : node.items) {
        Item();
        Write(item);
      }
      return Close(']');
    case Node::Kind::kObject:
      Open('{');
      for (const auto& [key, member] : node.members) {
        Key(key);
        Write(member);
      }
      return Close('}');
  }
}

void JsonOut::Member(std::string_view json) {
  Item();
  out_.append(json);
}

void JsonOut::Pair(std::string_view key, uint64_t first, uint64_t second) {
  Key(key);
  Piece piece;
  piece.Add('[');
  piece.Add(first);
  piece.Add(',');
  piece.Add(second);
  piece.Add(']');
  piece.AppendTo(&out_);
}

void JsonOut::Text(std::string_view key, std::string_view text) {
  if (key.size() > kFitsPiece || text.size() > kFitsPiece || !IsClean(text)) {
    Key(key);
    return Quoted(text);
  }
  Piece piece;
  if (!first_) piece.Add(',');
  piece.Add('"');
  piece.Add(key);
  piece.Add("\":\"");
  piece.Add(text);
  piece.Add('"');
  piece.AppendTo(&out_);
  first_ = false;
}

void JsonOut::Number(std::string_view key, uint64_t number) {
  Key(key);
  Raw(number);
}

void JsonOut::Flag(std::string_view key, bool flag) {
  Key(key);
  out_ += flag ? "true" : "false";
}

}  // namespace pathex
