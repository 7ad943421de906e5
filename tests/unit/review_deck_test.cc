#include <gtest/gtest.h>

#include <set>

#include "extractor/base/sha256.h"
#include "extractor/review/deck.h"
#include "extractor/review/record_line.h"
#include "tests/unit/review_fixture.h"

namespace pathex {
namespace {

using fixture::Folder;
using fixture::Table;

EvaluationSpec Spec() {
  return *LoadEvaluationSpec(SourceDir() + "/schemas/evaluation.json", RealFiles());
}

std::string Line(const std::string& id, int reasons) {
  std::string list;
  for (int i = 0; i < reasons; ++i) {
    list += std::string(i > 0 ? "," : "") + R"({"reason":"conflict","pointer":"","mentions":[]})";
  }
  return R"({"source":{"id":")" + id + R"(","path":"in/)" + id +
         R"(.txt","sha256":"x"},"mentions":["}{\"]["],"report":{"kind":"biopsy","tumors":[{"ploidy":"diploid"}]},)" +
         R"("review":{"needed":)" + (reasons > 0 ? "true" : "false") + R"(,"reasons":[)" + list +
         "]}}";
}

TEST(RecordLine, MembersAreCutWithoutParsingThem) {
  const auto members = CutObject(R"({"a": {"b\"}": [1, "]}"]}, "c" : 2 ,"d":"x,}"})");
  ASSERT_EQ(members.size(), 3u);
  EXPECT_EQ(members[0].second, R"({"b\"}": [1, "]}"]})");
  EXPECT_EQ(members[1].first, "c");
  EXPECT_EQ(members[2].second, R"("x,}")");
  EXPECT_TRUE(CutObject("[1]").empty());
  EXPECT_TRUE(CutObject("").empty());
}

TEST(RecordLine, WhatIsNoRecordSaysSo) {
  EXPECT_EQ(ParseRecordHead("{}").error().code, "D001");
  EXPECT_EQ(ParseRecordHead(R"({"source": {}, "report": [})").error().code, "D001");
  EXPECT_EQ(ParseRecordHead(R"({"source": {}, "report": 3})").error().code, "D001");
}

TEST(Deck, TheMostDoubtfulFirst) {
  const Folder folder;
  const std::string path = folder.File(
      "r.ndjson", Line("A", 0) + "\n" + Line("B", 1) + "\n\nno json\n" + Line("C", 3) + "\n" +
                      Line("B", 1) + "\r\n" + Line("A", 0) + "\n" + Line("D", 0));
  const Result<Deck> deck = LoadDeck(path, Table(), Spec(), {});
  ASSERT_TRUE(deck) << deck.error().ToString();
  std::string order;
  for (const Card& card : deck->cards) order += card.id;
  EXPECT_EQ(order, "CBBAD");  // the second B ends in "\r\n": another line, another hash
  EXPECT_EQ(deck->repeated, 1u);
  ASSERT_EQ(deck->faults.size(), 1u);
  EXPECT_EQ(deck->faults[0].where, path + ":4");
  EXPECT_EQ(deck->cards[0].reasons, std::vector<std::string>{"conflict"});
  EXPECT_EQ(deck->cards[0].items, 2);
  EXPECT_NE(deck->cards[0].search.find("diploid"), std::string::npos);
}

TEST(Deck, ACardFindsItsLineAgain) {
  const Folder folder;
  const std::string path = folder.File("r.ndjson", Line("A", 0) + "\n" + Line("B", 1) + "\n");
  const Result<Deck> deck = LoadDeck(path, Table(), Spec(), {});
  const Result<std::string> line = ReadLine(*deck, deck->cards[1]);
  ASSERT_TRUE(line);
  EXPECT_EQ(*line, Line("A", 0));
  EXPECT_EQ(Sha256Hex(*line), deck->cards[1].hash);
  folder.File("r.ndjson", Line("X", 0) + "\n" + Line("B", 1) + "\n");
  EXPECT_EQ(ReadLine(*deck, deck->cards[1]).error().code, "R001");
}

TEST(Deck, WhatCannotBeReviewedSaysWhy) {
  const Folder folder;
  EXPECT_EQ(LoadDeck(folder / "none", Table(), Spec(), {}).error().code, "S001");
  EXPECT_EQ(LoadDeck(folder / "", Table(), Spec(), {}).error().code, "S001");
  EXPECT_EQ(LoadDeck(folder.File("e", "\n"), Table(), Spec(), {}).error().code, "D012");
  EXPECT_EQ(LoadDeck(folder.File("n", "{}\n"), Table(), Spec(), {}).error().code, "D001");
}

TEST(Sample, HalfTheMostDoubtfulHalfAtRandom) {
  const SampleDraw draw = DrawSample(1000, {21, 7});
  EXPECT_EQ(draw.design.doubtful, 10u);
  EXPECT_EQ(draw.design.random, 11u);
  EXPECT_EQ(draw.design.rest, 990u);
  std::set<size_t> seen;
  for (size_t i = 0; i < draw.chosen.size(); ++i) {
    const auto& [index, stratum] = draw.chosen[i];
    EXPECT_TRUE(seen.insert(index).second);
    EXPECT_LT(index, 1000u);
    EXPECT_EQ(stratum, i < 10 ? Stratum::kDoubtful : Stratum::kRandom);
    if (i < 10) {
      EXPECT_EQ(index, i);
    }
  }
  EXPECT_EQ(seen.size(), 21u);
  EXPECT_EQ(DrawSample(1000, {21, 7}).chosen, draw.chosen);
  EXPECT_NE(DrawSample(1000, {21, 8}).chosen, draw.chosen);
}

// Each record of the rest is drawn equally often.
TEST(Sample, TheRandomHalfIsUniform) {
  std::vector<int> drawn(40);
  for (uint64_t seed = 1; seed <= 4000; ++seed) {
    for (const auto& [index, stratum] : DrawSample(40, {20, seed}).chosen) {
      if (stratum == Stratum::kRandom) ++drawn[index];
    }
  }
  for (size_t i = 10; i < 40; ++i) EXPECT_NEAR(drawn[i], 4000 / 3.0, 150) << i;
}

TEST(Sample, AllWhenThereAreNoMore) {
  EXPECT_EQ(DrawSample(5, {5, 1}).design.seed, 0u);
  EXPECT_EQ(DrawSample(5, {}).chosen.size(), 5u);
}

}  // namespace
}  // namespace pathex
