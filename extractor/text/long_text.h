// Texts too long for a report. The longest real ones have some hundred thousand bytes; what is far
// longer is no report (a whole export read as one text, or an attack), and reading all of it would
// cost seconds and hundreds of megabytes for nothing.
#ifndef PATHEX_EXTRACTOR_TEXT_LONG_TEXT_H_
#define PATHEX_EXTRACTOR_TEXT_LONG_TEXT_H_

#include <cstdint>

#include "extractor/text/source.h"

namespace pathex {

// Cuts the text of each part to at most `limit` bytes, at a code point's boundary, and says so:
// error S060 for each part that was cut, with its locator. Coded statements behind the cut go.
void CutLongTexts(uint64_t limit, Source* source);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_LONG_TEXT_H_
