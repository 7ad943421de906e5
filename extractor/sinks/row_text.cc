#include "extractor/sinks/row_text.h"

#include <charconv>

namespace pathex {
namespace {

template <typename T>
void AppendNumber(T number, std::string* out) {
  char digits[40];
  out->append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void AppendCopyText(std::string_view text, std::string* out) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        out->append("\\\\");
        break;
      case '\t':
        out->append("\\t");
        break;
      case '\n':
        out->append("\\n");
        break;
      case '\r':
        out->append("\\r");
        break;
      default:
        out->push_back(c);
    }
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
  switch (cell.kind) {
    case Cell::Kind::kNull:
      return;
    case Cell::Kind::kInteger:
      return AppendNumber(cell.integer, out);
    case Cell::Kind::kReal:
      return AppendNumber(cell.real, out);
    case Cell::Kind::kBoolean:
      out->append(cell.integer != 0 ? "true" : "false");
      return;
    case Cell::Kind::kText:
      return AppendCsvText(rows.Text(cell), out);
  }
}

void AppendCopyCell(const Rows& rows, const Cell& cell, std::string* out) {
  switch (cell.kind) {
    case Cell::Kind::kNull:
      out->append("\\N");
      return;
    case Cell::Kind::kInteger:
      return AppendNumber(cell.integer, out);
    case Cell::Kind::kReal:
      return AppendNumber(cell.real, out);
    case Cell::Kind::kBoolean:
      out->append(cell.integer != 0 ? "t" : "f");
      return;
    case Cell::Kind::kText:
      return AppendCopyText(rows.Text(cell), out);
  }
}

}  // namespace pathex
