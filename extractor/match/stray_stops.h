// Full stops that end nothing, and blanks before stops and commas.
#ifndef PATHEX_EXTRACTOR_MATCH_STRAY_STOPS_H_
#define PATHEX_EXTRACTOR_MATCH_STRAY_STOPS_H_

#include <string_view>
#include <vector>

#include "extractor/lexicon/lexicon.h"

namespace pathex {

// Drops a full stop before a small linking word ("extending. to the margin", "4 mm. from"), which a
// lost line end leaves behind; not that of an abbreviation, unless it is a unit.
void DropStrayStops(std::string_view folded, const LanguageRules& language,
                    std::vector<Word>* words);

// "thigh , 5 cm .": the blank between a word and a comma or stop is dirt, and no blank from here
// on.
void DropBlanksBeforeMarks(std::string_view folded, std::vector<Word>* words);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_STRAY_STOPS_H_
