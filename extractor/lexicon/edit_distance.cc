#include "extractor/lexicon/edit_distance.h"

#include <algorithm>

namespace pathex {

WordDistance::WordDistance(std::string_view word) : size_(word.size()) {
  for (size_t i = 0; i < word.size(); ++i) {
    places_[static_cast<uint8_t>(word[i])] |= uint64_t{1} << i;
  }
}

size_t WordDistance::To(std::string_view other, size_t limit) const {
  const size_t apart = size_ > other.size() ? size_ - other.size() : other.size() - size_;
  if (apart > limit) return limit + 1;
  if (size_ == 0) return other.size();
  // Of each row of the column: is it one more (up) or one less (down) than the row above it; is the
  // diagonal step to it free. `distance` is the last row.
  uint64_t up = ~uint64_t{0}, down = 0, free = 0, before = 0;
  const uint64_t last = uint64_t{1} << (size_ - 1);
  size_t distance = size_;
  for (size_t j = 0; j < other.size(); ++j) {
    const uint64_t same = places_[static_cast<uint8_t>(other[j])];
    const uint64_t swapped = ((~free & same) << 1) & before;
    free = (((same & up) + up) ^ up) | same | down | swapped;
    uint64_t right = down | ~(free | up);
    uint64_t left = free & up;
    distance += (right & last) != 0;
    distance -= (left & last) != 0;
    // Each letter that is left takes away one at most.
    if (distance > limit + (other.size() - 1 - j)) return limit + 1;
    right = (right << 1) | 1;
    left <<= 1;
    up = left | ~(free | right);
    down = right & free;
    before = same;
  }
  return std::min(distance, limit + 1);
}

uint32_t LetterSet(std::string_view word) {
  uint32_t set = 0;
  for (char c : word) set |= uint32_t{1} << (((c | 0x20) - 'a') & 31);
  return set;
}

}  // namespace pathex
