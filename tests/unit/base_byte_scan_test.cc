// ByteScan: the same bytes as one by one, whatever the set.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "extractor/base/byte_scan.h"

namespace pathex {
namespace {

TEST(ByteScan, FindsTheBytesOfASet) {
  if (!ByteScan::available()) GTEST_SKIP() << "no AVX2 here";
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    ByteSet set;
    const int size = static_cast<int>(random() % 300);
    for (int i = 0; i < size; ++i) set.Add(static_cast<uint8_t>(random()));
    uint8_t text[64];
    uint64_t expected = 0;
    for (int i = 0; i < 64; ++i) {
      text[i] = static_cast<uint8_t>(random());
      expected |= uint64_t{set.Has(text[i])} << i;
    }
    ASSERT_EQ(ByteScan::Find(text, ByteHalves::Of(set)), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace pathex
