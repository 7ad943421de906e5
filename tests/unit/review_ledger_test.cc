#include <gtest/gtest.h>

#include "extractor/review/ledger.h"
#include "extractor/review/verdict_file.h"
#include "tests/unit/review_fixture.h"

namespace pathex {
namespace {

using fixture::Folder;
using fixture::Parsed;
using fixture::Said;

ReviewedRecord Record(const std::string& hash) {
  return {hash, "all", Parsed(R"({"report": {"kind": "biopsy"}})")};
}

Verdict Pressed(const std::string& verdict, const std::string& nonce) {
  Verdict out = Said("r1", "/kind", verdict, "biopsy");
  out.nonce = nonce;
  return out;
}

TEST(Ledger, TheLastRowStands) {
  const Folder folder;
  Result<Ledger> ledger = Ledger::Open(folder / "v.sqlite", Ledger::Access::kWrite);
  ASSERT_TRUE(ledger) << ledger.error().ToString();
  const Result<Ledger::Saved> first = ledger->Append(Pressed("right", "a"), 0, Record("r1"));
  ASSERT_TRUE(first) << first.error().ToString();
  EXPECT_TRUE(first->saved);
  const Result<Ledger::Saved> second =
      ledger->Append(Pressed("wrong", "b"), first->verdict.seq, Record("r1"));
  EXPECT_TRUE(second->saved);
  const Result<std::vector<Verdict>> standing = ledger->Current("ann");
  ASSERT_EQ(standing->size(), 1u);
  EXPECT_EQ((*standing)[0].verdict, "wrong");
  EXPECT_EQ((*standing)[0].value, "biopsy");
  EXPECT_TRUE(ledger->Current("bob")->empty());
  EXPECT_TRUE(ledger->Current("ann", second->verdict.seq)->empty());
}

// Two tabs: the second one did not know of the first one's verdict, so it is not overwritten.
TEST(Ledger, TwoTabsDoNotOverwriteEachOther) {
  const Folder folder;
  Result<Ledger> one = Ledger::Open(folder / "v.sqlite", Ledger::Access::kWrite);
  Result<Ledger> two = Ledger::Open(folder / "v.sqlite", Ledger::Access::kWrite);
  ASSERT_TRUE(one && two);
  ASSERT_TRUE(one->Append(Pressed("right", "a"), 0, Record("r1")));
  const Result<Ledger::Saved> late = two->Append(Pressed("wrong", "b"), 0, Record("r1"));
  ASSERT_TRUE(late) << late.error().ToString();
  EXPECT_FALSE(late->saved);
  EXPECT_EQ(late->verdict.verdict, "right");
  EXPECT_TRUE(two->Append(Pressed("wrong", "c"), late->verdict.seq, Record("r1"))->saved);
  EXPECT_EQ((*one->Current(""))[0].verdict, "wrong");
}

TEST(Ledger, AKeyPressThatIsSentTwiceIsSavedOnce) {
  const Folder folder;
  Result<Ledger> ledger = Ledger::Open(folder / "v.sqlite", Ledger::Access::kWrite);
  const Result<Ledger::Saved> first = ledger->Append(Pressed("right", "a"), 0, Record("r1"));
  const Result<Ledger::Saved> again = ledger->Append(Pressed("right", "a"), 0, Record("r1"));
  EXPECT_TRUE(again->saved);
  EXPECT_EQ(again->verdict.seq, first->verdict.seq);
}

TEST(Ledger, KeepsEverythingOverReopening) {
  const Folder folder;
  Verdict verdict = Said("r1", "/tumors/0/size", "corrected", Parsed(R"({"greatest_mm": 3})"),
                         Parsed(R"({"greatest_mm": 30.5})"));
  verdict.quote = Parsed(R"({"part": "/", "char": [3, 9], "text": "3 cm \"é\" 😀"})");
  verdict.note = "line\nbreak";
  {
    Result<Ledger> ledger = Ledger::Open(folder / "v.sqlite", Ledger::Access::kWrite);
    ASSERT_TRUE(ledger->Append(verdict, 0, Record("r1")));
    SampleDesign design;
    design.records = 900;
    design.seed = 7;
    ASSERT_FALSE(ledger->SaveDesign(design));
  }
  const Result<VerdictFile> file = LoadVerdictFile(folder / "v.sqlite", "", "", RealFiles());
  ASSERT_TRUE(file) << file.error().ToString();
  ASSERT_EQ(file->verdicts.size(), 1u);
  EXPECT_EQ(VerdictToJson(file->verdicts[0]), VerdictToJson(verdict));
  EXPECT_EQ(file->design.seed, 7u);
  ASSERT_EQ(file->records.size(), 1u);
  EXPECT_EQ(file->records[0].head, Record("r1").head);
}

TEST(Ledger, RefusesAnotherFile) {
  const Folder folder;
  EXPECT_EQ(Ledger::Open(folder.File("t.txt", "some text that is no database at all, really"),
                         Ledger::Access::kWrite)
                .error()
                .code,
            "R003");
  EXPECT_EQ(Ledger::Open(folder / "none.sqlite", Ledger::Access::kRead).error().code, "R003");
  EXPECT_EQ(Ledger::Open(folder / "no/such/folder.sqlite", Ledger::Access::kWrite).error().code,
            "R003");
}

TEST(VerdictFile, OfLinesTheLastInTimeStands) {
  const Folder folder;
  Verdict verdict = Said("r1", "/kind", "right", "biopsy");
  verdict.time = "2026-01-02T00:00:00.000Z";
  Verdict earlier = Said("r1", "/kind", "wrong", "biopsy");
  Verdict withdrawn = Said("r2", "/kind", "none", "biopsy");
  std::string lines;
  for (const Verdict& one : {verdict, earlier, withdrawn})
    lines += VerdictToJson(one).dump() + "\n";
  const Result<VerdictFile> file =
      LoadVerdictFile(folder.File("v.ndjson", lines), "", "", RealFiles());
  ASSERT_TRUE(file) << file.error().ToString();
  ASSERT_EQ(file->verdicts.size(), 1u);
  EXPECT_EQ(file->verdicts[0].verdict, "right");
}

TEST(VerdictFile, TheLinesOfASampleSayHowItWasDrawn) {
  const Folder folder;
  VerdictFile file;
  file.verdicts = {Said("r1", "/kind", "right", "biopsy")};
  file.records = {{"r1", "random", nullptr}};
  file.design = {900, 10, 20, 890, 7};
  const Result<VerdictFile> again =
      LoadVerdictFile(folder.File("v.ndjson", VerdictLines(file)), "", "", RealFiles());
  ASSERT_TRUE(again) << again.error().ToString();
  EXPECT_EQ(again->design.rest, 890u);
  ASSERT_EQ(again->records.size(), 1u);
  EXPECT_EQ(again->records[0].stratum, "random");
  EXPECT_EQ(VerdictLines(*again), VerdictLines(file));
}

TEST(VerdictFile, AFaultNamesItsLine) {
  const Folder folder;
  const std::string path = folder.File(
      "v.ndjson", VerdictToJson(Said("r1", "/kind", "right")).dump() + "\n{\"record\": \"r\"}\n");
  const Result<VerdictFile> file = LoadVerdictFile(path, "", "", RealFiles());
  EXPECT_EQ(file.error().code, "R002");
  EXPECT_EQ(file.error().where, path + ":2");
}

TEST(Verdict, WhatIsNoVerdictIsRefused) {
  for (const char* text : {R"({"verdict": "right"})", R"({"record": "r", "verdict": "perhaps"})",
                           R"({"record": "r", "verdict": "corrected"})",
                           R"({"record": "r", "verdict": "right", "correction": 3})",
                           R"({"record": "r", "verdict": "right", "pointer": "kind"})", "[]"}) {
    EXPECT_EQ(VerdictFromJson(Parsed(text)).error().code, "R002") << text;
  }
}

}  // namespace
}  // namespace pathex
