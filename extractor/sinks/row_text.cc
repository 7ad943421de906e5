#include "extractor/sinks/row_text.h"

#include <charconv>

namespace pathex {
namespace {

template <typename T>
void AppendNumber(T number, std::string* out) {
  char digits[40];
  out->append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// The letter behind a backslash that stands for this character; 0 when it stands for itself.
constexpr char Escape(char c) {
  return c == '\\' ? '\\' : c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\0';
}

void AppendCopyText(std::string_view text, std::string* out) {
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char escape = Escape(text[i]);
    if (escape == '\0') continue;
    out->append(text, begin, i - begin);
    out->push_back('\\');
    out->push_back(escape);
    begin = i + 1;
  }
  out->append(text, begin);
}

// What a format writes for the values that are no numbers.
struct Notation {
  std::string_view null, yes, no;
  void (*text)(std::string_view text, std::string* out);
};

void AppendCell(const Rows& rows, const Cell& cell, const Notation& notation, std::string* out) {
  switch (cell.kind) {
    case Cell::Kind::kNull:
      out->append(notation.null);
      return;
    case Cell::Kind::kInteger:
      return AppendNumber(cell.integer, out);
    case Cell::Kind::kReal:
      return AppendNumber(cell.real, out);
    case Cell::Kind::kBoolean:
      out->append(cell.integer != 0 ? notation.yes : notation.no);
      return;
    case Cell::Kind::kText:
      return notation.text(rows.Text(cell), out);
  }
}

}  // namespace

void AppendCsvText(std::string_view text, std::string* out) {
  if (!text.empty() && text.find_first_of("\",\n\r") == std::string_view::npos) {
    out->append(text);
    return;
  }
  out->push_back('"');
  for (const char c : text) {
    if (c == '"') out->push_back('"');
    out->push_back(c);
  }
  out->push_back('"');
}

void AppendCsvCell(const Rows& rows, const Cell& cell, std::string* out) {
  AppendCell(rows, cell, {"", "true", "false", AppendCsvText}, out);
}

void AppendCopyCell(const Rows& rows, const Cell& cell, std::string* out) {
  AppendCell(rows, cell, {"\\N", "t", "f", AppendCopyText}, out);
}

}  // namespace pathex
