// The main of all GoogleTest programs: a run in which no test ran has failed.
#include <gtest/gtest.h>

#include <cstdio>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const int result = RUN_ALL_TESTS();
  const bool only_listed = testing::GTEST_FLAG(list_tests);
  if (!only_listed && testing::UnitTest::GetInstance()->test_to_run_count() == 0) {
    std::fputs("no test ran\n", stderr);
    return 1;
  }
  return result;
}
