// ByteSetPool: sets of bytes by number, each stored once for the whole process. Hundreds of
// patterns ask for the same few hundred sets; where each kept its own, a search found them in no
// cache.
//
// Sets are added while patterns are made and never leave. Thread-safe: a number may be looked up by
// whoever was given it.
#ifndef PATHEX_EXTRACTOR_BASE_BYTE_SET_POOL_H_
#define PATHEX_EXTRACTOR_BASE_BYTE_SET_POOL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "extractor/base/byte_scan.h"
#include "extractor/base/byte_set.h"

namespace pathex {

class ByteSetPool {
 public:
  static constexpr size_t kMost = 0x10000;

  // The number of a set; nothing when there are too many.
  static std::optional<uint16_t> Number(const ByteSet& set);
  static const ByteSet& At(uint16_t number) { return sets_[number]; }
  static const ByteHalves& HalvesOf(uint16_t number) { return halves_[number]; }

 private:
  static std::optional<uint16_t> NumberInAll(const ByteSet& set);

  static std::array<ByteSet, kMost> sets_;
  static std::array<ByteHalves, kMost> halves_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_BYTE_SET_POOL_H_
