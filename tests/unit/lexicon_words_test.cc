#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/lexicon/word_bounds.h"
#include "extractor/lexicon/word_key.h"
#include "extractor/lexicon/words.h"

namespace pathex {
namespace {

// A text of the bytes that words are made of, with what may go wrong at the edges of blocks.
std::string RandomText(std::mt19937* random, size_t size) {
  static const std::vector<std::string> kPieces = {
      "a", "Z",  "leiomyosarcoma", "34",   "0", " ",   "\n", "\t", "-", ".", "[", "{", "@", "`",
      "≤", "µm", "\x80",           "\xC3", "é", "\x7F"};
  std::string text;
  while (text.size() < size) text += kPieces[(*random)() % kPieces.size()];
  text.resize(size);
  return text;
}

std::vector<std::string_view> Cut(std::string_view text, const WordBounds& bounds) {
  std::vector<std::string_view> words;
  for (size_t i = 0; i < bounds.count; ++i) {
    words.push_back(text.substr(bounds.begins[i], bounds.ends[i] - bounds.begins[i]));
  }
  return words;
}

TEST(WordBounds, AreTheSameByBlockAndByByte) {
  std::mt19937 random(3);
  WordBounds fast, slow;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = RandomText(&random, random() % 300);
    FindWordBounds(text, &fast);
    FindWordBoundsByByte(text, &slow);
    ASSERT_EQ(Cut(text, fast), Cut(text, slow)) << text;
  }
}

TEST(WordBounds, CutLettersFromDigitsAndSigns) {
  WordBounds bounds;
  const std::string text = "h-caldesmon CD34, ≤4.5cm";
  FindWordBounds(text, &bounds);
  EXPECT_EQ(Cut(text, bounds), (std::vector<std::string_view>{"h", "-", "caldesmon", "CD", "34",
                                                              ",", "≤", "4", ".", "5", "cm"}));
}

TEST(WordKey, LowersLettersAndNothingElse) {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  for (size_t at = 0; at + 8 <= all.size(); ++at) {
    std::string lower = all.substr(at, 8);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    EXPECT_EQ(LowerBytes(FewBytes(all.data() + at, 8)), FewBytes(lower.data(), 8)) << at;
  }
}

TEST(WordKey, OfARunIsTheKeyOfTheWord) {
  const std::string letters = "LeioMyoSarcomatousAndSo", digits = "01234567890123456789";
  for (size_t size = 1; size <= 16; ++size) {
    EXPECT_EQ(KeyOfRun(letters.data(), size), KeyOf(letters.substr(0, size))) << size;
    EXPECT_EQ(KeyOfRun(digits.data(), size), KeyOf(digits.substr(0, size))) << size;
  }
}

// Words that share their first bytes are different words.
TEST(Words, FindsWordsOfAnyLength) {
  Vocabulary vocabulary;
  const std::string longest(70, 'x');
  std::vector<WordId> ids(longest.size() + 1, kUnknownWord);
  for (size_t size = 64; size > 0; --size) {
    EXPECT_EQ(vocabulary.Find(longest.substr(0, size)), kUnknownWord) << size;
    ids[size] = vocabulary.Add(longest.substr(0, size));
  }
  for (size_t size = 1; size <= 64; ++size) {
    std::string capitals = longest.substr(0, size);
    for (char& c : capitals) c = 'X';
    EXPECT_EQ(vocabulary.Find(capitals), ids[size]) << size;
    EXPECT_EQ(vocabulary.Spelling(ids[size]).size(), size);
  }
  EXPECT_EQ(vocabulary.Find(longest), kUnknownWord);
}

TEST(Words, LooksUpEveryWordOfATextAsByItself) {
  Vocabulary vocabulary;
  for (const char* word :
       {"a", "z", "34", "-", "[", "≤", "leiomyosarcoma", "leiomyosarcomaz", "µ", "az", "0"}) {
    vocabulary.Add(word);
  }
  std::mt19937 random(5);
  std::vector<Word> words;
  for (int round = 0; round < 500; ++round) {
    const std::string text = RandomText(&random, random() % 120);
    LookUpWords(text, vocabulary, &words);
    for (const Word& word : words) {
      EXPECT_EQ(word.id, vocabulary.Find(text.substr(word.begin, word.end - word.begin)));
    }
  }
}

TEST(Words, CorrectsToTheOnlyNearestWord) {
  Vocabulary vocabulary;
  std::vector<std::string> known = {"desmin",          "desmoid",        "actin",
                                    "vimentin",        "leiomyosarcoma", "leiomyosarcomas",
                                    "rhabdomyosarcoma"};
  // Enough words of one length for whole groups.
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'e'; ++b) known.push_back(std::string("qq") + a + b + "qqq");
  }
  for (const std::string& word : known) vocabulary.AllowMisspelling(vocabulary.Add(word));
  vocabulary.Freeze();
  const auto correct = [&](const char* word) {
    return vocabulary.Spelling(vocabulary.Correct(word));
  };
  EXPECT_EQ(correct("desrnin"), "") << "two edits are too many for a short word";
  EXPECT_EQ(correct("desmln"), "desmin");
  EXPECT_EQ(correct("leiomyosarcorna"), "leiomyosarcoma");
  EXPECT_EQ(correct("rhabdomyosarcorna"), "rhabdomyosarcoma");
  EXPECT_EQ(correct("qqmzqqq"), "") << "tied";
  EXPECT_EQ(correct("zebra"), "");
}

// A vocabulary may stand where another one was, and be as large.
TEST(Words, RepairsAreThoseOfTheVocabularyAsked) {
  std::optional<Vocabulary> vocabulary;
  for (const char* known : {"desmin", "destin"}) {
    vocabulary.emplace();
    vocabulary->AllowMisspelling(vocabulary->Add(known));
    vocabulary->Freeze();
    std::vector<Word> words;
    CutWords("desxin", *vocabulary, &words);
    ASSERT_EQ(words.size(), 1u);
    EXPECT_EQ(vocabulary->Spelling(words[0].id), known);
    CutWords("desmln", *vocabulary, &words);
    EXPECT_EQ(words[0].id, known == std::string_view("desmin") ? 1u : kUnknownWord);
  }
}

// What CutWords makes of a text: a slash before each word that begins a line.
std::string Shown(std::string_view text, const Vocabulary& vocabulary) {
  std::vector<Word> words;
  CutWords(text, vocabulary, &words);
  std::string shown;
  for (const Word& word : words) {
    if (word.space_before && !shown.empty()) shown += word.breaks_before > 0 ? '/' : ' ';
    shown += text.substr(word.begin, word.end - word.begin);
  }
  return shown;
}

TEST(Words, WhatALostLineBreakGluedIsParted) {
  Vocabulary vocabulary;
  for (const char* word : {"thigh", "tumor", "size", "cm", "clinical", "history", "this", "fascia"})
    vocabulary.Add(word);
  vocabulary.Freeze();
  EXPECT_EQ(Shown("Left thighTumor size: 4 cm", vocabulary), "Left thigh/Tumor size: 4 cm");
  EXPECT_EQ(Shown("Size 4 cmTUMORSITE", vocabulary), "Size 4 cm/TUMORSITE");
  EXPECT_EQ(Shown("Clinical HistoryThis woman has", vocabulary), "Clinical History/This woman has");
  EXPECT_EQ(Shown("of the thighTumor and fascia", vocabulary), "of the thigh Tumor and fascia");
  EXPECT_EQ(Shown("a thighBone", vocabulary), "a thighBone");
  EXPECT_EQ(Shown("cmTumor thiGh TUmor", vocabulary), "cmTumor thiGh TUmor");
}

TEST(Words, ACodeThatEndsInMisreadDigitsIsRead) {
  Vocabulary vocabulary;
  for (const char* known : {"o", "2", "t"}) vocabulary.Add(known);
  const std::vector<WordId> code = {vocabulary.Add("ck"), vocabulary.Add("20")};
  vocabulary.AllowConfusion(code);
  vocabulary.Freeze();
  std::vector<Word> words;
  CutWords("CK2O", vocabulary, &words);
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].id, code[0]);
  EXPECT_EQ(words[1].id, code[1]);
  CutWords("T2O", vocabulary, &words);
  EXPECT_EQ(words.size(), 3u);
}

TEST(Words, AMisreadDecimalPointIsOne) {
  Vocabulary vocabulary;
  const WordId point = vocabulary.Add(".");
  vocabulary.Freeze();
  const auto second = [&](std::string_view text) {
    std::vector<Word> words;
    CutWords(text, vocabulary, &words);
    return words[1];
  };
  for (const char* text : {"0_7 cm", "3:.0 cm", "3.:0 cm"}) {
    const Word word = second(text);
    EXPECT_EQ(word.id, point) << text;
    EXPECT_EQ(word.repair, kRepairConfusion) << text;
    EXPECT_EQ(text[word.end], text[0] == '0' ? '7' : '0') << text;
  }
  EXPECT_EQ(second("0_ 7").repair, 0);
  EXPECT_EQ(second("3:0").repair, 0);
  EXPECT_EQ(second("T_7").repair, 0);
}

}  // namespace
}  // namespace pathex
