// Fold: the one normalisation, used for reports and for the forms and patterns of the lexicons.
//
// Canonical decomposition (ICU NFD), combining marks dropped, then a small table: every Unicode
// space -> ' ' (line breaks stay '\n'; "\r\n" and lone '\r' -> '\n'), zero-width characters and
// soft hyphens -> nothing, all dashes -> '-', all quotes -> '\'' or '"', "œ æ ß ø ﬁ ×" -> "oe ae ss
// o fi x". Case is kept. Superscripts, "≤", "µ" and Greek letters are kept (NFKC would turn "10⁹/L"
// into "109/L"). Only non-ASCII runs see ICU; ASCII text is copied.
//
// Fold(Fold(x)) == Fold(x). Thread-safe.
#ifndef PATHEX_EXTRACTOR_TEXT_FOLD_H_
#define PATHEX_EXTRACTOR_TEXT_FOLD_H_

#include <string>
#include <string_view>

#include "extractor/base/span.h"
#include "extractor/text/offset_index.h"
#include "extractor/text/offset_map.h"

namespace pathex {

// A folded text with its way back. `original` is a view: the Part must outlive the Text.
struct Text {
  std::string_view original;
  std::string folded;
  OffsetMap map;  // folded -> original

  OriginalSpan ToOriginal(FoldedSpan span) const;
  // The same for many spans, through an index of `map`.
  OriginalSpan ToOriginal(FoldedSpan span, const OffsetIndex& index) const;
};

// `original` must be valid UTF-8 (readers guarantee it). Reuses the buffers of `text`.
void Fold(std::string_view original, Text* text);

// The same, without the map, for forms and patterns.
std::string FoldString(std::string_view original);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_FOLD_H_
