#include "extractor/review/utf16.h"

#include <algorithm>

namespace pathex {

Utf16Table::Utf16Table(std::string_view text) : text_(text), points_(text) {
  uint32_t index = 0;
  for (const char c : text) {
    if (IsUtf8Trail(c)) continue;
    if (static_cast<unsigned char>(c) >= 0xF0) wide_.push_back(index);
    ++index;
  }
}

uint32_t Utf16Table::Unit(uint32_t index) const {
  index = std::min(index, points_.size());
  const auto before = std::lower_bound(wide_.begin(), wide_.end(), index) - wide_.begin();
  return index + static_cast<uint32_t>(before);
}

uint32_t Utf16Table::Index(uint32_t unit) const {
  // Unit() never falls, so the last index that is not beyond `unit` is found by halving.
  uint32_t low = 0, high = points_.size();
  while (low < high) {
    const uint32_t middle = low + (high - low + 1) / 2;
    if (Unit(middle) <= unit) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

std::string_view Utf16Table::Between(uint32_t begin, uint32_t end) const {
  const uint32_t from = points_.Offset(begin), to = points_.Offset(end);
  return from < to ? text_.substr(from, to - from) : std::string_view();
}

}  // namespace pathex
