// How laboratories write their stains: one function a grammar.
#include <algorithm>
#include <functional>

#include "tests/bench/corpus_case.h"

namespace pathex {
namespace {

using Lines = std::vector<std::string>;
using Stains = std::vector<Stain>;

// "a", "a and b", "a, b and c".
std::string List(const Lines& items, const std::string& last_word, bool comma_before_last) {
  std::string out;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && i + 1 == items.size()) {
      out += (comma_before_last && items.size() > 2 ? ", " : " ") + last_word + " ";
    } else if (i > 0) {
      out += ", ";
    }
    out += items[i];
  }
  return out;
}

Lines Positives(const Stains& stains, Draw* draw) {
  Lines out;
  for (const Stain& stain : stains) {
    if (stain.result == Stain::kNegative) continue;
    std::string note;
    if (stain.result == Stain::kFocal) {
      static const Lines kFocal = {" (focal)", " (focally)", " (patchy)", " (few cells)",
                                   " (weak, focal)"};
      note = draw->Of(kFocal);
    } else if (draw->Percent(25)) {
      note = " (" + std::to_string(stain.percent) + (draw->Percent(50) ? "%)" : " %)");
    } else if (draw->Percent(20)) {
      note = " (diffuse)";
    }
    out.push_back(stain.marker + note);
  }
  return out;
}

Lines Negatives(const Stains& stains) {
  Lines out;
  for (const Stain& stain : stains) {
    if (stain.result == Stain::kNegative) out.push_back(stain.marker);
  }
  return out;
}

std::string Positive(const Stains& stains, Draw* draw) {
  return List(Positives(stains, draw), "and", draw->Percent(30));
}

std::string Negative(const Stains& stains, const std::string& last_word, Draw* draw) {
  return List(Negatives(stains), last_word, draw->Percent(30));
}

Lines ValueThenList(const Stains& stains, Draw* draw) {
  static const Lines kOpen = {"The tumor cells are positive for ",
                              "Tumor cells stain for ",
                              "The neoplastic cells are immunoreactive for ",
                              "Positive for ",
                              "There is staining for ",
                              "The cells express "};
  static const Lines kThen = {"; they are negative for ", ". Negative for ",
                              " and are negative for ", "; no staining for ",
                              ". There is no expression of "};
  const std::string then = draw->Of(kThen);
  const bool no = then.find(" no ") != std::string::npos;
  return {draw->Of(kOpen) + Positive(stains, draw) + then +
          Negative(stains, no ? "or" : "and", draw) + "."};
}

Lines ListThenValue(const Stains& stains, Draw* draw) {
  static const Lines kYes = {" are positive.", " are expressed.", " show a positive reaction.",
                             ": positive."};
  static const Lines kNo = {" are negative.", " are not expressed.", " show no staining.",
                            ": negative."};
  return {Positive(stains, draw) + draw->Of(kYes), Negative(stains, "and", draw) + draw->Of(kNo)};
}

Lines ButNot(const Stains& stains, Draw* draw) {
  static const Lines kOpen = {"The tumor expresses ", "The cells express ",
                              "The lesion stains with "};
  static const Lines kBut = {" but not ", ", but not ", " and does not express "};
  return {draw->Of(kOpen) + Positive(stains, draw) + draw->Of(kBut) + Negative(stains, "or", draw) +
          "."};
}

Lines Signs(const Stains& stains, Draw* draw) {
  static const Lines kBetween = {"/", ", ", "; "};
  const std::string between = draw->Of(kBetween);
  const bool bracket = draw->Percent(40);
  std::string line = draw->Percent(60) ? "Immunoprofile: " : "IHC: ";
  for (size_t i = 0; i < stains.size(); ++i) {
    const char* sign = stains[i].result == Stain::kNegative ? "-" : "+";
    if (i > 0) line += between;
    line += stains[i].marker;
    if (stains[i].result == Stain::kFocal) line += " focal";
    line += bracket ? std::string(" (") + sign + ")" : sign;
  }
  return {line + "."};
}

std::string ResultWords(const Stain& stain, Draw* draw) {
  static const Lines kYes = {
      "positive", "Positive", "diffusely positive", "strong diffuse staining", "+", "pos"};
  static const Lines kSome = {"focally positive", "focal", "patchy positive", "weak, focal",
                              "+ (focal)"};
  static const Lines kNo = {"negative", "Negative", "no staining", "-", "neg"};
  std::string words = draw->Of(stain.result == Stain::kPositive ? kYes
                               : stain.result == Stain::kFocal  ? kSome
                                                                : kNo);
  if (stain.result != Stain::kNegative && draw->Percent(30)) {
    words += " (" + std::to_string(stain.percent) + "%)";
  }
  return words;
}

Lines LabelLines(const Stains& stains, Draw* draw) {
  Lines lines;
  for (const Stain& stain : stains) lines.push_back(stain.marker + ": " + ResultWords(stain, draw));
  return lines;
}

Lines Columns(const Stains& stains, Draw* draw) {
  size_t width = 12;
  for (const Stain& stain : stains) width = std::max(width, stain.marker.size() + 4);
  Lines lines = {"Antibody" + std::string(width - 8, ' ') + "Result"};
  for (const Stain& stain : stains) {
    lines.push_back(stain.marker + std::string(width - stain.marker.size(), ' ') +
                    ResultWords(stain, draw));
  }
  return lines;
}

Lines TwoLists(const Stains& stains, Draw* draw) {
  return {
      "Positive: " + List(Positives(stains, draw), draw->Percent(50) ? "and" : "&", false) + ".",
      "Negative: " + Negative(stains, "and", draw) + "."};
}

Lines OneByOne(const Stains& stains, Draw* draw) {
  static const Lines kYes = {" is diffusely positive", " is positive", " shows strong staining",
                             " is expressed"};
  static const Lines kSome = {" is focally positive", " stains scattered cells",
                              " shows patchy staining"};
  static const Lines kNo = {" is negative", " shows no staining", " is not expressed",
                            " does not stain the tumor"};
  std::string text;
  for (const Stain& stain : stains) {
    text += stain.marker + draw->Of(stain.result == Stain::kPositive ? kYes
                                    : stain.result == Stain::kFocal  ? kSome
                                                                     : kNo);
    text += draw->Percent(50) ? "; " : ". ";
  }
  text.replace(text.size() - 2, 2, ".");
  return {text};
}

Lines Scores(const Stains& stains, Draw* draw) {
  std::string text;
  for (const Stain& stain : stains) {
    const int score = stain.result == Stain::kNegative ? 0
                      : stain.result == Stain::kFocal  ? 1
                                                       : draw->Between(2, 3);
    if (!text.empty()) text += ", ";
    text += stain.marker + " " + std::to_string(score) + (score > 0 ? "+" : "");
    if (score > 1 && draw->Percent(35))
      text += " (" + std::to_string(stain.percent) + "% of cells)";
  }
  return {text + "."};
}

}  // namespace

std::vector<std::string> StainLines(const InventedCase& invented, Draw* draw) {
  static const std::vector<std::function<Lines(const Stains&, Draw*)>> kGrammars = {
      ValueThenList, ListThenValue, ButNot,   Signs,  LabelLines,
      Columns,       TwoLists,      OneByOne, Scores, ValueThenList};
  Lines lines = draw->Of(kGrammars)(invented.stains, draw);
  for (std::string& line : Sentences("index_sentence", 1, invented.facts, draw))
    lines.push_back(line);
  return lines;
}

}  // namespace pathex
