// Gates: no pattern is left out that may match, few are tried that cannot.
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "extractor/lexicon/gates.h"

namespace pathex {
namespace {

Features Words(std::initializer_list<int> bits) {
  Features features;
  for (const int bit : bits) features.SetWord(bit);
  return features;
}

Gates::Needs Needing(const std::vector<Features>& features, size_t in_order = 0) {
  Gates::Needs needs;
  needs.features = features;
  needs.in_order = in_order;
  return needs;
}

std::vector<int> Open(const Gates& gates, const Features& features, const UnitBytes& unit) {
  std::vector<int> open;
  PlacedFeatures placed;
  uint32_t place = 0;
  for (size_t f = 0; f < Features::kCount; ++f) {
    if ((features.bits[f / 64] >> (f % 64) & 1) != 0) placed.Add(f, place++);
  }
  Presence presence(unit);
  gates.ForEachOpen(placed, ~uint64_t{0}, &presence,
                    [&](size_t number) { open.push_back(static_cast<int>(number)); });
  return open;
}

TEST(Gates, EveryClauseMustBeMetByOneOfItsFeatures) {
  Gates gates;
  gates.Add(Needing({Words({1, 2}), Words({3})}));
  gates.Freeze();
  EXPECT_EQ(Open(gates, Words({2, 3}), {}), std::vector<int>{0});
  EXPECT_TRUE(Open(gates, Words({1, 2}), {}).empty());
  EXPECT_TRUE(Open(gates, Words({3}), {}).empty());
}

TEST(Gates, ClausesAreMetInTheirOrder) {
  Gates gates;
  gates.Add(Needing({Words({1, 2}), Words({3}), Words({4})}, 3));
  gates.Freeze();
  const auto opens = [&](std::initializer_list<int> words_in_order) {
    PlacedFeatures placed;
    uint32_t place = 0;
    for (const int word : words_in_order) placed.Add(static_cast<size_t>(word), place++);
    Presence presence((UnitBytes()));
    bool open = false;
    gates.ForEachOpen(placed, ~uint64_t{0}, &presence, [&](size_t) { open = true; });
    return open;
  };
  EXPECT_TRUE(opens({1, 3, 4}));
  EXPECT_TRUE(opens({4, 3, 2, 3, 4}));
  EXPECT_FALSE(opens({1, 4, 3}));
  EXPECT_FALSE(opens({3, 4, 1}));
}

TEST(Gates, TheNarrowestClauseLeads) {
  Gates gates;
  gates.Add(Needing({Words({1, 4}), Words({2})}));
  gates.Add(Needing({Words({1, 4, 5}), Words({3})}));
  gates.Freeze();
  EXPECT_FALSE(gates.always());
  EXPECT_FALSE(gates.leads().Meets(Words({1, 4, 5})));
  EXPECT_TRUE(gates.leads().Meets(Words({2})));
  EXPECT_TRUE(gates.leads().Meets(Words({3})));
  EXPECT_EQ(Open(gates, Words({1, 2, 3}), {}), (std::vector<int>{0, 1}));
}

TEST(Gates, APatternWithoutFeaturesIsToldByBytesAndHeads) {
  Gates gates;
  WordHeads heads;
  heads.Add('p', 't');
  Gates::Needs needs;
  needs.bytes = {ByteSet::Of("0123456789")};
  needs.heads = heads;
  gates.Add(needs);
  gates.Freeze();
  EXPECT_TRUE(gates.always());
  UnitBytes unit;
  unit.bytes.Add('2');
  EXPECT_TRUE(Open(gates, {}, unit).empty());
  unit.heads.Add('p', 't');
  EXPECT_EQ(Open(gates, {}, unit), std::vector<int>{0});
  unit.bytes = ByteSet();
  EXPECT_TRUE(Open(gates, {}, unit).empty());
}

TEST(Gates, MoreClausesThanRoundsAreAllAskedFor) {
  Gates gates;
  gates.Add(Needing({Words({1}), Words({2}), Words({3}), Words({4}), Words({5, 6})}));
  gates.Add(Needing({Words({1})}));
  gates.Freeze();
  EXPECT_EQ(Open(gates, Words({1, 2, 3, 4, 6}), {}), (std::vector<int>{0, 1}));
  EXPECT_EQ(Open(gates, Words({1, 2, 3, 4}), {}), std::vector<int>{1});
  EXPECT_EQ(Open(gates, Words({1, 2, 3, 5}), {}), std::vector<int>{1});
  EXPECT_TRUE(Open(gates, Words({2, 3, 4, 5}), {}).empty());
}

TEST(Gates, APatternHoldsInItsSectionsAlone) {
  Gates gates;
  Gates::Needs needs = Needing({Words({1})});
  needs.sections = uint64_t{1} << 5 | uint64_t{1} << 63;
  gates.Add(needs);
  gates.Freeze();
  PlacedFeatures placed;
  placed.Add(1, 0);
  Presence presence((UnitBytes()));
  const auto opens = [&](int section) {
    bool open = false;
    gates.ForEachOpen(placed, uint64_t{1} << section, &presence, [&](size_t) { open = true; });
    return open;
  };
  EXPECT_TRUE(opens(5));
  EXPECT_TRUE(opens(63));
  EXPECT_FALSE(opens(0));
}

TEST(Gates, HundredsOfPatternsComeInTheirOrder) {
  Gates gates;
  for (int i = 0; i < 500; ++i) gates.Add(Needing({Words({i % 100})}));
  gates.Freeze();
  EXPECT_EQ(Open(gates, Words({7, 99}), {}),
            (std::vector<int>{7, 99, 107, 199, 207, 299, 307, 399, 407, 499}));
}

}  // namespace
}  // namespace pathex
