// Overlaps: of mentions of one type that cover the same words, the longest stays, then the rule of
// higher priority, then the smaller rule id. Losers stay in the record and name the winner.
#ifndef PATHEX_EXTRACTOR_MATCH_OVERLAP_H_
#define PATHEX_EXTRACTOR_MATCH_OVERLAP_H_

#include <cstdint>
#include <vector>

#include "extractor/match/find.h"

namespace pathex {

// lost_to[i] = index of the winner, or -1. Identical statements of one rule count once.
std::vector<int32_t> ResolveOverlaps(const std::vector<FoundMention>& mentions,
                                     const Lexicon& lexicon);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_OVERLAP_H_
