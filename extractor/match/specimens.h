// Specimens: the parts of a report that labels such as "A." and "Part 2:" open.
#ifndef PATHEX_EXTRACTOR_MATCH_SPECIMENS_H_
#define PATHEX_EXTRACTOR_MATCH_SPECIMENS_H_

#include <cstdint>
#include <vector>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/outline.h"
#include "extractor/match/reading.h"

namespace pathex {

// Fills outline->specimens (the sections must be there): labels that count up from the beginning of
// a section, letters or numbers; among letters also a misread one ("A.", "8.", "C.", "0."). An item
// that says what it is about ("1. Histologic type: …") is none.
// `marked`: MarkedWords of the text.
void FindSpecimens(const Text& text, const Reading& reading, const LanguageRules& language,
                   const std::vector<uint32_t>& marked, Outline* outline);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_SPECIMENS_H_
