// OffsetIndex: the look-ups of an OffsetMap in a few steps each, in any order.
#ifndef PATHEX_EXTRACTOR_TEXT_OFFSET_INDEX_H_
#define PATHEX_EXTRACTOR_TEXT_OFFSET_INDEX_H_

#include <cstdint>
#include <vector>

#include "extractor/text/offset_map.h"

namespace pathex {

// Built in one pass over the map's segments, which pays for many look-ups. The map must outlive it
// and not change. Thread-safe after building.
class OffsetIndex {
 public:
  explicit OffsetIndex(const OffsetMap& map);

  // As the map's own.
  uint32_t Begin(uint32_t out) const {
    if (map_.segments_.empty()) return out;
    if (out >= map_.out_size_) return End(map_.out_size_);
    return OffsetMap::BeginIn(Find(out), out);
  }
  uint32_t End(uint32_t out_end) const {
    if (map_.segments_.empty()) return out_end;
    if (out_end == 0) return Begin(0);
    const uint32_t last = (out_end < map_.out_size_ ? out_end : map_.out_size_) - 1;
    return OffsetMap::EndIn(Find(last), last);
  }

 private:
  const OffsetMap::Segment& Find(uint32_t out) const {
    const OffsetMap::Segment* segment = &map_.segments_[first_[out >> shift_]];
    const OffsetMap::Segment* const last = &map_.segments_.back();
    while (segment != last && segment[1].out_begin <= out) ++segment;
    return *segment;
  }

  const OffsetMap& map_;
  int shift_ = 0;
  std::vector<uint32_t> first_;  // [i] = the segment that holds byte i << shift_
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_OFFSET_INDEX_H_
