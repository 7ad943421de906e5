#include "extractor/text/offset_index.h"

#include <algorithm>

namespace pathex {
namespace {

constexpr int kBlockShift = 6;  // 64 bytes: about two segments where each line is one
constexpr int kWholeShift = 31;

}  // namespace

OffsetIndex::OffsetIndex(const OffsetMap& map) : map_(map) {
  if (map.segments_.empty()) return;
  shift_ = map.segments_.size() == 1 ? kWholeShift : kBlockShift;
  first_.resize((map.out_size_ >> shift_) + 1);
  for (uint32_t s = 1, begin = 0; s < map.segments_.size(); ++s) {
    const uint32_t before = map.segments_[s].out_begin - 1;  // the last byte of the segment before
    const uint32_t end = (before >> shift_) + 1;
    // All blocks that begin in the segment before; what is behind them comes later.
    std::fill(first_.begin() + begin, first_.begin() + end, s - 1);
    begin = end;
    if (s + 1 == map.segments_.size()) std::fill(first_.begin() + begin, first_.end(), s);
  }
}

}  // namespace pathex
