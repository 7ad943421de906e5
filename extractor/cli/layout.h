// Layout: styled text wrapped to the width of a terminal.
#ifndef PATHEX_EXTRACTOR_CLI_LAYOUT_H_
#define PATHEX_EXTRACTOR_CLI_LAYOUT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pathex {

// Columns a text takes: combining marks none, East Asian wide characters and emoji two.
size_t DisplayWidth(std::string_view utf8);

// Valid UTF-8 that is safe on a terminal: control characters become U+FFFD (a report must not be
// able to send commands to the terminal), tabs stay.
std::string Harmless(std::string_view utf8);

// One line for a quotation: runs of white space are one blank; what is longer than `longest` code
// points loses its middle ("…").
std::string Quotable(std::string_view utf8, size_t longest);

// Text in one style. `style` is the inside of an ANSI sequence ("1;31"), "" = plain.
struct Styled {
  std::string text;
  std::string style;
};

// Text that grows line by line. With Colour::kNo styles are left out.
class Page {
 public:
  enum class Colour { kNo, kYes };

  Page(size_t width, Colour colour) : width_(width), colour_(colour) {}

  // One line, wrapped at blanks (or within words that are longer than a line). `first` stands
  // before the first row, `rest` before the others. Blanks inside stay as they are; tabs go to the
  // next multiple of eight.
  void Line(const std::vector<Styled>& pieces, const Styled& first = {}, const Styled& rest = {});
  void Line(std::string_view text) { Line({{std::string(text), ""}}); }
  // A heading: a blank line above, bold.
  void Heading(std::string_view text);

  bool colour() const { return colour_ == Colour::kYes; }
  size_t width() const { return width_; }
  const std::string& text() const { return text_; }
  std::string Take() { return std::move(text_); }

 private:
  struct Cell;
  void Row(const Styled& prefix, const std::vector<Styled>& pieces, const Cell* begin,
           const Cell* end);
  void Style(std::string_view style);

  size_t width_;
  Colour colour_;
  std::string text_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_LAYOUT_H_
