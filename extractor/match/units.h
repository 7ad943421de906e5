// Units: sentences, list items, table rows and synoptic lines.
#ifndef PATHEX_EXTRACTOR_MATCH_UNITS_H_
#define PATHEX_EXTRACTOR_MATCH_UNITS_H_

#include <vector>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/outline.h"
#include "extractor/match/reading.h"

namespace pathex {

// Cuts the text into outline->units (sections and specimens must be there). `marked`: MarkedWords
// of the text. `hard` lists words at which a block begins whatever stands before. A line break ends
// a unit only where it was meant: a blank line, a list mark, a label ("Margins: …"), or a line that
// was left shorter than the text's usual width although the next word, with a capital, would have
// fitted. An answer of a checklist that stands alone in the line under its label belongs to it:
// both are one unit, in whose plain text a colon stands in the place of the line break.
void CutUnits(const Text& text, const LanguageRules& language, const std::vector<uint32_t>& marked,
              const std::vector<uint32_t>& hard, Reading* reading, Outline* outline);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_UNITS_H_
