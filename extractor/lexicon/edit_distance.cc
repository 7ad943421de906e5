#include "extractor/lexicon/edit_distance.h"

#include <algorithm>

namespace pathex {

size_t EditDistance(std::string_view a, std::string_view b, size_t limit) {
  const size_t n = a.size(), m = b.size();
  uint8_t rows[3][kLongestEdited + 1];
  for (size_t j = 0; j <= m; ++j) rows[0][j] = static_cast<uint8_t>(j);
  for (size_t i = 1; i <= n; ++i) {
    uint8_t* row = rows[i % 3];
    const uint8_t* last = rows[(i - 1) % 3];
    const uint8_t* before = rows[(i + 1) % 3];
    row[0] = static_cast<uint8_t>(i);
    uint8_t least = row[0];
    for (size_t j = 1; j <= m; ++j) {
      int best = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, before[j - 2] + 1);
      row[j] = static_cast<uint8_t>(best);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return rows[n % 3][m];
}

uint32_t LetterSet(std::string_view word) {
  uint32_t set = 0;
  for (char c : word) set |= uint32_t{1} << (((c | 0x20) - 'a') & 31);
  return set;
}

}  // namespace pathex
