// From words to Outline: headings, specimen labels, units.
#ifndef PATHEX_EXTRACTOR_MATCH_SECTION_H_
#define PATHEX_EXTRACTOR_MATCH_SECTION_H_

#include <string_view>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/outline.h"
#include "extractor/match/reading.h"

namespace pathex {

// `given_section` is the section the format states for the whole part ("" = look for headings; a
// part with a stated section is not cut further, but an unknown id is treated as "").
// Notes the answers of checklists in the reading (units.h).
void FindOutline(const Text& text, const Lexicon& lexicon, std::string_view given_section,
                 Reading* reading, Outline* outline);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_SECTION_H_
