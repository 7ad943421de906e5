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

std::vector<int> Open(const Gates& gates, const Features& features, const UnitBytes& unit) {
  std::vector<int> open;
  gates.ForEachOpen(features, unit, [&](Gates::Pattern which) { open.push_back(which.rule); });
  return open;
}

Gates::Pattern Number(int rule) { return {static_cast<uint16_t>(rule), 0}; }

TEST(Gates, EveryClauseMustBeMetByOneOfItsFeatures) {
  Gates gates;
  gates.Add(Number(0), {Words({1, 2}), Words({3})}, {}, std::nullopt);
  gates.Freeze();
  EXPECT_EQ(Open(gates, Words({2, 3}), {}), std::vector<int>{0});
  EXPECT_TRUE(Open(gates, Words({1, 2}), {}).empty());
  EXPECT_TRUE(Open(gates, Words({3}), {}).empty());
}

TEST(Gates, TheNarrowestClauseLeads) {
  Gates gates;
  gates.Add(Number(0), {Words({1, 4}), Words({2})}, {}, std::nullopt);
  gates.Add(Number(1), {Words({1, 4, 5}), Words({3})}, {}, std::nullopt);
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
  gates.Add(Number(0), {}, {ByteSet::Of("0123456789")}, heads);
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

TEST(Gates, HundredsOfPatternsComeInTheirOrder) {
  Gates gates;
  for (int i = 0; i < 400; ++i) gates.Add(Number(i), {Words({i % 100})}, {}, std::nullopt);
  gates.Freeze();
  EXPECT_EQ(Open(gates, Words({7, 99}), {}),
            (std::vector<int>{7, 99, 107, 199, 207, 299, 307, 399}));
}

}  // namespace
}  // namespace pathex
