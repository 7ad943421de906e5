// Headings whose letters were misread.
#ifndef PATHEX_EXTRACTOR_MATCH_DAMAGED_HEADING_H_
#define PATHEX_EXTRACTOR_MATCH_DAMAGED_HEADING_H_

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/reading.h"

namespace pathex {

inline constexpr uint32_t kMostHeadingWords = 8;

// The section whose heading words [first, last) are, misread ("FINAL PATHQLOGlC DIAGN0SIS"), as an
// index into lexicon.sections; -1 = none. The words must make up a line, or its part before a
// colon, kMostHeadingWords at most, in capitals or each with one. Look-alike letters cost nothing;
// besides, a heading of nine letters or more with an unknown word may have one error and longer
// ones one in nine; with words cut or glued only from twelve letters on.
int DamagedHeading(const Text& text, const Reading& reading, const Lexicon& lexicon, uint32_t first,
                   uint32_t last);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_DAMAGED_HEADING_H_
