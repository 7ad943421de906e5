// Heads: a list may write the beginning of a name once ("cytokeratins 7, 8 and 19").
#ifndef PATHEX_EXTRACTOR_MATCH_HEADS_H_
#define PATHEX_EXTRACTOR_MATCH_HEADS_H_

#include <cstdint>

#include "extractor/match/reading.h"

namespace pathex {

// Adds to the hits of `topic`, whose panel must have a letter `share_head`, the bare numbers that
// continue a list of keys: behind a key that ends in a number and one or two separators, where the
// key's other words and the number are a key as well, and where a name can end. Hits stay ascending
// and do not overlap.
void ShareHeads(const Text& text, const Lexicon& lexicon, uint16_t topic, Reading* reading);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_HEADS_H_
