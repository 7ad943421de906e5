#include "extractor/base/byte_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace pathex {

ByteHalves ByteHalves::Of(const ByteSet& set) {
  ByteHalves halves;
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (!set.Has(static_cast<uint8_t>(byte))) continue;
    uint8_t* half = byte < 0x80 ? halves.below : halves.above;
    half[byte & 15] = static_cast<uint8_t>(half[byte & 15] | 1u << (byte >> 4 & 7));
  }
  return halves;
}

#if defined(__x86_64__)

const bool ByteScan::available_ = __builtin_cpu_supports("avx2") != 0;

namespace {

[[gnu::target("avx2")]] inline uint32_t Find32(const uint8_t* text, __m256i below, __m256i above) {
  const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
  const __m256i low = _mm256_and_si256(bytes, _mm256_set1_epi8(0x0F));
  const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x07));
  const __m256i bit =
      _mm256_shuffle_epi8(_mm256_set1_epi64x(static_cast<int64_t>(0x8040201008040201)), high);
  // A byte's own top bit says which half it belongs to.
  const __m256i row =
      _mm256_blendv_epi8(_mm256_shuffle_epi8(below, low), _mm256_shuffle_epi8(above, low), bytes);
  const __m256i in = _mm256_cmpeq_epi8(_mm256_and_si256(row, bit), bit);
  return static_cast<uint32_t>(_mm256_movemask_epi8(in));
}

}  // namespace

[[gnu::target("avx2")]] uint64_t ByteScan::Find(const uint8_t* text, const ByteHalves& set) {
  const __m256i below =
      _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(set.below)));
  const __m256i above =
      _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(set.above)));
  return Find32(text, below, above) | static_cast<uint64_t>(Find32(text + 32, below, above)) << 32;
}

#else

const bool ByteScan::available_ = false;

uint64_t ByteScan::Find(const uint8_t*, const ByteHalves&) { return 0; }

#endif

}  // namespace pathex
