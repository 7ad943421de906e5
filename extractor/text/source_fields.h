// What every reader does with the fields around a report: dates, ids, status, diagnostics.
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_FIELDS_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_FIELDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

// "20240229", "202402291230-0500", "2024-02-29T12:00:00Z", "29.02.2024", "2024-02", FileMan
// "3240229", as "2024-02-29" or "2024-02"; "" when it is no date (also "00000000" and months beyond
// 12).
std::string IsoDate(std::string_view text);

// Appends a date unless it is empty or that kind of date is there already.
void AddDate(std::string_view kind, std::string_view text, Source* source);

void AddDiagnostic(Severity severity, std::string_view code, std::string_view where,
                   std::string message, Source* source);

// "…/case-017.v2.hl7" -> "case-017.v2"; "-" -> "stdin".
std::string PathStem(std::string_view path);

// A new Source with what all sources of one file share.
Source StartSource(std::string_view path, std::string_view format, const std::string& language);

// Ids within one file differ: a second "A17" becomes "A17#2".
void MakeIdsUnique(std::vector<Source>* sources);

// An earlier report of the same file that a later one with the same `keys[i]` ("" = none) and a
// status in `replacing` corrects gets the status "superseded" and an S036.
void MarkSuperseded(const std::vector<std::string>& keys, const std::vector<std::string>& replacing,
                    std::vector<Source>* sources);

// The tables of the options, or tables that know nothing.
const FormatTables& TablesOf(const ReadOptions& options);

// The first bytes without NULs and byte order mark, so that UTF-16 looks like its ASCII.
std::string Probe(std::string_view bytes);

// The sources, or S044 when there are more than the limit "reports" allows.
Result<std::vector<Source>> WithinLimits(std::vector<Source> sources, std::string_view path,
                                         const ReadOptions& options);

// Whether any part holds something to read (more than blanks).
bool HasText(const Source& source);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_FIELDS_H_
