// Rows and fields of delimited text as ranges of it.
#ifndef PATHEX_EXTRACTOR_TEXT_CSV_H_
#define PATHEX_EXTRACTOR_TEXT_CSV_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/text/text_builder.h"

namespace pathex {

struct CsvField {
  Range range;          // without the quotes around it
  bool quoted = false;  // doubled quotes inside stand for one
};

// Reads row by row. A quoted field may hold delimiters and line ends; a quote that is never closed
// ends with its line, so that one bad row does not swallow the rest.
class CsvReader {
 public:
  // `delimiter`: one character in UTF-8.
  CsvReader(std::string_view text, std::string delimiter)
      : text_(text), delimiter_(std::move(delimiter)) {}

  // The next row that is not blank; false at the end. `damaged` (may be null): a quote was not
  // closed.
  bool Next(std::vector<CsvField>* row, bool* damaged);
  size_t position() const { return at_; }

 private:
  bool QuotedField(CsvField* field);
  bool AtLineEnd(size_t at) const {
    return at >= text_.size() || text_[at] == '\n' || text_[at] == '\r';
  }
  bool AtDelimiter(size_t at) const {
    return text_.compare(at, delimiter_.size(), delimiter_) == 0;
  }
  bool EndsDelimiter(size_t at) const {
    return at >= delimiter_.size() && AtDelimiter(at - delimiter_.size());
  }

  std::string_view text_;
  std::string delimiter_;
  size_t at_ = 0;
  bool unclosed_ = false;  // a quote ran to the end of the text: from now on none spans lines
};

// The delimiter that cuts the first rows most evenly: comma, semicolon, tab, bar, the unit
// separator, and the not-sign, thorn and y-acute of old exports. "" when no character does.
std::string GuessDelimiter(std::string_view text);

// Appends the field's text: doubled quotes become one, line ends "\n". Where a field without a line
// end writes them as "\n" in letters, these become line ends.
void AppendCsvField(const CsvField& field, TextBuilder* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_CSV_H_
