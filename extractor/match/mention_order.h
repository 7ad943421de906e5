// The order of mentions: by position, the longer first, then by rule.
#ifndef PATHEX_EXTRACTOR_MATCH_MENTION_ORDER_H_
#define PATHEX_EXTRACTOR_MATCH_MENTION_ORDER_H_

#include <span>

#include "extractor/match/find.h"

namespace pathex {

// Stable. Sorts small keys and moves each mention, which is large, once.
void SortByPosition(std::span<FoundMention> mentions);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_MENTION_ORDER_H_
