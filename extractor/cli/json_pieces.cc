#include "extractor/cli/json_pieces.h"

#include <algorithm>

namespace pathex {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Past the object or array that begins at `begin`; npos when its end is missing.
size_t EndOfValue(std::string_view text, size_t begin) {
  size_t depth = 0;
  for (size_t i = begin; i < text.size(); ++i) {
    switch (text[i]) {
      case '"':
        for (++i; i < text.size() && text[i] != '"'; ++i) {
          if (text[i] == '\\') ++i;
        }
        break;
      case '{':
      case '[':
        ++depth;
        break;
      case '}':
      case ']':
        if (--depth == 0) return i + 1;
        break;
      default:
        break;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> CutJson(std::string_view text) {
  std::vector<std::string_view> pieces;
  for (size_t i = 0; i < text.size();) {
    if (IsBlank(text[i])) {
      ++i;
      continue;
    }
    const size_t line_end = std::min(text.find('\n', i), text.size());
    size_t end = line_end;
    if (text[i] == '{' || text[i] == '[') {
      const size_t value_end = EndOfValue(text, i);
      if (value_end != std::string_view::npos) end = value_end;
    }
    while (IsBlank(text[end - 1])) --end;
    pieces.push_back(text.substr(i, end - i));
    i = end;
  }
  return pieces;
}

}  // namespace pathex
