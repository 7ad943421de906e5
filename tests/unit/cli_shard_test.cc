#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "extractor/cli/progress.h"
#include "extractor/cli/shard.h"

namespace pathex {
namespace {

namespace fs = std::filesystem;

TEST(Shard, PartsFollowEachOtherAndAreAboutEqual) {
  std::string pattern = (fs::temp_directory_path() / "pathex-shard-XXXXXX").string();
  const fs::path here = mkdtemp(pattern.data());
  std::vector<std::string> paths;
  uint64_t total = 0;
  for (int n = 0; n < 200; ++n) {
    paths.push_back((here / std::to_string(1000 + n)).string());
    std::ofstream(paths.back()) << std::string(static_cast<size_t>(n * 37 % 101), 'x');
    total += fs::file_size(paths.back()) + 1;
  }
  const InputWalk walk = [&](const std::function<bool(const std::string&)>& take) {
    for (const std::string& path : paths) {
      if (!take(path)) return;
    }
  };
  for (const uint64_t parts : {1, 2, 3, 7, 199, 200, 500}) {
    std::vector<std::string> joined;
    for (uint64_t number = 1; number <= parts; ++number) {
      uint64_t bytes = 0;
      OnlyShard(walk, {number, parts})([&](const std::string& path) {
        joined.push_back(path);
        bytes += fs::file_size(path) + 1;
        return true;
      });
      EXPECT_LE(bytes, total / parts + 101) << number << "/" << parts;
    }
    EXPECT_EQ(joined, paths) << parts;
  }
  fs::remove_all(here);
}

TEST(Shard, WhatIsNoPartOfAWhole) {
  EXPECT_TRUE(ParseShard("1/1"));
  EXPECT_EQ(ParseShard("12/40")->number, 12u);
  for (const char* wrong : {"", "2", "0/2", "3/2", "1/0", "a/b", "1/2x", "-1/2"}) {
    EXPECT_FALSE(ParseShard(wrong)) << wrong;
  }
}

TEST(Progress, SaysWhatIsKnown) {
  Census census;
  Tally tally;
  tally.records = 4200;
  tally.bytes = 16'100'000;
  EXPECT_EQ(ProgressLine(tally, 0, 2, census), "4200 documents  16.1 MB  2100/s");
  tally.failed = 3;
  census.bytes = 200;
  census.consumed = 50;
  census.complete = true;
  EXPECT_EQ(ProgressLine(tally, 0, 60, census),
            "[#####---------------]  25 %  4200 documents  16.1 MB  70/s  3 failed  3 min left");
  EXPECT_EQ(ProgressLine(tally, 4000, 2, census),
            "[#####---------------]  25 %  4200 documents  16.1 MB  100/s  3 failed");
}

}  // namespace
}  // namespace pathex
