// How far two words are apart.
#ifndef PATHEX_EXTRACTOR_LEXICON_EDIT_DISTANCE_H_
#define PATHEX_EXTRACTOR_LEXICON_EDIT_DISTANCE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pathex {

inline constexpr size_t kLongestEdited = 64;

// Optimal string alignment distance (insertion, deletion, substitution, neighbours swapped), given
// up beyond `limit`. Both at most kLongestEdited letters.
size_t EditDistance(std::string_view a, std::string_view b, size_t limit);

// The letters of a word, a bit each (case does not count): one edit changes at most two bits.
uint32_t LetterSet(std::string_view word);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_EDIT_DISTANCE_H_
