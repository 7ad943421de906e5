// Answers: between a label and its answer in the next line or column a colon is understood.
#ifndef PATHEX_EXTRACTOR_MATCH_ANSWERS_H_
#define PATHEX_EXTRACTOR_MATCH_ANSWERS_H_

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/reading.h"

namespace pathex {

// Adds to the hits of every topic that has a form ":" one of no words in front of each of
// reading->answers. Hits stay ascending; the empty one comes before one that begins there.
void AddUnderstoodColons(const Lexicon& lexicon, Reading* reading);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_ANSWERS_H_
