// ByteScan: which of the next 64 bytes are in a set, as the bits of a number; some twenty
// instructions where the processor has AVX2.
#ifndef PATHEX_EXTRACTOR_BASE_BYTE_SCAN_H_
#define PATHEX_EXTRACTOR_BASE_BYTE_SCAN_H_

#include <cstddef>
#include <cstdint>

#include "extractor/base/byte_set.h"

namespace pathex {

// A set by the halves of its bytes (Langdale, Lemire: "Parsing gigabytes of JSON per second"):
// below[n] has bit h for byte 16 * h + n of the first 128, above[n] for the others.
struct alignas(32) ByteHalves {
  uint8_t below[16] = {}, above[16] = {};

  static ByteHalves Of(const ByteSet& set);
};

class ByteScan {
 public:
  // How many bytes behind the end of a text must be readable (whatever they are) for it to be
  // scanned from any of its bytes.
  static constexpr size_t kPadding = 64;

  // The processor can. Elsewhere Find must not be called.
  static bool available() { return available_; }
  // Bit i: text[i] is in the set. 64 bytes are read.
  static uint64_t Find(const uint8_t* text, const ByteHalves& set);

 private:
  static const bool available_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_BYTE_SCAN_H_
