#include "extractor/base/diagnostic.h"

#include <algorithm>

#include "extractor/base/utf8.h"

namespace pathex {
namespace {

constexpr size_t kLongestLine = 100;  // bytes of a source line that are shown

struct Piece {
  size_t begin = 0, end = 0;
};

// The line around `offset`; of a long one the piece around `offset`.
Piece LineAround(std::string_view text, size_t offset) {
  const size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  Piece line;
  line.begin = before == std::string_view::npos ? 0 : before + 1;
  line.end = std::min(text.find('\n', offset), text.size());
  if (line.end > line.begin && text[line.end - 1] == '\r' && line.end > offset) --line.end;
  if (line.end - line.begin > kLongestLine) {
    if (offset - line.begin > kLongestLine / 2) line.begin = offset - kLongestLine / 2;
    line.begin = std::min(NextCodePointBoundary(text, line.begin), offset);
    line.end = std::min(line.end, NextCodePointBoundary(text, line.begin + kLongestLine));
  }
  return line;
}

}  // namespace

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "info";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      break;
  }
  return "error";
}

LineColumn Locate(std::string_view text, size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const size_t line_end = before.rfind('\n');
  const size_t line_begin = line_end == std::string_view::npos ? 0 : line_end + 1;
  LineColumn place;
  place.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  place.column = static_cast<int>(CountCodePoints(before.substr(line_begin))) + 1;
  return place;
}

std::string Render(std::string_view path, std::string_view text, size_t offset, size_t length,
                   Severity severity, std::string_view code, std::string_view message,
                   std::string_view hint) {
  offset = std::min(offset, text.size());
  const LineColumn place = Locate(text, offset);
  std::string out(path);
  out += ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
  out.append(SeverityName(severity)).append("[").append(code).append("]: ");
  out.append(message).append("\n");
  const Piece line = LineAround(text, offset);
  if (line.end > line.begin) {
    out.append("  ").append(text.substr(line.begin, line.end - line.begin)).append("\n  ");
    // A tab stays a tab, so that the caret stands below its letter.
    for (size_t i = line.begin; i < offset; ++i) {
      if (!IsUtf8Trail(text[i])) out += text[i] == '\t' ? '\t' : ' ';
    }
    const size_t end = std::max(offset, std::min(line.end, offset + length));
    const size_t marked = CountCodePoints(text.substr(offset, end - offset));
    out += '^';
    if (marked > 1) out.append(marked - 1, '~');
    if (!hint.empty()) out.append(" ").append(hint);
    out += '\n';
  } else if (!hint.empty()) {
    out.append("  ").append(hint).append("\n");
  }
  return out;
}

}  // namespace pathex
