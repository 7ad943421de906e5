// Reader of exports with one report a row: CSV and its relatives (any delimiter, quoted line ends),
// TSV, and JSON Lines or a JSON array of objects.
//
// Columns are found by name (schemas/formats/table.json, or ReadOptions::id_column and text_column,
// which take a name or a number from 1), else the text column is the one with the longest content.
// What was chosen is reported (S049). Several text columns with known names ("gross",
// "microscopy", …) become several parts. Source::id is the id column's value, else "<stem>#<row>".
// Locators: "row[3]/report_text", "line[3]/report_text".
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_TABLE_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_TABLE_H_

#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

// By the file's ending (.csv, .tsv, .tab, .psv), or by its rows: a header of short names and data
// rows of the same width with something long in them.
bool LooksLikeCsv(std::string_view bytes, std::string_view path);
// By the ending (.jsonl, .ndjson), or a JSON object or array of objects.
bool LooksLikeJsonTable(std::string_view bytes, std::string_view path);

// A row without text is a Source with an S046; a row with another number of fields gets an S050; a
// damaged JSON line an S034. Errors: S051 when no text column can be found; S044 beyond "reports".
Result<std::vector<Source>> ReadTable(std::string_view bytes, std::string_view path,
                                      const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_TABLE_H_
