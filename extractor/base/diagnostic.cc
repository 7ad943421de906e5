#include "extractor/base/diagnostic.h"

#include <algorithm>

namespace pathex {
namespace {

constexpr size_t kLongestLine = 100;  // bytes of a source line that are shown

size_t CodePoints(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  }));
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
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  LineColumn place;
  place.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  place.column = static_cast<int>(CodePoints(before.substr(line_begin))) + 1;
  return place;
}

std::string Render(std::string_view path, std::string_view text, size_t offset, size_t length,
                   Severity severity, std::string_view code, std::string_view message,
                   std::string_view hint) {
  const LineColumn place = Locate(text, offset);
  std::string out(path);
  out += ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
  out += std::string(SeverityName(severity)) + "[" + std::string(code) + "]: " + std::string(message) + "\n";
  offset = std::min(offset, text.size());
  size_t begin = text.rfind('\n', offset == 0 ? 0 : offset - 1);
  begin = begin == std::string_view::npos || offset == 0 ? 0 : begin + 1;
  size_t end = std::min(text.find('\n', offset), text.size());
  if (end - begin > kLongestLine) {
    // A long line is shown around the fault only.
    if (offset - begin > kLongestLine / 2) begin = offset - kLongestLine / 2;
    while (begin < offset && (static_cast<uint8_t>(text[begin]) & 0xC0) == 0x80) ++begin;
    end = std::min(end, begin + kLongestLine);
    while (end < text.size() && (static_cast<uint8_t>(text[end]) & 0xC0) == 0x80) ++end;
  }
  if (end > begin) {
    out += "  " + std::string(text.substr(begin, end - begin)) + "\n  ";
    out.append(CodePoints(text.substr(begin, offset - begin)), ' ');
    const size_t marked = std::max<size_t>(1, CodePoints(text.substr(offset, std::min(length, end - std::min(end, offset)))));
    out += '^';
    out.append(marked - 1, '~');
    if (!hint.empty()) out += " " + std::string(hint);
    out += '\n';
  } else if (!hint.empty()) {
    out += "  " + std::string(hint) + "\n";
  }
  return out;
}

}  // namespace pathex
