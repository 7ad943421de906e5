#include <gtest/gtest.h>

#include "extractor/match/value.h"

namespace pathex {
namespace {

LanguageRules Rules() {
  LanguageRules rules;
  rules.units.Add("cm", 10000);
  rules.units.Add("mm", 1000);
  rules.decimal_marks = {".", ","};
  return rules;
}

std::vector<int64_t> Dimensions(std::string_view text) {
  Value value;
  std::vector<std::string_view> repairs;
  if (!Convert(Converter::kDimensions, text, Rules(), &value, &repairs)) return {};
  return value.numbers;
}

using Thousandths = std::vector<int64_t>;

TEST(Value, DimensionsReadLettersAsDigitsBetweenCrosses) {
  EXPECT_EQ(Dimensions("cm): 3.4x2.oxl.7"), (Thousandths{34000, 20000, 17000}));
  EXPECT_EQ(Dimensions("3.4 x 2.o x l.7 cm"), (Thousandths{34000, 20000, 17000}));
}

TEST(Value, TheRestOfARefusedNumberIsNoNumber) {
  EXPECT_EQ(Dimensions("kl.5 x 3 cm"), (Thousandths{30000}));
}

TEST(Value, AnyNumberOfDigitsIsReadOrRefused) {
  EXPECT_EQ(Dimensions("0.123456 cm"), Thousandths{1230});
  EXPECT_EQ(Dimensions("3 x 0 x 2 cm"), (Thousandths{30000, 20000}));  // one was not filled in
  EXPECT_EQ(Dimensions(".0 x 4.7 x 3 cm"), Thousandths{});             // a digit is lost
  EXPECT_EQ(Dimensions("." + std::string(3, '0') + "5 mm"), Thousandths{0});
  for (const size_t digits : {18u, 19u, 64u, 400u}) {
    const std::string zeros(digits, '0'), nines(digits, '9');
    EXPECT_EQ(Dimensions("0." + zeros + " cm"), Thousandths{}) << digits;
    EXPECT_EQ(Dimensions("0." + nines + " cm"), Thousandths{}) << digits;
    EXPECT_EQ(Dimensions(nines + " cm"), Thousandths{}) << digits;
    EXPECT_EQ(Dimensions(zeros + "7 cm"), Thousandths{70000}) << digits;
  }
  EXPECT_EQ(Dimensions("1000000000000 cm"), Thousandths{});
}

int64_t NumberOf(std::string_view text) {
  LanguageRules rules = Rules();
  const std::pair<const char*, int64_t> numbers[] = {
      {"dix", 10000}, {"dix-huit", 18000},    {"vingt", 20000}, {"trois", 3000},
      {"un", 1000},   {"vingt-et-un", 21000}, {"o", 0}};
  for (const auto& [word, number] : numbers) rules.numbers.Add(word, number);
  Value value;
  std::vector<std::string_view> repairs;
  return Convert(Converter::kNumber, text, rules, &value, &repairs) ? value.thousandths : -1;
}

TEST(Value, TheLetterOBeforeAPointIsANought) {
  EXPECT_EQ(NumberOf("o.3"), 300);
  EXPECT_EQ(NumberOf("o"), 0);
  EXPECT_EQ(NumberOf("o. 3 nodes"), 300);
  EXPECT_EQ(NumberOf("o of 3"), 0);
}

TEST(Value, NumberWordsReachOverHyphensAndBlanks) {
  EXPECT_EQ(NumberOf("dix-huit"), 18000);
  EXPECT_EQ(NumberOf("dix huit ganglions"), 18000);
  EXPECT_EQ(NumberOf("dix ganglions"), 10000);
  EXPECT_EQ(NumberOf("vingt-trois"), 23000);
  EXPECT_EQ(NumberOf("vingt et un"), 21000);
  EXPECT_EQ(NumberOf("vingt et trois"), 20000);
}

// In thousandths; -1 when there is none.
int64_t Millilitres(std::string_view text) {
  Value value;
  std::vector<std::string_view> repairs;
  return Convert(Converter::kMillilitres, text, Rules(), &value, &repairs) ? value.thousandths : -1;
}

TEST(Value, MillilitresHaveThousandsAndLitresDecimals) {
  EXPECT_EQ(Millilitres("450 ml"), 450'000);
  EXPECT_EQ(Millilitres("1,250 ml"), 1'250'000);
  EXPECT_EQ(Millilitres("1 100 cc"), 1'100'000);
  EXPECT_EQ(Millilitres("1.3 l"), 1'300'000);
  EXPECT_EQ(Millilitres("2 litres"), 2'000'000);
  EXPECT_EQ(Millilitres("0,75 liter"), 750'000);
  EXPECT_EQ(Millilitres("1.250 l"), -1);
  EXPECT_EQ(Millilitres("1.5 ml"), -1);
  for (const size_t digits : {18u, 19u, 64u, 400u}) {
    EXPECT_EQ(Millilitres("1." + std::string(digits, '0') + " l"), -1) << digits;
    EXPECT_EQ(Millilitres(std::string(digits, '9') + " l"), -1) << digits;
    EXPECT_EQ(Millilitres(std::string(digits, '9') + " ml"), -1) << digits;
  }
}

}  // namespace
}  // namespace pathex
