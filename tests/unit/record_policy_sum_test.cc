#include <gtest/gtest.h>

#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

using Slots = RecordMaker::Slots;

Slots Nodes(double examined, double positive) {
  return {{"examined", NumberValue(examined)}, {"positive", NumberValue(positive)}};
}

std::string NodesOf(RecordMaker* maker) {
  const Record record = maker->Assembled();
  return At(record.report, "/tumors/0/lymph_nodes");
}

TEST(PolicySum, StationsAreAddedUp) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(4, 0));
  maker.In("diagnosis", "B").Add("lymph_nodes", Nodes(4, 0));
  maker.In("diagnosis", "C").Add("lymph_nodes", Nodes(7, 2));
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/lymph_nodes"), R"({"examined":15,"positive":2})");
  const Node* examined =
      record.report.Find("tumors")->items[0].Find("lymph_nodes")->Find("examined");
  EXPECT_EQ(examined->evidence, (std::vector<uint32_t>{0, 1, 2}));
}

TEST(PolicySum, StationsOfOneSpecimenAreAddedUp) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(12, 1)).Add("lymph_nodes", Nodes(9, 0));
  EXPECT_EQ(NodesOf(&maker), R"({"examined":21,"positive":1})");
}

TEST(PolicySum, ATotalOutsideOfTheSpecimensIsNoStation) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(6, 0));
  maker.In("diagnosis", "B").Add("lymph_nodes", Nodes(3, 1));
  maker.In("diagnosis", "").Add("lymph_nodes", Nodes(9, 1));
  EXPECT_EQ(NodesOf(&maker), R"({"examined":9,"positive":1})");
}

TEST(PolicySum, AHeavierStatementNotBelowTheOthersIsTheTotal) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(6, 0)).Weight(1);
  maker.In("diagnosis", "B").Add("lymph_nodes", Nodes(12, 1)).Weight(3);
  EXPECT_EQ(NodesOf(&maker), R"({"examined":12,"positive":1})");
}

TEST(PolicySum, ATotalInTheMidstOfItsStationsCountsOnce) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(4, 0));
  maker.In("diagnosis", "C").Add("lymph_nodes", Nodes(2, 0));
  maker.In("diagnosis", "8").Add("lymph_nodes", Nodes(7, 1));
  maker.In("diagnosis", "B").Add("lymph_nodes", Nodes(1, 1));
  maker.In("diagnosis", "9").Add("lymph_nodes", Nodes(7, 1));
  EXPECT_EQ(NodesOf(&maker), R"({"examined":7,"positive":1})");
  // Without a positive node it may be chance.
  RecordMaker other;
  other.In("diagnosis", "A").Add("lymph_nodes", Nodes(2, 0));
  other.In("diagnosis", "B").Add("lymph_nodes", Nodes(5, 0));
  other.In("diagnosis", "C").Add("lymph_nodes", Nodes(3, 0));
  EXPECT_EQ(NodesOf(&other), R"({"examined":10,"positive":0})");
}

TEST(PolicySum, ATotalAmongNumberedItemsIsNoStation) {
  RecordMaker maker;
  maker.In("diagnosis", "B").Add("lymph_nodes", Nodes(4, 1));
  maker.In("diagnosis", "C").Add("lymph_nodes", Nodes(10, 2));
  maker.In("diagnosis", "8").Add("lymph_nodes", Nodes(14, 3));
  maker.In("diagnosis", "11").Add("lymph_nodes", Nodes(14, 0));
  EXPECT_EQ(NodesOf(&maker), R"({"examined":14,"positive":3})");
}

TEST(PolicySum, AHigherSectionSpeaksAlone) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(6, 0));
  maker.In("diagnosis", "B").Add("lymph_nodes", Nodes(6, 1));
  maker.In("synoptic", "").Add("lymph_nodes", Nodes(14, 1));
  EXPECT_EQ(NodesOf(&maker), R"({"examined":14,"positive":1})");
}

TEST(PolicySum, TheSameSpecimenAgainCountsOnce) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(5, 0));
  maker.In("gross", "").Add("site", {{"region", TextValue("trunk_wall")}});
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(5, 0));
  EXPECT_EQ(NodesOf(&maker), R"({"examined":5,"positive":0})");
}

TEST(PolicySum, HalvesOfAStatementBelongTogether) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", {{"examined", NumberValue(7)}});
  maker.Add("lymph_nodes", {{"positive", NumberValue(1)}});
  maker.Add("lymph_nodes", {{"positive", NumberValue(2)}});
  EXPECT_EQ(NodesOf(&maker), R"({"examined":7,"positive":3})");
}

TEST(PolicySum, ATotalInTwoLinesBeatsTheStations) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(6, 0)).Weight(1);
  maker.In("diagnosis", "").Add("lymph_nodes", {{"examined", NumberValue(24)}}).Weight(3);
  maker.Add("lymph_nodes", {{"positive", NumberValue(3)}}).Weight(3);
  EXPECT_EQ(NodesOf(&maker), R"({"examined":24,"positive":3})");
  RecordMaker elsewhere;
  elsewhere.In("diagnosis", "A").Add("lymph_nodes", Nodes(6, 0)).Weight(1);
  elsewhere.In("gross", "").Add("lymph_nodes", {{"examined", NumberValue(7)}}).Weight(3);
  elsewhere.Add("lymph_nodes", {{"positive", NumberValue(0)}}).Weight(3);
  EXPECT_EQ(NodesOf(&elsewhere), R"({"examined":7,"positive":0})");
  RecordMaker sides;  // no total: one number a side
  sides.In("diagnosis", "A").Add("lymph_nodes", Nodes(6, 0)).Weight(1);
  sides.In("diagnosis", "").Add("lymph_nodes", {{"examined", NumberValue(6)}}).Weight(3);
  sides.Add("lymph_nodes", {{"examined", NumberValue(8)}}).Weight(3);
  EXPECT_EQ(NodesOf(&sides), R"({"examined":14,"positive":0})");
}

TEST(PolicySum, HalfATotalAndTheStationsAreBothEvidence) {
  RecordMaker maker;
  maker.In("synoptic", "").Add("lymph_nodes", Nodes(7, 0)).Weight(1);
  maker.Add("lymph_nodes", Nodes(9, 1)).Weight(1);
  maker.Add("lymph_nodes", {{"examined", NumberValue(20)}}).Weight(3);
  EXPECT_EQ(NodesOf(&maker), R"({"examined":20,"positive":1})");
}

TEST(PolicySum, TwoFreeStationsThatMakeTheNextAreChance) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(4, 0));
  maker.In("diagnosis", "B").Add("lymph_nodes", Nodes(7, 0));
  maker.In("diagnosis", "C").Add("lymph_nodes", Nodes(11, 0));
  maker.In("diagnosis", "D").Add("lymph_nodes", Nodes(2, 0));
  EXPECT_EQ(NodesOf(&maker), R"({"examined":24,"positive":0})");
}

TEST(PolicySum, WhereMoreAreHitThanThereAreTheNextSectionSpeaks) {
  RecordMaker maker;
  maker.In("synoptic", "").Add("lymph_nodes", {{"examined", NumberValue(2)}});
  maker.Add("lymph_nodes", {{"positive", NumberValue(17)}});
  RecordMaker both = maker;
  EXPECT_EQ(NodesOf(&maker), "");
  both.In("diagnosis", "A").Add("lymph_nodes", Nodes(15, 2));
  both.In("diagnosis", "B").Add("lymph_nodes", Nodes(2, 0));
  EXPECT_EQ(NodesOf(&both), R"({"examined":17,"positive":2})");
}

TEST(PolicySum, AStatedTotalWinsOverChanceAmongTheStations) {
  RecordMaker maker;
  maker.In("diagnosis");
  for (const double station : {2, 1, 5, 8}) maker.Add("lymph_nodes", Nodes(station, 0)).Weight(1);
  maker.Add("lymph_nodes", Nodes(17, 0)).Weight(3);
  maker.Add("lymph_nodes", Nodes(17, 0)).Weight(3);
  EXPECT_EQ(NodesOf(&maker), R"({"examined":17,"positive":0})");
}

TEST(PolicySum, ABracketOfItsOwnRepeatsWhatStandsBefore) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(13, 1), "one of thirteen nodes");
  maker.Add("necrosis", {{"status", TextValue("absent")}}, "no necrosis");
  maker.Add("lymph_nodes", Nodes(13, 1), "(1/13)");
  maker.Add("lymph_nodes", Nodes(4, 0), "(0/4)");
  maker.Add("lymph_nodes", Nodes(4, 0), "four nodes");
  EXPECT_EQ(NodesOf(&maker), R"({"examined":21,"positive":1})");
}

TEST(PolicySum, AnAddendumAddsToOtherSpecimensAndReplacesItsOwn) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("lymph_nodes", Nodes(4, 0));
  maker.In("diagnosis", "B").Add("lymph_nodes", Nodes(2, 0));
  RecordMaker own = maker;
  maker.In("addendum").Add("lymph_nodes", Nodes(1, 0));
  EXPECT_EQ(NodesOf(&maker), R"({"examined":7,"positive":0})");
  RecordMaker total = own, said = own;
  own.In("addendum", "B").Add("lymph_nodes", Nodes(3, 1));
  EXPECT_EQ(NodesOf(&own), R"({"examined":7,"positive":1})");
  total.In("addendum").Add("lymph_nodes", Nodes(8, 0));
  EXPECT_EQ(NodesOf(&total), R"({"examined":8,"positive":0})");
  said.In("addendum").Add("lymph_nodes", Nodes(2, 0));  // of B, as before
  EXPECT_EQ(NodesOf(&said), R"({"examined":6,"positive":0})");
}

// Each would have to be held against all others.
TEST(PolicySum, OfThousandsOfCountsNoneIsBelieved) {
  RecordMaker maker;
  maker.In("diagnosis");
  for (int i = 0; i < 2000; ++i) maker.Add("lymph_nodes", Nodes(4, 0), "0/4");
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/lymph_nodes"), "");
  EXPECT_EQ(Reasons(record).front(), "conflict /tumors/0/lymph_nodes/examined");
}

}  // namespace
}  // namespace pathex
