// Columns: labels in one column and their values in another, on a page that was read column by
// column ("Tumor size:⏎Perineural invasion:⏎Margins:⏎8 cm⏎Present⏎Negative").
#ifndef PATHEX_EXTRACTOR_MATCH_COLUMNS_H_
#define PATHEX_EXTRACTOR_MATCH_COLUMNS_H_

#include <string_view>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/reading.h"

namespace pathex {

// Puts in front of the values of such a column the words of their labels, as words of no length
// with the repair "column", and records both in reading->labels and reading->columns. Needs words
// and plain text; returns whether words were added, so that the plain text must be written again.
//
// Values are told by their kind alone (a length, an answer of LanguageRules::answers, a number), so
// a pair is made only where every other order of labels and values fits clearly worse, and none in
// a column whose kinds do not fit at all.
bool PairColumns(std::string_view folded, const Lexicon& lexicon, Reading* reading);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_COLUMNS_H_
