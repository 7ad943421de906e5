#include "extractor/text/offset_map.h"

#include <algorithm>

namespace pathex {

void OffsetMap::AddCopy(uint32_t in_begin, uint32_t n) {
  if (n == 0) return;
  if (!segments_.empty()) {
    Segment& last = segments_.back();
    if (last.linear && last.in_begin + last.in_len == in_begin) {
      last.in_len += n;
      out_size_ += n;
      return;
    }
  }
  segments_.push_back({out_size_, in_begin, n, true});
  out_size_ += n;
}

void OffsetMap::AddBlock(uint32_t in_begin, uint32_t in_len, uint32_t out_len) {
  if (out_len == 0) return;
  // One byte for one byte maps like a copy, and a copy may join its neighbours.
  if (in_len == 1 && out_len == 1) return AddCopy(in_begin, 1);
  segments_.push_back({out_size_, in_begin, in_len, false});
  out_size_ += out_len;
}

void OffsetMap::Clear() {
  segments_.clear();
  out_size_ = 0;
}

uint32_t OffsetMap::Begin(uint32_t out) const {
  if (segments_.empty()) return out;
  if (out >= out_size_) return End(out_size_);
  return BeginIn(Find(out), out);
}

uint32_t OffsetMap::End(uint32_t out_end) const {
  if (segments_.empty()) return out_end;
  if (out_end == 0) return Begin(0);
  const uint32_t last = std::min(out_end, out_size_) - 1;
  return EndIn(Find(last), last);
}

bool OffsetMap::identity() const {
  if (segments_.empty()) return true;
  return segments_.size() == 1 && segments_[0].linear && segments_[0].in_begin == 0;
}

const OffsetMap::Segment& OffsetMap::Find(uint32_t out) const {
  const auto after = std::upper_bound(
      segments_.begin(), segments_.end(), out,
      [](uint32_t offset, const Segment& segment) { return offset < segment.out_begin; });
  return after[-1];
}

}  // namespace pathex
