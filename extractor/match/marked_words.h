// MarkedWords: the words of a text before which something stands that may part it.
#ifndef PATHEX_EXTRACTOR_MATCH_MARKED_WORDS_H_
#define PATHEX_EXTRACTOR_MATCH_MARKED_WORDS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/lexicon/words.h"

namespace pathex {

// Blanks between a label and its answer in one line, at least.
inline constexpr uint32_t kColumnGap = 3;

// Those with a line break before them, with a gap as between columns, or with a mark that may end a
// sentence, a label or a bracket; ascending. The first word of all is not among them. Whoever cuts
// a text looks only there: mostly at one word of five.
std::vector<uint32_t> MarkedWords(std::string_view folded, const std::vector<Word>& words);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_MARKED_WORDS_H_
