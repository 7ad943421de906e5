#include "extractor/cli/layout.h"

#include <algorithm>
#include <cstdint>

namespace pathex {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr size_t kTab = 8;

// Length of the code point that begins at text[at] (valid UTF-8; a stray byte counts as one).
size_t CodePointLength(std::string_view text, size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

uint32_t CodePoint(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  if (bytes.size() == 1) return lead;
  uint32_t code = lead & (0xFF >> (bytes.size() + 1));
  for (size_t i = 1; i < bytes.size(); ++i) {
    code = code << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3F);
  }
  return code;
}

struct Range {
  uint32_t first, last;
};

// Only what occurs in reports: Latin, Greek, Hebrew and Arabic marks, joiners, variation selectors.
constexpr Range kNoWidth[] = {
    {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},   {0x64B, 0x65F},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                           {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                           {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
                           {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

template <size_t n>
bool In(const Range (&ranges)[n], uint32_t code) {
  return std::any_of(ranges, ranges + n,
                     [&](const Range& r) { return code >= r.first && code <= r.last; });
}

size_t WidthOf(uint32_t code) {
  if (code < 0x300) return 1;
  if (In(kNoWidth, code)) return 0;
  return In(kWide, code) ? 2 : 1;
}

bool IsControl(uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

size_t DisplayWidth(std::string_view utf8) {
  size_t width = 0;
  for (size_t i = 0; i < utf8.size();) {
    const size_t n = CodePointLength(utf8, i);
    width += WidthOf(CodePoint(utf8.substr(i, n)));
    i += n;
  }
  return width;
}

std::string Harmless(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) {
    const std::string_view bytes = utf8.substr(i, CodePointLength(utf8, i));
    out += IsControl(CodePoint(bytes)) && bytes != "\t" ? kReplacement : bytes;
    i += bytes.size();
  }
  return out;
}

std::string Quotable(std::string_view utf8, size_t longest) {
  std::string out;
  std::vector<size_t> starts;  // of the code points in `out`
  bool blank = false;
  for (size_t i = 0; i < utf8.size();) {
    const std::string_view bytes = utf8.substr(i, CodePointLength(utf8, i));
    i += bytes.size();
    if (bytes == " " || bytes == "\t" || bytes == "\n" || bytes == "\r" || bytes == "\f") {
      blank = !out.empty();
      continue;
    }
    if (blank) {
      starts.push_back(out.size());
      out += ' ';
      blank = false;
    }
    starts.push_back(out.size());
    out += bytes;
  }
  if (starts.size() > longest && longest > 2) {
    const size_t head = starts[longest / 2];
    const size_t tail = starts[starts.size() - (longest - longest / 2 - 1)];
    out = out.substr(0, head) + "…" + out.substr(tail);
  }
  return Harmless(out);
}

// One code point on the page.
struct Page::Cell {
  uint32_t begin;
  uint32_t piece;
  uint16_t length;
  uint8_t width;
  bool blank;
};

void Page::Style(std::string_view style) {
  if (colour_ == Colour::kNo) return;
  text_ += "\033[";
  text_ += style.empty() ? "0" : style;
  text_ += 'm';
}

void Page::Row(const Styled& prefix, const std::vector<Styled>& pieces, const Cell* begin,
               const Cell* end) {
  if (!prefix.style.empty()) Style(prefix.style);
  text_ += prefix.text;
  if (!prefix.style.empty()) Style("");
  while (end > begin && end[-1].blank) --end;
  const std::string* now = nullptr;
  for (const Cell* cell = begin; cell < end; ++cell) {
    const Styled& piece = pieces[cell->piece];
    if (now == nullptr || *now != piece.style) {
      if (now != nullptr && !now->empty()) Style("");
      if (!piece.style.empty()) Style(piece.style);
      now = &piece.style;
    }
    if (piece.text[cell->begin] == '\t') {
      text_.append(cell->width, ' ');
    } else {
      text_.append(piece.text, cell->begin, cell->length);
    }
  }
  if (now != nullptr && !now->empty()) Style("");
  while (!text_.empty() && text_.back() == ' ') text_.pop_back();
  text_ += '\n';
}

void Page::Line(const std::vector<Styled>& pieces, const Styled& first, const Styled& rest) {
  std::vector<Cell> cells;
  size_t column = 0;
  for (size_t p = 0; p < pieces.size(); ++p) {
    const std::string& text = pieces[p].text;
    for (size_t i = 0; i < text.size();) {
      const size_t n = CodePointLength(text, i);
      const size_t width = text[i] == '\t'
                               ? kTab - column % kTab
                               : WidthOf(CodePoint(std::string_view(text).substr(i, n)));
      const bool blank = text[i] == ' ' || text[i] == '\t';
      cells.push_back({static_cast<uint32_t>(i), static_cast<uint32_t>(p), static_cast<uint16_t>(n),
                       static_cast<uint8_t>(width), blank});
      column += width;
      i += n;
    }
  }
  const Styled* prefix = &first;
  size_t from = 0;
  do {
    const size_t taken = DisplayWidth(prefix->text);
    const size_t room = width_ > taken + 8 ? width_ - taken : 8;
    size_t to = from, used = 0, after_blank = 0;
    while (to < cells.size() && (used + cells[to].width <= room || cells[to].blank)) {
      used += cells[to].width;
      if (cells[to++].blank) after_blank = to;
    }
    if (to < cells.size() && after_blank > from) to = after_blank;
    if (to == from && from < cells.size()) ++to;
    Row(*prefix, pieces, cells.data() + from, cells.data() + to);
    from = to;
    prefix = &rest;
  } while (from < cells.size());
}

void Page::Heading(std::string_view text) {
  text_ += '\n';
  Line({{std::string(text), "1"}});
}

}  // namespace pathex
