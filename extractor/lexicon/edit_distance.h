// How far words are apart: optimal string alignment (insertion, deletion, substitution, neighbours
// swapped).
#ifndef PATHEX_EXTRACTOR_LEXICON_EDIT_DISTANCE_H_
#define PATHEX_EXTRACTOR_LEXICON_EDIT_DISTANCE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pathex {

inline constexpr size_t kLongestEdited = 64;

// The distances from one word (at most kLongestEdited letters) to others: a column of the table of
// distances is the bits of a few numbers (Hyyrö 2003), so a letter of the other word costs a dozen
// operations. Immutable, thread-safe.
class WordDistance {
 public:
  explicit WordDistance(std::string_view word);
  // The distance to `other`, any length; given up beyond `limit`: then limit + 1.
  size_t To(std::string_view other, size_t limit) const;

 private:
  std::array<uint64_t, 256> places_ = {};  // by byte: the bits of its places in the word
  size_t size_ = 0;
};

// The letters of a word, a bit each (case does not count): one edit changes at most two bits.
uint32_t LetterSet(std::string_view word);

// Whether two sets of letters differ in at most `bits` bits.
inline bool NearLetters(uint32_t a, uint32_t b, size_t bits) {
  uint32_t rest = a ^ b;
  for (; bits > 0; --bits) rest &= rest - 1;
  return rest == 0;
}

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_EDIT_DISTANCE_H_
