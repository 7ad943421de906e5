#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/sha256.h"

namespace pathex {
namespace {

using Names = std::vector<std::string>;

class BaseFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("pathex_files_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
               "_" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_ / "sub");
    std::ofstream(folder_ / "b.txt", std::ios::binary) << std::string("x\0y\r\n", 5);
    std::ofstream(folder_ / "a.txt");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

TEST_F(BaseFiles, ReadsWholeFilesFromDisk) {
  const Result<std::string> bytes = RealFiles().Read((folder_ / "b.txt").string());
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, std::string("x\0y\r\n", 5));
  EXPECT_EQ(*RealFiles().Read((folder_ / "a.txt").string()), "");
}

TEST_F(BaseFiles, SaysWhyAFileCannotBeRead) {
  const Result<std::string> none = RealFiles().Read((folder_ / "none").string());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "S001");
  EXPECT_EQ(none.error().where, (folder_ / "none").string());
  EXPECT_EQ(none.error().message, "cannot be read: No such file or directory");
  EXPECT_EQ(RealFiles().Read(folder_.string()).error().message, "cannot be read: is a folder");
}

TEST_F(BaseFiles, TheLimitIsTheLastSizeAllowed) {
  EXPECT_TRUE(RealFiles().Read((folder_ / "b.txt").string(), 5));
  EXPECT_EQ(RealFiles().Read((folder_ / "b.txt").string(), 4).error().code, "S002");
}

TEST_F(BaseFiles, ListsNamesInOrder) {
  const Result<Names> names = RealFiles().List(folder_.string());
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, (Names{"a.txt", "b.txt", "sub"}));
  EXPECT_EQ(RealFiles().List((folder_ / "b.txt").string()).error().code, "S001");
  EXPECT_TRUE(RealFiles().IsFolder((folder_ / "sub").string()));
  EXPECT_FALSE(RealFiles().IsFolder((folder_ / "a.txt").string()));
}

TEST(BaseMemoryFiles, BehaveLikeAFileSystem) {
  const MemoryFiles files({{"d/b", "2"}, {"d/a", "1"}, {"d/s/x", "3"}, {"d.txt", "4"}});
  EXPECT_EQ(*files.Read("d/a"), "1");
  EXPECT_EQ(files.Read("d/none").error().code, "S001");
  EXPECT_EQ(files.Read("d").error().message, "cannot be read: is a folder");
  EXPECT_EQ(files.Read("d/a", 0).error().code, "S002");
  EXPECT_EQ(*files.List("d"), (Names{"a", "b", "s"}));
  EXPECT_EQ(*files.List("d/"), (Names{"a", "b", "s"}));
  EXPECT_EQ(files.List("none").error().code, "S001");
  EXPECT_TRUE(files.IsFolder("d"));
  EXPECT_TRUE(files.IsFolder("d/s"));
  EXPECT_FALSE(files.IsFolder("d/a"));
  EXPECT_FALSE(files.IsFolder("d.t"));
}

TEST(BaseSha256, MatchesThePublishedVectors) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace pathex
