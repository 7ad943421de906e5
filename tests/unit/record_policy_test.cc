#include <gtest/gtest.h>

#include "extractor/record/policy.h"
#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

// An entrant of rank `rank` with one lead value.
struct Said {
  int rank;
  Value value;
  int weight = 0;
};

Choice Decide(Policy policy, std::vector<Said>* said, OnConflict on_conflict = OnConflict::kAbsent,
              std::vector<std::string> order = {}) {
  Bundle bundle;
  bundle.policy = policy;
  bundle.on_conflict = on_conflict;
  bundle.order = std::move(order);
  bundle.is_a = "histology";
  std::vector<Entrant> entrants;
  for (size_t i = 0; i < said->size(); ++i) {
    Entrant entrant;
    entrant.id = static_cast<uint32_t>(i);
    entrant.standing.rank = (*said)[i].rank;
    entrant.standing.weight = (*said)[i].weight;
    entrant.lead[0] = &(*said)[i].value;
    entrants.push_back(entrant);
  }
  return Choose(ShippedAssembly(), bundle, &entrants);
}

using Ids = std::vector<uint32_t>;

TEST(Policy, ByRankTakesTheHighestSection) {
  std::vector<Said> said = {{5, TextValue("a")}, {2, TextValue("b")}, {2, TextValue("b")}};
  const Choice choice = Decide(Policy::kByRank, &said);
  EXPECT_EQ(choice.winner, 1);
  EXPECT_EQ(choice.agreeing, (Ids{1, 2}));
  EXPECT_EQ(choice.superseded, (Ids{0}));
  EXPECT_TRUE(choice.conflicting.empty());
}

TEST(Policy, ByRankHasNoValueWhenOneRankDisagrees) {
  std::vector<Said> said = {{2, TextValue("a")}, {2, TextValue("b")}, {4, TextValue("a")}};
  const Choice choice = Decide(Policy::kByRank, &said);
  EXPECT_EQ(choice.winner, -1);
  EXPECT_EQ(choice.conflicting, (Ids{0, 2, 1}));
}

TEST(Policy, WeightBreaksTiesInsideARankOnly) {
  std::vector<Said> said = {{2, TextValue("a")}, {2, TextValue("b"), 3}, {3, TextValue("c"), 9}};
  const Choice choice = Decide(Policy::kByRank, &said);
  EXPECT_EQ(choice.winner, 1);
  EXPECT_EQ(choice.superseded, (Ids{0, 2}));
}

TEST(Policy, AgreeLooksAtAllRanks) {
  std::vector<Said> said = {{2, TextValue("a")}, {4, TextValue("b")}};
  EXPECT_EQ(Decide(Policy::kAgree, &said).winner, -1);
  said[1].value = TextValue("a");
  EXPECT_EQ(Decide(Policy::kAgree, &said).winner, 0);
}

TEST(Policy, LargestAndSmallestStayInTheHighestRank) {
  std::vector<Said> said = {{2, NumberValue(3)}, {2, NumberValue(7)}, {3, NumberValue(99)}};
  const Choice largest = Decide(Policy::kLargest, &said, OnConflict::kKeep);
  EXPECT_EQ(largest.winner, 1);
  EXPECT_EQ(largest.conflicting, (Ids{0}));
  EXPECT_EQ(largest.superseded, (Ids{2}));
  EXPECT_EQ(Decide(Policy::kSmallest, &said, OnConflict::kKeep).winner, 0);
}

TEST(Policy, MostSevereGoesByItsList) {
  std::vector<Said> said = {{2, TextValue("absent")}, {2, TextValue("present")}};
  const Choice choice =
      Decide(Policy::kMostSevere, &said, OnConflict::kQuiet, {"present", "absent"});
  EXPECT_EQ(choice.winner, 1);
}

TEST(Policy, MostSpecificRefinesACompatibleBroaderValue) {
  std::vector<Said> said = {{2, TextValue("sarcoma")}, {4, TextValue("leiomyosarcoma")}};
  const Choice choice = Decide(Policy::kMostSpecific, &said);
  EXPECT_EQ(choice.winner, 1);
  EXPECT_EQ(choice.broader, (Ids{0}));
  EXPECT_TRUE(choice.superseded.empty());
}

TEST(Policy, MostSpecificDoesNotJumpToAnotherBranch) {
  std::vector<Said> said = {{2, TextValue("liposarcoma")}, {4, TextValue("leiomyosarcoma")}};
  const Choice choice = Decide(Policy::kMostSpecific, &said);
  EXPECT_EQ(choice.winner, 0);
  EXPECT_EQ(choice.superseded, (Ids{1}));
}

TEST(Policy, TwoSpecialCasesThatDisagreeLeaveTheBroaderOne) {
  std::vector<Said> said = {
      {2, TextValue("sarcoma")}, {4, TextValue("leiomyosarcoma")}, {4, TextValue("liposarcoma")}};
  const Choice choice = Decide(Policy::kMostSpecific, &said);
  EXPECT_EQ(choice.winner, 0);
  EXPECT_EQ(choice.conflicting, (Ids{1, 2}));
}

TEST(Policy, FirstIsTheFirstInTheTextAtTheHighestRank) {
  std::vector<Said> said = {{4, NumberValue(1)}, {2, NumberValue(2)}, {2, NumberValue(3)}};
  const Choice choice = Decide(Policy::kFirst, &said, OnConflict::kQuiet);
  EXPECT_EQ(choice.winner, 1);
  EXPECT_EQ(choice.conflicting, (Ids{2}));
}

}  // namespace
}  // namespace pathex
