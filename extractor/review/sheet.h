// Sheet: one record as the page shows it: its text, its items, its mentions with their places in
// UTF-16 units of the text.
#ifndef PATHEX_EXTRACTOR_REVIEW_SHEET_H_
#define PATHEX_EXTRACTOR_REVIEW_SHEET_H_

#include "extractor/base/json.h"
#include "extractor/review/fields.h"
#include "extractor/review/texts.h"

namespace pathex {

// {"source", "problem", "parts": [{"locator", "title"?, "section"?, "text"}], "items": [{"pointer",
// "field", "value", "evidence", "reasons", "reliability"?}], "derived", "mentions": [{"id", "type",
// "rule", "section"?, "specimen"?, "part", "spans": [[begin, end]…], "text", "slots", "context",
// "lost_to"?, "repairs"?}], "reasons", "diagnostics"}.
//
// "part" is an index into parts, -1 when there is no such part. A mention whose text does not stand
// at its place has "spans": [] and "misplaced": true: nothing is marked that was not quoted.
Json MakeSheet(const Json& record, const FieldTable& table, const ReportText& text);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_SHEET_H_
