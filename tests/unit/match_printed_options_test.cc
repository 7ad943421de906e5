#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "extractor/match/printed_options.h"

namespace pathex {
namespace {

// The words that stay, line by line.
std::string Left(std::string_view text) {
  std::vector<Word> words = CutPlain(text);
  DropPrintedOptions(text, &words);
  std::string out;
  for (const Word& word : words) {
    if (!out.empty() && word.space_before) out += word.breaks_before > 0 ? '\n' : ' ';
    out += text.substr(word.begin, word.end - word.begin);
  }
  return out;
}

TEST(PrintedOptions, AScaleThatIsPrintedWholeSaysNothing) {
  EXPECT_EQ(
      Left("Primary Tumor\npTX: Cannot be assessed\n_ pTO: None\n__r, pT l : Small\n- pT2a: Large\n"
           "  or many\npT3: Huge\npNX: Cannot be assessed\npNO: None\nMargins: clear"),
      "Primary Tumor\nor many\nMargins: clear");
  EXPECT_EQ(Left("GX: Cannot be assessed\nGI: Well\nG2: Moderately"), "");
}

TEST(PrintedOptions, WhatWasTickedStays) {
  EXPECT_EQ(Left("pTX: Cannot be assessed\nV pT1: Small\npT2: Large"), "pT1: Small");
}

TEST(PrintedOptions, ACodeThatIsSaidStays) {
  for (const char* text : {"pT2: Large\npNX: Cannot be assessed\npMX: Cannot be assessed",
                           "pTX\nGrade: 2", "MAX: 3 cm\nMIN: 2 cm", "pNX pN0: 1"}) {
    EXPECT_EQ(Left(text), text);
  }
}

}  // namespace
}  // namespace pathex
