#include "extractor/text/source_xml_narrative.h"

#include <algorithm>
#include <string>

#include "extractor/base/utf8.h"
#include "extractor/text/characters.h"
#include "extractor/text/xml_entity.h"

namespace pathex {
namespace {

constexpr std::string_view kCellMark = " | ";
constexpr size_t kMostBreaks = 2;  // one blank line is enough to tell paragraphs apart

}  // namespace

void Narrator::Write(const pugi::xpath_node& place) {
  if (place.attribute()) {
    Characters(document_.ValueRange(place.attribute().value()), true);
    return;
  }
  const pugi::xml_node node = place.node();
  if (node.type() != pugi::node_element) {
    Characters(document_.ValueRange(node.value()), true);
    return;
  }
  keep_lines_ = layout_.lines == XmlLines::kKeep ||
                (layout_.lines == XmlLines::kAuto && !LayoutCarriesLines(node));
  Children(node);
}

void Narrator::EndHeading() {
  blanks_.clear();
  marks_ = 0;
  if (out_.empty()) return;
  out_.Insert(last_, out_.text().back() == ':' ? "\n" : ":\n");
}

bool Narrator::LayoutCarriesLines(pugi::xml_node node) const {
  const auto found = node.find_node([this](const pugi::xml_node& below) {
    if (below.type() != pugi::node_element) return false;
    const std::string_view name = below.name();
    return layout_.blocks.contains(name) || layout_.breaks.contains(name) ||
           layout_.rows.contains(name);
  });
  return static_cast<bool>(found);
}

void Narrator::Children(pugi::xml_node node) {
  for (pugi::xml_node child : node.children()) {
    switch (child.type()) {
      case pugi::node_element:
        Element(child);
        break;
      case pugi::node_pcdata:
        Characters(document_.ValueRange(child.value()), keep_lines_);
        break;
      case pugi::node_cdata: {
        // Whoever writes CDATA has laid the text out himself; "&" is an "&" in it.
        const Range range = document_.ValueRange(child.value());
        const bool keep = layout_.lines != XmlLines::kJoin;
        Verbatim(range, keep);
        break;
      }
      default:
        break;
    }
  }
}

void Narrator::Element(pugi::xml_node node) {
  if (skip_.contains(node.internal_object())) return;
  const std::string_view name = node.name();
  if (layout_.breaks.contains(name)) {
    blanks_.clear();
    ++breaks_;
    Children(node);
  } else if (layout_.cells.contains(name)) {
    Cell(node);
  } else if (layout_.rows.contains(name)) {
    Row(node);
  } else if (layout_.blocks.contains(name)) {
    BreakLine();
    Children(node);
    BreakLine();
  } else {
    Children(node);
  }
}

void Narrator::Row(pugi::xml_node node) {
  BreakLine();
  const size_t outer_cells = cells_;  // a table in a cell
  const bool outer_content = row_has_content_;
  cells_ = 0;
  row_has_content_ = false;
  Children(node);
  cells_ = outer_cells;
  row_has_content_ = row_has_content_ || outer_content;
  marks_ = 0;  // empty cells at the end of the row
  BreakLine();
}

void Narrator::Cell(pugi::xml_node node) {
  if (cells_++ > 0) {
    blanks_.clear();
    if (row_has_content_) breaks_ = 0;  // a paragraph that fills a cell is no line of its own
    ++marks_;
  }
  Children(node);
}

void Narrator::BreakLine() {
  blanks_.clear();
  if (marks_ == 0) breaks_ = std::max<size_t>(breaks_, 1);
}

void Narrator::Characters(Range range, bool keep_lines) {
  const std::string_view text = document_.text().substr(0, range.end);
  for (size_t at = range.begin; at < range.end;) {
    if (text[at] == '&') {
      at = Reference(range, at);
      continue;
    }
    const size_t end = std::min(text.find('&', at), range.end);
    Verbatim({at, end}, keep_lines);
    at = end;
  }
}

void Narrator::Verbatim(Range range, bool keep_lines) {
  const std::string_view text = document_.text().substr(0, range.end);
  for (size_t at = range.begin; at < range.end;) {
    const bool blank = IsBlank(text[at]);
    size_t end = at;
    while (end < range.end && IsBlank(text[end]) == blank) ++end;
    if (blank) {
      blanks_.push_back({{at, end}, keep_lines});
    } else {
      Flush();
      out_.CopyLines(at, end);
      last_ = end;
    }
    at = end;
  }
}

size_t Narrator::Reference(Range range, size_t at) {
  const XmlReference reference = ReadXmlReference(document_.text().substr(0, range.end), at);
  const size_t end = at + std::max<size_t>(reference.length, 1);
  if (reference.length == 0) {  // an unknown entity stays as written
    Flush();
    out_.Copy(at, end);
    last_ = end;
  } else if (reference.character == U'\n' || reference.character == U'\r') {
    // "&#13;&#10;" is one line end, whether written so or half of it raw.
    const std::string_view rest = document_.text().substr(end, range.end - end);
    const bool pair =
        reference.character == U'\r' && (rest.starts_with("\n") || rest.starts_with("&#10;") ||
                                         rest.starts_with("&#xA;") || rest.starts_with("&#xa;"));
    if (!pair) {
      blanks_.clear();
      ++breaks_;
    }
  } else {
    std::string utf8;
    AppendUtf8(reference.character, &utf8);
    Flush();
    out_.Replace(at, end, utf8);
    last_ = end;
  }
  return end;
}

void Narrator::Flush() {
  if (fresh_) {
    breaks_ = marks_ = 0;
    blanks_.clear();
  }
  if (breaks_ == 0 && marks_ == 0 && !blanks_.empty()) {
    if (blanks_.front().keep) {
      for (const Blank& blank : blanks_) out_.CopyLines(blank.range.begin, blank.range.end);
    } else {
      out_.Replace(blanks_.front().range.begin, blanks_.front().range.end, " ");
    }
  }
  for (breaks_ = std::min(breaks_, kMostBreaks); breaks_ > 0; --breaks_) out_.Insert(last_, "\n");
  for (; marks_ > 0; --marks_) {
    out_.Insert(last_, out_.EndsLine() ? kCellMark.substr(1) : kCellMark);
  }
  blanks_.clear();
  fresh_ = false;
  row_has_content_ = true;
}

}  // namespace pathex
