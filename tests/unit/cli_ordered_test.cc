#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "extractor/cli/ordered.h"

namespace pathex {
namespace {

std::string RunWith(size_t n, size_t jobs) {
  std::string out;
  RunOrdered<std::string>(
      n, jobs,
      [](size_t i) {
        // Early ones take longer, so that later ones finish first.
        volatile size_t work = 0;
        for (size_t k = 0; k < (i % 7 == 0 ? 20000u : 10u); ++k) work = work + k;
        return std::to_string(i) + " ";
      },
      [&](size_t, std::string result) { out += result; });
  return out;
}

TEST(Ordered, AnyNumberOfThreadsGivesTheSameOrder) {
  const std::string alone = RunWith(500, 1);
  EXPECT_EQ(alone.substr(0, 8), "0 1 2 3 ");
  for (size_t jobs : {2, 3, 8, 64}) EXPECT_EQ(RunWith(500, jobs), alone) << jobs;
}

TEST(Ordered, NothingToDo) {
  EXPECT_EQ(RunWith(0, 8), "");
  EXPECT_EQ(RunWith(1, 8), "0 ");
}

TEST(Ordered, WaitingResultsAreBounded) {
  std::atomic<size_t> made = 0;
  size_t taken = 0, most = 0;
  RunOrdered<int>(
      2000, 2,
      [&](size_t) {
        ++made;
        return 0;
      },
      [&](size_t, int) { most = std::max(most, made - taken++); });
  EXPECT_LE(most, 2 * 16u + 2);
}

}  // namespace
}  // namespace pathex
