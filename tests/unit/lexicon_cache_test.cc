// Lexicons from the cache read reports as those that were just compiled; what is not to be trusted
// is passed over.
#include "extractor/lexicon/lexicon_cache.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "extractor/lexicon/load.h"
#include "extractor/pipeline.h"
#include "extractor/record/write.h"
#include "extractor/text/read.h"
#include "tests/where.h"

namespace pathex {
namespace {

namespace fs = std::filesystem;

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void WriteAll(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class LexiconCacheTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "pathex-cache-XXXXXX").string();
    here_ = mkdtemp(pattern.data());
    cache_ = here_ / "made" / "pathex";
  }
  void TearDown() override { fs::remove_all(here_); }

  // The files of the cache.
  std::vector<fs::path> Entries() const {
    std::vector<fs::path> out;
    if (!fs::exists(cache_)) return out;
    for (const auto& entry : fs::directory_iterator(cache_)) out.push_back(entry.path());
    return out;
  }

  Result<LexiconSet> Load() const { return LoadLexicons(tiny_, RealFiles(), cache_); }
  // Whether the lexicons of the last Load are in the cache and can be used.
  bool IsKept() const {
    return LexiconCache(cache_).Read(ReadLexiconBytes(tiny_, RealFiles()).sha256).has_value();
  }

  const std::string tiny_ = SourceDir() + "/tests/golden/cli/data/lexicons";
  fs::path here_, cache_;
};

// Every sample, whatever its language and format.
std::string RecordsOfSamples(const Extractor& extractor, int* count) {
  std::string out;
  for (const char* folder : {"en", "fr", "nl"}) {
    std::vector<std::string> reports;
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(SourceDir()) / "samples" / folder)) {
      if (entry.path().stem() == "report") reports.push_back(entry.path().string());
    }
    std::sort(reports.begin(), reports.end());
    for (const std::string& report : reports) {
      const Result<std::vector<Source>> sources = ReadSources(report, RealFiles(), {});
      if (!sources) continue;
      for (const Source& source : *sources) {
        const Record record = extractor.Extract(source);
        WriteRecord(record, extractor.engine(), &out);
        out += '\n';
        ++*count;
      }
    }
  }
  return out;
}

TEST_F(LexiconCacheTest, ReportsAreReadAsWithoutIt) {
  const std::string lexicons = SourceDir() + "/lexicons", schemas = SourceDir() + "/schemas";
  const Result<Extractor> compiled = Extractor::Load({lexicons, schemas, ""}, RealFiles());
  ASSERT_TRUE(compiled);
  ASSERT_TRUE(Extractor::Load({lexicons, schemas, "", cache_}, RealFiles()));
  ASSERT_EQ(Entries().size(), 2u);  // lexicons and reliability
  const Result<Extractor> cached = Extractor::Load({lexicons, schemas, "", cache_}, RealFiles());
  ASSERT_TRUE(cached);
  int count = 0, count_cached = 0;
  const std::string expected = RecordsOfSamples(*compiled, &count);
  EXPECT_TRUE(RecordsOfSamples(*cached, &count_cached) == expected);
  EXPECT_GT(count, 50);
  EXPECT_EQ(count_cached, count);
}

TEST_F(LexiconCacheTest, NamesOfLanguagesAreKnownBeforeTheyAreUnpacked) {
  const std::string lexicons = SourceDir() + "/lexicons";
  const Result<LexiconSet> compiled = LoadLexicons(lexicons, RealFiles(), cache_);
  ASSERT_TRUE(compiled);
  const std::optional<LexiconSet> cached = LexiconCache(cache_).Read(compiled->sha256);
  ASSERT_TRUE(cached);
  ASSERT_EQ(cached->languages.size(), compiled->languages.size());
  for (size_t i = 0; i < cached->languages.size(); ++i) {
    EXPECT_EQ(cached->languages[i].language(), compiled->languages[i]->language);
    EXPECT_EQ(cached->languages[i].has_own_rules(), compiled->languages[i]->has_own_rules);
    EXPECT_EQ(cached->languages[i]->rules.size(), compiled->languages[i]->rules.size());
    EXPECT_EQ(cached->languages[i]->terms.size(), compiled->languages[i]->terms.size());
  }
}

TEST_F(LexiconCacheTest, IsForThisUserAlone) {
  ASSERT_TRUE(Load());
  ASSERT_EQ(Entries().size(), 1u);
  EXPECT_EQ(fs::status(cache_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(Entries()[0]).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_TRUE(IsKept());
  // Somebody else may have written it.
  ASSERT_EQ(chmod(Entries()[0].c_str(), 0666), 0);
  EXPECT_FALSE(IsKept());
  ASSERT_TRUE(Load());
  EXPECT_TRUE(IsKept());
}

TEST_F(LexiconCacheTest, OtherFilesOrAnotherBuildFindNothing) {
  const Result<LexiconSet> set = Load();
  ASSERT_TRUE(set);
  std::string other = set->sha256;
  other[0] = other[0] == '0' ? '1' : '0';
  EXPECT_FALSE(LexiconCache(cache_).Read(other));
  // The entry of other lexicons under the name of these.
  const fs::path entry = Entries()[0];
  const fs::path lexicons = here_ / "lexicons";
  fs::copy(tiny_, lexicons, fs::copy_options::recursive);
  std::ofstream(fs::directory_iterator(lexicons / "en")->path(), std::ios::app) << "\n";
  ASSERT_TRUE(LoadLexicons(lexicons, RealFiles(), cache_));
  ASSERT_EQ(Entries().size(), 2u);
  for (const fs::path& path : Entries()) {
    if (path != entry) fs::rename(path, entry);
  }
  EXPECT_FALSE(IsKept());
}

TEST_F(LexiconCacheTest, WhatIsDamagedIsPassedOverAndWrittenAnew) {
  ASSERT_TRUE(Load());
  const fs::path entry = Entries()[0];
  const std::string whole = ReadAll(entry);
  ASSERT_GT(whole.size(), 1000u);
  std::vector<std::string> damaged = {"", "x", whole.substr(0, 64),
                                      whole.substr(0, whole.size() / 2), whole + "x"};
  for (size_t at = 0; at < whole.size(); at += whole.size() / 50) {
    damaged.push_back(whole);
    damaged.back()[at] ^= 0x10;
  }
  for (const std::string& bytes : damaged) {
    WriteAll(entry, bytes);
    EXPECT_FALSE(IsKept()) << bytes.size();
    const Result<LexiconSet> set = Load();
    ASSERT_TRUE(set);
    EXPECT_FALSE(set->languages[0]->rules.empty());
    EXPECT_TRUE(IsKept());
    EXPECT_EQ(ReadAll(entry).size(), whole.size());
  }
}

TEST_F(LexiconCacheTest, LexiconsWithFaultsAreNotKept) {
  const fs::path lexicons = here_ / "lexicons";
  fs::copy(tiny_, lexicons, fs::copy_options::recursive);
  ASSERT_TRUE(LoadLexicons(lexicons, RealFiles(), cache_));
  ASSERT_EQ(Entries().size(), 1u);
  // In a language that no report asks for, too.
  fs::create_directories(lexicons / "xx");
  WriteAll(lexicons / "xx" / "broken.jsonc",
           "{\"language\": \"xx\", \"topic\": \"a\", \"about\": \"b\",\n \"rulez\": []}");
  for (int round = 0; round < 2; ++round) {
    const Result<LexiconSet> set = LoadLexicons(lexicons, RealFiles(), cache_);
    ASSERT_FALSE(set);
    EXPECT_NE(set.error().message.find("rulez"), std::string::npos);
    EXPECT_EQ(Entries().size(), 1u);
  }
}

TEST_F(LexiconCacheTest, KeepsTheNewestEntries) {
  const fs::path lexicons = here_ / "lexicons";
  fs::copy(tiny_, lexicons, fs::copy_options::recursive);
  std::string last;
  for (size_t i = 0; i < CacheFolder::kMostEntries + 3; ++i) {
    std::ofstream(fs::directory_iterator(lexicons / "en")->path(), std::ios::app) << "\n";
    const Result<LexiconSet> set = LoadLexicons(lexicons, RealFiles(), cache_);
    ASSERT_TRUE(set);
    last = set->sha256;
    if (i == 0) WriteAll(cache_ / "notes.txt", "not of the cache");
  }
  EXPECT_EQ(Entries().size(), CacheFolder::kMostEntries + 1);
  EXPECT_TRUE(fs::exists(cache_ / "notes.txt"));
  EXPECT_TRUE(LexiconCache(cache_).Read(last));
}

TEST_F(LexiconCacheTest, WhereNothingCanBeWrittenNothingIsKept) {
  WriteAll(here_ / "made", "a file where a folder should be");
  ASSERT_TRUE(Load());
  EXPECT_FALSE(IsKept());
  EXPECT_TRUE(LoadLexicons(tiny_, RealFiles(), "/proc/pathex"));
  EXPECT_TRUE(LoadLexicons(tiny_, RealFiles(), ""));
}

// Threads that ask for a language for the first time at once get the same one.
TEST_F(LexiconCacheTest, BulkThreadsUnpackALanguageOnce) {
  ASSERT_TRUE(Load());
  const Result<LexiconSet> set = Load();
  ASSERT_TRUE(set);
  std::vector<const Lexicon*> seen(8);
  std::vector<std::thread> threads;
  std::atomic<size_t> waiting = 0;
  for (const Lexicon*& lexicon : seen) {
    threads.emplace_back([&] {
      for (++waiting; waiting < seen.size();) std::this_thread::yield();
      lexicon = &set->Find("en");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Lexicon* lexicon : seen) EXPECT_EQ(lexicon, seen[0]);
  EXPECT_EQ(seen[0]->language, "en");
}

}  // namespace
}  // namespace pathex
