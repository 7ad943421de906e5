// What signs that are no ASCII are written as where patterns are matched.
#include <string>
#include <string_view>

#include "extractor/lexicon/pattern.h"

namespace pathex {

void AppendNotation(std::string_view folded, std::string* out) {
  struct Row {
    std::string_view from, to;
  };
  static constexpr Row kRows[] = {
      {"≤", "<="},    {"≥", ">="},     {"µ", "u"},   {"μ", "u"},     {"²", "2"},    {"³", "3"},
      {"±", "+/-"},   {"·", "."},      {"•", "*"},   {"α", "alpha"}, {"β", "beta"}, {"γ", "gamma"},
      {"κ", "kappa"}, {"λ", "lambda"}, {"½", "1/2"}, {"¼", "1/4"},   {"¾", "3/4"},  {"☒", "[x]"},
      {"☑", "[x]"},   {"☐", "[ ]"},    {"→", "->"},  {"≈", "~"},     {"✓", "[x]"},  {"✔", "[x]"},
      {"■", "[x]"},   {"□", "[ ]"},    {"∼", "~"},   {"‰", "%o"},
  };
  for (const Row& row : kRows) {
    if (row.from == folded) {
      out->append(row.to);
      return;
    }
  }
  out->push_back(kNoNotation);
}

}  // namespace pathex
