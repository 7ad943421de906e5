// Full stops that end nothing.
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

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_STRAY_STOPS_H_
