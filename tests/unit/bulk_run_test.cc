// Bulk runs with a sink that breaks where it is told to: what was marked is kept, and a run that
// goes on there writes what an undisturbed one writes.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "extractor/bulk/run.h"
#include "extractor/sinks/durable_file.h"
#include "extractor/sinks/ndjson.h"
#include "extractor/text/format_tables.h"
#include "tests/where.h"

namespace pathex {
namespace {

namespace fs = std::filesystem;

std::string ReadBytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const Extractor& TinyExtractor() {
  static const Result<Extractor>& extractor =
      *new Result<Extractor>(Extractor::Load({SourceDir() + "/tests/golden/cli/data/lexicons",
                                              SourceDir() + "/tests/golden/cli/data/schemas", ""},
                                             RealFiles()));
  return *extractor;
}

// Gives up after so many batches, as a full disk would.
class BreakingSink : public Sink {
 public:
  BreakingSink(std::unique_ptr<Sink> sink, int batches) : sink_(std::move(sink)), left_(batches) {}
  Encoded Encode(RecordBatch&& batch) const override { return sink_->Encode(std::move(batch)); }
  std::optional<Error> Write(Encoded&& batch) override {
    if (left_-- == 0) return Error{"U012", "", "the disk is full"};
    return sink_->Write(std::move(batch));
  }
  std::optional<Error> Commit() override { return sink_->Commit(); }
  SinkPosition Position() const override { return sink_->Position(); }
  std::optional<Error> Close() override { return sink_->Close(); }

 private:
  std::unique_ptr<Sink> sink_;
  int left_;
};

class BulkRun : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "pathex-run-XXXXXX").string();
    here_ = mkdtemp(pattern.data());
    Result<FormatTables> tables = FormatTables::Load(SourceDir() + "/schemas/formats", RealFiles());
    ASSERT_TRUE(tables);
    tables_ = std::move(*tables);
    reading_.tables = &tables_;
    ASSERT_TRUE(TinyExtractor().engine().version.size() > 0);
  }
  void TearDown() override { fs::remove_all(here_); }

  std::string Path(const std::string& name) const { return (here_ / name).string(); }

  std::string Text(int n) const {
    return "Diagnosis: apple tree.\nThe pears are ripe. A worm of " + std::to_string(n % 50 + 1) +
           " mm.\n";
  }

  void Write(const std::string& name, const std::string& text) {
    fs::create_directories((here_ / name).parent_path());
    std::ofstream(here_ / name, std::ios::binary) << text;
  }

  // A tar of `count` reports, the names of which come twice.
  void WriteArchive(const std::string& name, int count) {
    archive* a = archive_write_new();
    archive_write_set_format_ustar(a);
    archive_write_open_filename(a, Path(name).c_str());
    for (int n = 0; n < count; ++n) {
      const std::string text = Text(n);
      archive_entry* entry = archive_entry_new();
      const std::string path = std::to_string(n % 2) + "/r" + std::to_string(n / 2) + ".txt";
      archive_entry_set_pathname(entry, path.c_str());
      archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
      archive_entry_set_filetype(entry, AE_IFREG);
      archive_entry_set_perm(entry, 0644);
      archive_write_header(a, entry);
      archive_write_data(a, text.data(), text.size());
      archive_entry_free(entry);
    }
    archive_write_free(a);
  }

  InputWalk Inputs(std::vector<std::string> names) const {
    return [this, names](const std::function<bool(const std::string&)>& take) {
      for (const std::string& name : names) {
        if (!take(Path(name))) return;
      }
    };
  }

  // Runs all of `walk` into <out>; breaks after so many batches, when not negative.
  BulkResult Run(const std::string& out, const InputWalk& walk, int batches, size_t jobs,
                 uint64_t whole_bytes = 0) {
    const Result<ResumePoint> from = FindResumePoint(Path(out + ".journal"), "run", walk);
    resumed_ = from->mark;
    Result<Journal> journal = Journal::Open(Path(out + ".journal"), "run", from->journal_bytes);
    Result<std::unique_ptr<Sink>> file =
        OpenNdjson(Path(out), Compression::kNone, from->mark.output, Naming::kAtOnce);
    BreakingSink sink(std::move(*file), batches);
    BulkOptions options;
    options.jobs = jobs;
    options.mark_seconds = 0;
    options.feed.reading = &reading_;
    options.feed.whole_bytes = whole_bytes;
    options.feed.batch_documents = 4;
    options.feed.skip_inputs = from->mark.inputs;
    options.feed.skip_documents = from->mark.documents;
    options.resumed = from->mark;
    const BulkResult result =
        RunBulk(TinyExtractor(), RealFiles(), options, {&sink, &*journal, Path(out + ".failed")},
                [&](Feed* feed) { feed->Run(walk); });
    if (!result.error) sink.Close();
    return result;
  }

  fs::path here_;
  FormatTables tables_;
  ReadOptions reading_;
  JournalMark resumed_;
};

TEST_F(BulkRun, GoesOnWhereItBrokeWhateverTheBatchAndTheJobs) {
  std::vector<std::string> names;
  for (int n = 0; n < 30; ++n) {
    names.push_back("r" + std::to_string(100 + n) + ".txt");
    Write(names.back(), Text(n));
  }
  names.push_back("missing.txt");
  const InputWalk walk = Inputs(names);
  const BulkResult whole = Run("whole", walk, -1, 1);
  ASSERT_FALSE(whole.error);
  EXPECT_EQ(whole.tally.records, 31u);
  EXPECT_EQ(whole.tally.failed, 1u);
  for (int batches = 0; batches < 8; ++batches) {
    const std::string out = "out" + std::to_string(batches);
    const BulkResult broken = Run(out, walk, batches, 1 + batches % 3);
    ASSERT_TRUE(broken.error) << batches;
    EXPECT_EQ(broken.error->code, "U012");
    EXPECT_EQ(broken.tally.records, static_cast<uint64_t>(4 * batches));
    const BulkResult rest = Run(out, walk, -1, 2);
    EXPECT_EQ(resumed_.inputs, static_cast<uint64_t>(4 * batches));
    ASSERT_FALSE(rest.error);
    EXPECT_EQ(ReadBytes(here_ / out), ReadBytes(here_ / "whole"));
    EXPECT_EQ(ReadBytes(here_ / (out + ".failed")), ReadBytes(here_ / "whole.failed"));
    EXPECT_EQ(rest.tally.Summary(), whole.tally.Summary());
    EXPECT_EQ(rest.tally.FrequentDiagnostics(), whole.tally.FrequentDiagnostics());
  }
}

TEST_F(BulkRun, GoesOnInTheMiddleOfAnArchiveAndKeepsItsIdsApart) {
  WriteArchive("all.tar", 25);
  Write("z.txt", Text(1));
  const InputWalk walk = Inputs({"all.tar", "z.txt"});
  ASSERT_FALSE(Run("whole", walk, -1, 2).error);
  const std::string whole = ReadBytes(here_ / "whole");
  EXPECT_NE(whole.find("\"id\":\"r3#2\""), std::string::npos);
  for (int batches = 1; batches < 7; ++batches) {
    const std::string out = "out" + std::to_string(batches);
    const BulkResult broken = Run(out, walk, batches, 1);
    ASSERT_TRUE(broken.error) << batches << ": " << broken.tally.Summary();
    ASSERT_FALSE(Run(out, walk, -1, 1).error);
    EXPECT_EQ(resumed_.inputs, 0u);
    EXPECT_EQ(resumed_.documents, static_cast<uint64_t>(4 * batches));
    EXPECT_EQ(ReadBytes(here_ / out), whole) << batches;
  }
}

TEST_F(BulkRun, ALargeArchiveGivesTheRecordsOfASmallOne) {
  WriteArchive("all.tar", 25);
  const InputWalk walk = Inputs({"all.tar"});
  ASSERT_FALSE(Run("members", walk, -1, 2, 0).error);
  ASSERT_FALSE(Run("whole", walk, -1, 2, 1 << 30).error);
  EXPECT_EQ(ReadBytes(here_ / "members"), ReadBytes(here_ / "whole"));
}

TEST_F(BulkRun, ALargeTableGivesTheRecordsOfASmallOneAndGoesOnInItsMiddle) {
  std::string table = "id,text\n";
  for (int n = 0; n < 30; ++n) {
    std::string text = Text(n);
    text.pop_back();
    table += "c" + std::to_string(n) + ",\"" + text + "\"\n";
  }
  Write("all.csv", table);
  const InputWalk walk = Inputs({"all.csv"});
  ASSERT_FALSE(Run("small", walk, -1, 2, 1 << 30).error);
  ASSERT_FALSE(Run("large", walk, -1, 2, 0).error);
  const std::string small = ReadBytes(here_ / "small");
  EXPECT_EQ(std::count(small.begin(), small.end(), '\n'), 30);
  EXPECT_EQ(ReadBytes(here_ / "large"), small);
  for (int batches = 1; batches < 4; ++batches) {
    const std::string out = "out" + std::to_string(batches);
    if (!Run(out, walk, batches, 1, 0).error) continue;
    ASSERT_FALSE(Run(out, walk, -1, 1, 0).error);
    EXPECT_GT(resumed_.documents, 0u);
    EXPECT_EQ(ReadBytes(here_ / out), small) << batches;
  }
}

TEST_F(BulkRun, LinesOfALargeFileAreNamedByTheirPlace) {
  std::string lines;
  for (int n = 0; n < 9; ++n) {
    const std::string id = n % 2 == 0 ? "\"id\":\"c" + std::to_string(n) + "\"," : "";
    lines += "{" + id + "\"text\":\"The pears are ripe. A worm of 3 mm lay below.\"}\n\n";
  }
  Write("all.ndjson", lines + "{\"text\": broken\n");
  const BulkResult result = Run("out", Inputs({"all.ndjson"}), -1, 2, 0);
  ASSERT_FALSE(result.error);
  EXPECT_EQ(result.tally.records, 10u);
  EXPECT_EQ(result.tally.failed, 1u);
  const std::string out = ReadBytes(here_ / "out");
  for (const char* part : {"\"id\":\"c2\"", "all.ndjson!line[5]\"", "\"id\":\"all#7\""}) {
    EXPECT_NE(out.find(part), std::string::npos) << part;
  }
  EXPECT_NE(ReadBytes(here_ / "out.failed").find("all.ndjson!line[19]\""), std::string::npos);
}

TEST_F(BulkRun, WhatChangedIsRunAgainAndWhatComesAfterIt) {
  for (int n = 0; n < 12; ++n) Write("r" + std::to_string(10 + n) + ".txt", Text(n));
  std::vector<std::string> names;
  for (int n = 0; n < 12; ++n) names.push_back("r" + std::to_string(10 + n) + ".txt");
  const InputWalk walk = Inputs(names);
  ASSERT_TRUE(Run("out", walk, 2, 1).error);
  Write("r15.txt", "Diagnosis: pear tree.\n");
  ASSERT_FALSE(Run("out", walk, -1, 1).error);
  EXPECT_EQ(resumed_.inputs, 4u);  // the mark before it
  ASSERT_FALSE(Run("whole", walk, -1, 1).error);
  EXPECT_EQ(ReadBytes(here_ / "out"), ReadBytes(here_ / "whole"));
}

TEST_F(BulkRun, AnotherTimeWithTheSameContentIsDone) {
  for (int n = 0; n < 12; ++n) Write("r" + std::to_string(10 + n) + ".txt", Text(n));
  std::vector<std::string> names;
  for (int n = 0; n < 12; ++n) names.push_back("r" + std::to_string(10 + n) + ".txt");
  ASSERT_TRUE(Run("out", Inputs(names), 2, 1).error);
  fs::last_write_time(here_ / "r11.txt", fs::file_time_type::clock::now() - std::chrono::hours(9));
  ASSERT_FALSE(Run("out", Inputs(names), -1, 1).error);
  EXPECT_EQ(resumed_.inputs, 8u);
}

TEST_F(BulkRun, ATornJournalCountsUpToItsLastWholeLine) {
  for (int n = 0; n < 12; ++n) Write("r" + std::to_string(10 + n) + ".txt", Text(n));
  std::vector<std::string> names;
  for (int n = 0; n < 12; ++n) names.push_back("r" + std::to_string(10 + n) + ".txt");
  const InputWalk walk = Inputs(names);
  ASSERT_FALSE(Run("whole", walk, -1, 1).error);
  const std::string journal = ReadBytes(here_ / "whole.journal");
  for (size_t cut = 0; cut < journal.size(); cut += 37) {
    Write("out", ReadBytes(here_ / "whole"));
    Write("out.journal", journal.substr(0, cut) + (cut % 2 == 0 ? std::string(5, '\0') : ""));
    Write("out.failed", "");
    ASSERT_FALSE(Run("out", walk, -1, 1).error) << cut;
    EXPECT_EQ(ReadBytes(here_ / "out"), ReadBytes(here_ / "whole")) << cut;
  }
}

TEST_F(BulkRun, AJournalOfOtherSettingsIsRefused) {
  Write("out.journal", "{\"pathex_journal\":1,\"run\":\"other\"}\n");
  const Result<ResumePoint> from = FindResumePoint(Path("out.journal"), "run", Inputs({"a.txt"}));
  ASSERT_FALSE(from);
  EXPECT_EQ(from.error().code, "U014");
}

TEST_F(BulkRun, OnlyOneRunHasAJournal) {
  Result<Journal> first = Journal::Open(Path("out.journal"), "run", 0);
  ASSERT_TRUE(first);
  const Result<Journal> second = Journal::Open(Path("out.journal"), "run", 0);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "U015");
}

}  // namespace
}  // namespace pathex
