#include "extractor/base/checksum.h"

#include <array>
#include <bit>
#include <cstddef>

#include "extractor/base/byte_words.h"

namespace pathex {
namespace {

constexpr uint64_t kFirst = 0x9E3779B185EBCA87ull, kSecond = 0xC2B2AE3D27D4EB4Full;
constexpr size_t kLanes = 4;  // side by side: a multiplication need not wait for the one before
constexpr size_t kStep = 8 * kLanes;

uint64_t Mixed(uint64_t sum, uint64_t word) { return std::rotl(sum + word * kSecond, 31) * kFirst; }

}  // namespace

// Every step can be undone, so that two texts that differ in one word have different sums.
uint64_t Checksum(std::string_view bytes) {
  std::array<uint64_t, kLanes> lanes = {kFirst, kSecond, 0, ~kFirst};
  size_t at = 0;
  for (; at + kStep <= bytes.size(); at += kStep) {
    for (size_t lane = 0; lane < kLanes; ++lane) {
      lanes[lane] = Mixed(lanes[lane], LoadWord(bytes.data() + at + 8 * lane));
    }
  }
  uint64_t sum = bytes.size();
  for (const uint64_t lane : lanes) sum = Mixed(sum, lane);
  for (; at + 8 <= bytes.size(); at += 8) sum = Mixed(sum, LoadWord(bytes.data() + at));
  if (at < bytes.size()) sum = Mixed(sum, LoadShortWord(bytes.data() + at, bytes.size() - at));
  sum = (sum ^ sum >> 29) * kFirst;
  return sum ^ sum >> 32;
}

}  // namespace pathex
