// Which columns of a table hold what.
#ifndef PATHEX_EXTRACTOR_TEXT_TABLE_COLUMNS_H_
#define PATHEX_EXTRACTOR_TEXT_TABLE_COLUMNS_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/text_builder.h"

namespace pathex {

struct TableCell {
  enum class Kind { kPlain, kQuoted, kJson };
  Range range;  // of the table's text
  Kind kind = Kind::kPlain;
};
// Cells by column; a column a row does not have is an empty range.
using TableRow = std::vector<TableCell>;

struct TableColumns {
  std::vector<std::pair<size_t, std::string>> texts;  // column, section
  std::vector<std::pair<size_t, std::string>> dates;  // column, kind of date
  int id = -1, status = -1, sex = -1, age = -1;
  bool by_length = false;  // the text column was found by its content
  bool has_header = true;  // the first row is names, not data
};

// "Report_Text" -> "reporttext".
std::string NormalColumnName(std::string_view name);

// Decides from the names (the first row) and the first data rows. Error S051 when no column can be
// the text, or a column named in the options is not there.
Result<TableColumns> FindColumns(const std::vector<std::string>& names,
                                 const std::vector<TableRow>& rows, const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_TABLE_COLUMNS_H_
