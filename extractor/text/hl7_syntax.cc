#include "extractor/text/hl7_syntax.h"

#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr char kFrameBegin = '\x0B';
constexpr char kFrameEnd = '\x1C';
constexpr std::string_view kLiteralEnd = "<CR>";

bool IsLetter(char c) { return IsAsciiUpper(c) || (c >= 'a' && c <= 'z'); }

// A delimiter is one printable ASCII character; half a UTF-8 sequence must never cut a text.
bool IsMark(char c) { return c > ' ' && c < '\x7F'; }

// "MSH" with something that can be a field separator behind it.
bool IsHeader(std::string_view line) {
  return line.size() >= 4 && line.substr(0, 3) == "MSH" && !IsLetter(line[3]) &&
         !IsAsciiDigit(line[3]) && IsMark(line[3]);
}

bool IsSegment(std::string_view line, char separator) {
  return line.size() >= 3 && IsAsciiUpper(line[0]) &&
         (IsAsciiUpper(line[1]) || IsAsciiDigit(line[1])) &&
         (IsAsciiUpper(line[2]) || IsAsciiDigit(line[2])) &&
         (line.size() == 3 || line[3] == separator);
}

bool IsBatch(std::string_view line) {
  const std::string_view name = line.substr(0, 3);
  return name == "FHS" || name == "BHS" || name == "BTS" || name == "FTS";
}

size_t LineEnd(std::string_view text, size_t at, size_t end) {
  while (at < end && text[at] != '\r' && text[at] != '\n') ++at;
  return at;
}

size_t NextLine(std::string_view text, size_t at, size_t end) {
  if (at < end && text[at] == '\r') ++at;
  if (at < end && text[at] == '\n') ++at;
  return at;
}

// What precedes a segment name without being part of it: frames, blanks, a byte order mark.
size_t SkipLead(std::string_view text, size_t at, size_t end) {
  while (at < end && (text[at] == kFrameBegin || text[at] == kFrameEnd || text[at] == ' ' ||
                      text[at] == '\t' || text.substr(at, 3) == "\xEF\xBB\xBF")) {
    at += text[at] == '\xEF' ? 3 : 1;
  }
  return at < end ? at : end;
}

Hl7Delimiters ReadDelimiters(std::string_view header) {
  Hl7Delimiters d;
  if (header.size() < 4) return d;
  d.field = header[3];
  std::string_view marks = header.substr(4, header.substr(4).find(d.field));
  if (marks.size() > 8) marks = marks.substr(0, 4);
  for (char c : marks) {
    if (!IsMark(c)) return d;
  }
  if (!marks.empty()) d.component = marks[0];
  if (marks.size() >= 2) d.repetition = marks[1];
  if (marks.size() == 3 && marks[2] != '\\') {
    d.escape = '\0';
    d.subcomponent = marks[2];
    return d;
  }
  if (marks.size() >= 3) d.escape = marks[2];
  if (marks.size() >= 4) d.subcomponent = marks[3];
  // "^~\\&": a backslash that some exporter doubled.
  if (marks.size() >= 5 && marks[3] == d.escape) d.subcomponent = marks[4];
  // "^~\}": three marks and one more; the fourth is the subcomponent as it stands.
  return d;
}

size_t CountChar(std::string_view text, Range range, char c) {
  size_t n = 0;
  for (size_t i = range.begin; i < range.end; ++i) n += text[i] == c;
  return n;
}

// A raw line end inside OBX-5 leaves a segment whose sixth field never began.
bool IsOpen(std::string_view text, const Hl7Segment& segment, char separator) {
  if (segment.name != "OBX" && segment.name != "NTE") return false;
  const size_t needed = segment.name == "OBX" ? 5 : 3;
  return CountChar(text, segment.range, separator) == needed;
}

}  // namespace

std::vector<Range> FindHl7Messages(std::string_view text) {
  std::vector<Range> messages;
  for (size_t at = 0; at < text.size();) {
    const size_t end = LineEnd(text, at, text.size());
    const size_t begin = SkipLead(text, at, end);
    const std::string_view line = text.substr(begin, end - begin);
    if (IsHeader(line)) {
      if (!messages.empty()) messages.back().end = begin;
      messages.push_back({begin, text.size()});
    }
    at = NextLine(text, end, text.size());
  }
  return messages;
}

Hl7Message ParseHl7Message(std::string_view text, Range range) {
  Hl7Message message;
  message.range = range;
  message.delimiters =
      ReadDelimiters(text.substr(range.begin, LineEnd(text, range.begin, range.end) - range.begin));
  const char separator = message.delimiters.field;
  for (size_t at = range.begin; at < range.end;) {
    const size_t line_end = LineEnd(text, at, range.end);
    const size_t begin = SkipLead(text, at, line_end);
    size_t end = line_end;
    size_t next = NextLine(text, line_end, range.end);
    // A literal "<CR>" ends a segment, also when the line end itself was lost.
    const size_t literal = text.substr(begin, end - begin).find(kLiteralEnd);
    if (literal != std::string_view::npos) {
      const size_t after = begin + literal + kLiteralEnd.size();
      const size_t follower = SkipLead(text, after, line_end);
      if (follower == line_end ||
          IsSegment(text.substr(follower, line_end - follower), separator)) {
        end = begin + literal;
        next = follower == line_end ? next : follower;
      }
    }
    while (end > begin && text[end - 1] == kFrameEnd) --end;
    const std::string_view line = text.substr(begin, end - begin);
    if (IsSegment(line, separator)) {
      if (!IsBatch(line)) message.segments.push_back({text.substr(begin, 3), {begin, end}});
    } else if (!message.segments.empty() && IsOpen(text, message.segments.back(), separator)) {
      message.segments.back().range.end = end;
    } else if (!line.empty()) {
      ++message.stray_lines;
    }
    at = next;
  }
  for (Hl7Segment& segment : message.segments) {
    while (!segment.range.empty() &&
           (text[segment.range.end - 1] == '\r' || text[segment.range.end - 1] == '\n')) {
      --segment.range.end;
    }
  }
  return message;
}

std::vector<Range> Hl7Fields(std::string_view text, Range segment, char separator) {
  std::vector<Range> fields;
  size_t from = segment.begin;
  for (size_t i = segment.begin; i < segment.end; ++i) {
    if (text[i] != separator) continue;
    fields.push_back({from, i});
    from = i + 1;
  }
  fields.push_back({from, segment.end});
  return fields;
}

Range Hl7Piece(std::string_view text, Range range, char separator, size_t n) {
  size_t from = range.begin;
  for (size_t i = range.begin; i < range.end; ++i) {
    if (text[i] != separator) continue;
    if (--n == 0) return {from, i};
    from = i + 1;
  }
  return n == 1 ? Range{from, range.end} : Range{range.end, range.end};
}

}  // namespace pathex
