// Rows as text: CSV and the text form of PostgreSQL's COPY.
#ifndef PATHEX_EXTRACTOR_SINKS_ROW_TEXT_H_
#define PATHEX_EXTRACTOR_SINKS_ROW_TEXT_H_

#include <string>
#include <string_view>

#include "extractor/sinks/layout.h"
#include "extractor/sinks/rows.h"

namespace pathex {

// RFC 4180, line ends "\n". NULL is nothing at all, an empty text is "".
void AppendCsvText(std::string_view text, std::string* out);
void AppendCsvCell(const Rows& rows, const Cell& cell, std::string* out);

// Tabs between cells; NULL is \N.
void AppendCopyCell(const Rows& rows, const Cell& cell, std::string* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_ROW_TEXT_H_
