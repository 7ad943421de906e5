#include <gtest/gtest.h>

#include <string>

#include "extractor/match/boxes.h"

namespace pathex {
namespace {

// The words that are left, one blank between them.
std::string Kept(const std::string& text) {
  std::vector<Word> words = CutPlain(text);
  KeepChosenOptions(text, &words);
  std::string kept;
  for (const Word& word : words) {
    kept += (kept.empty() ? "" : " ") + text.substr(word.begin, word.end - word.begin);
  }
  return kept;
}

TEST(Boxes, OnlyTheChosenOptionsAreText) {
  EXPECT_EQ(Kept("Side [ ] right [x] left"), "Side left");
  EXPECT_EQ(Kept("Necrosis ☐ yes ☒ no"), "Necrosis no");
  EXPECT_EQ(Kept("PNI ( ) yes (X) no"), "PNI no");
  EXPECT_EQ(Kept("PNI (X) seen"), "PNI ( X ) seen");
  EXPECT_EQ(Kept("[ ] not known. The margins are free"), "The margins are free");
}

TEST(Boxes, TicksBehindWordsAreSigns) {
  EXPECT_EQ(Kept("IHC SMA ✓ desmin ✓ p ✗"), "IHC SMA ✓ desmin ✓ p ✗");
  EXPECT_EQ(Kept("Type ✗ punch ✓ excision"), "Type excision");
}

TEST(Boxes, ARowOfAGridKeepsItsBoxes) {
  EXPECT_EQ(Kept("desmin  [X]  [ ]  [ ]"), "desmin [ X ] [ ] [ ]");
  EXPECT_EQ(Kept("S-100   ( )  (X)"), "S - 100 ( ) ( X )");
  EXPECT_EQ(Kept("Side [ ] [x] left"), "Side left");
  EXPECT_EQ(Kept("Invasion: [ ]"), "Invasion :");
  EXPECT_EQ(Kept("[x] [ ]"), "");
}

TEST(Boxes, LinesAreBoxesWhereOneIsTicked) {
  EXPECT_EQ(Kept("___ pT1: small\n_X_ pT3: large\n"), "pT 3 : large");
  EXPECT_EQ(Kept("Invasion: __ present _x_ absent"), "Invasion : absent");
  EXPECT_EQ(Kept("Name: ____ Age: 50"), "Name : _ _ _ _ Age : 50");
}

}  // namespace
}  // namespace pathex
