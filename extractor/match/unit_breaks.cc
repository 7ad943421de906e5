#include "extractor/match/unit_breaks.h"

#include <algorithm>

#include "extractor/match/answers.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr size_t kNarrowest = 40;  // a text with shorter lines is a list, not wrapped prose
constexpr size_t kWidest = 120;
constexpr uint32_t kLongestLabel = 8;    // words before the colon of "Label: value"
constexpr uint32_t kLongestAnswer = 12;  // words of the line under a label

}  // namespace

UnitBreak UnitBreaks::Before(uint32_t i) const {
  const bool apart =
      words_[i].breaks_before > 0 || words_[i].begin - words_[i - 1].end >= kColumnGap;
  if (!apart || !Answers(i)) return ByLayout(i);
  return First(i - 1) == ':' ? UnitBreak::kNone : UnitBreak::kAnswer;
}

UnitBreak UnitBreaks::ByLayout(uint32_t i) const {
  const Word& word = words_[i];
  const char last = First(i - 1);
  if (word.breaks_before > 0 && word.breaks_before <= 2 && JoinsTitle(i)) return UnitBreak::kNone;
  if (word.breaks_before >= 2)
    return last == ':' && word.breaks_before == 2 ? UnitBreak::kUnit : UnitBreak::kBlock;
  if (word.breaks_before == 1) {
    if (word.kind == WordKind::kDigits && ReachesOver(i)) return UnitBreak::kNone;
    const bool label = Label(i);
    // "Tumor size:" and below it "Greatest dimension: 4 cm": the value of the label above.
    if (label && last == ':' && !ListMark(i)) return UnitBreak::kNone;
    if (label && (BelowWeight(i) || EndsTitleAbove(i))) return UnitBreak::kNone;
    // "MDM2 by⏎FISH: not amplified"
    if (label && IsLinking(i - 1) && !ListMark(i)) return UnitBreak::kNone;
    if (ListMark(i) || label) return last == ',' ? UnitBreak::kUnit : UnitBreak::kBlock;
    // The forms come last: they cost most.
    if (!SentenceEnd(i) && !Deliberate(i)) return UnitBreak::kNone;
    return word.kind == WordKind::kLetters && FormReachesOver(i) ? UnitBreak::kNone
                                                                 : UnitBreak::kUnit;
  }
  return SentenceEnd(i) ? UnitBreak::kUnit : UnitBreak::kNone;
}

std::string_view UnitBreaks::Spelling(uint32_t i) const {
  return text_.substr(words_[i].begin, words_[i].end - words_[i].begin);
}

size_t UnitBreaks::UsualWidth() const {
  std::array<uint32_t, kWidest + 1> lines = {};  // by length, of which no more than kWidest counts
  size_t left = 0;
  for (size_t from = 0, to; from < text_.size(); from = to + 1) {
    to = std::min(text_.find('\n', from), text_.size());
    if (to == from) continue;
    ++lines[std::min(to - from, kWidest)];
    ++left;
  }
  if (left == 0) return kNarrowest;
  // From the longest down: a tenth of the lines may be longer than the usual width.
  left -= left * 9 / 10;
  size_t width = kWidest;
  while (width > kNarrowest && lines[width] < left) left -= lines[width--];
  return width;
}

bool UnitBreaks::Deliberate(uint32_t i) const {
  const char first = First(i);
  if (IsAsciiLower(first)) return false;
  const char last = First(i - 1);
  if (last == ',' || last == '(' || last == '/' || last == ':' || last == '-' || last == '&')
    return false;
  if (last == ';') return true;
  if (LeadsOn(i - 1)) return false;
  if (!(IsAsciiUpper(first) || IsAsciiDigit(first) || first == '[' || first == '(')) return false;
  const size_t line_begin = text_.rfind('\n', words_[i - 1].begin);
  const size_t start = line_begin == std::string_view::npos ? 0 : line_begin + 1;
  const size_t used = words_[i - 1].end - start;
  uint32_t next_end = words_[i].end;
  while (next_end < text_.size() && text_[next_end] != ' ' && text_[next_end] != '\n') ++next_end;
  return used + 1 + (next_end - words_[i].begin) + 3 < width_;
}

bool UnitBreaks::LeadsOn(uint32_t i) const {
  if (words_[i].kind != WordKind::kLetters) return false;
  return language_.leading_words.Has(Spelling(i));
}

bool UnitBreaks::IsLinking(uint32_t i) const {
  if (words_[i].kind != WordKind::kLetters) return false;
  return language_.linking_words.Has(Spelling(i));
}

bool UnitBreaks::IsUnit(uint32_t i) const { return language_.units.Has(Spelling(i)); }

bool UnitBreaks::ListMark(uint32_t i) const {
  const char c = First(i);
  if ((c == '-' || c == '*' || c == '+' || c == '>' || c == '~') && i + 1 < words_.size() &&
      words_[i + 1].breaks_before == 0) {
    return c == '*' || words_[i + 1].space_before || IsAsciiUpper(First(i + 1));
  }
  if (static_cast<uint8_t>(c) >= 0x80 && words_[i].kind == WordKind::kOther) return true;  // "•"
  if (c == '[' || (c == '(' && i + 2 < words_.size() && First(i + 2) == ')' &&
                   words_[i + 1].end - words_[i + 1].begin <= 2))
    return true;
  if (i + 2 >= words_.size() || words_[i].end - words_[i].begin > 2) return false;
  const char close = First(i + 1);
  if (close != '.' && close != ')' && close != ':') return false;
  if (words_[i + 1].space_before || words_[i + 2].breaks_before > 0) return false;
  // "b. Margins", "ii) Nodes": small letters only before a capital; "2.1⏎cm. The": a unit.
  if (IsAsciiLower(c) && words_[i].kind == WordKind::kLetters && close != ':') {
    return !IsUnit(i) && words_[i + 2].space_before && IsAsciiUpper(First(i + 2));
  }
  return (IsAsciiDigit(c) && (close != '.' || words_[i + 2].space_before)) ||
         (words_[i].end - words_[i].begin == 1 && IsAsciiUpper(c));
}

bool UnitBreaks::Label(uint32_t i) const {
  if (!IsAsciiUpper(First(i)) && First(i) != '(') return false;
  // "distance from the closest margin⏎(deep): 4 mm": the end of the label.
  if (First(i) == '(' && words_[i - 1].kind == WordKind::kLetters && i + 1 < words_.size() &&
      IsAsciiLower(First(i + 1))) {
    return false;
  }
  bool open = First(i) == '(';
  for (uint32_t k = i + 1; k < words_.size() && k <= i + kLongestLabel; ++k) {
    if (words_[k].breaks_before > 0) return false;
    const char c = First(k);
    if (c == ':') return true;
    if (c == ')' && !open) return false;  // "(after 50⏎Gy of radiation):"
    open = open || c == '(';
    if (c == '.' || c == ';' || c == ',') return false;
  }
  return false;
}

bool UnitBreaks::BelowWeight(uint32_t i) const {
  constexpr uint32_t kLongestLine = 7;  // words: "Weight", ":", "34", ".", "2", "g", "."
  if (i + 1 >= words_.size() || First(i + 1) != ':' || i < 4 ||
      !language_.label_words.length.Has(Spelling(i))) {
    return false;
  }
  uint32_t unit = i - 1;
  if (First(unit) == '.') --unit;
  uint32_t line = unit;
  while (line > 0 && words_[line].breaks_before == 0 && i - line < kLongestLine) --line;
  return words_[line].breaks_before > 0 && unit > line + 2 && First(line + 1) == ':' &&
         words_[line].kind == WordKind::kLetters && words_[line + 2].kind == WordKind::kDigits &&
         words_[unit].kind == WordKind::kLetters && words_[unit - 1].kind == WordKind::kDigits &&
         !IsUnit(unit);
}

bool UnitBreaks::EndsTitleAbove(uint32_t i) const {
  constexpr uint32_t kLongestLine = 20;  // words
  const char last = First(i - 1);
  if (last != ',' && words_[i - 1].kind != WordKind::kLetters) return false;
  const uint32_t end = LineEnd(i, kLongestLabel);
  if (First(end - 1) != ':' || (end < words_.size() && words_[end].breaks_before == 0))
    return false;
  uint32_t line = i - 1;
  while (line > 0 && words_[line].breaks_before == 0 && i - line < kLongestLine) --line;
  const bool begins = line == 0 || words_[line].breaks_before > 1;
  if (words_[line].kind != WordKind::kLetters || (!begins && !BeginsWithLabel(line))) return false;
  return std::none_of(text_.begin() + words_[line].begin, text_.begin() + words_[end - 1].begin,
                      IsAsciiLower);
}

bool UnitBreaks::JoinsTitle(uint32_t i) const {
  constexpr uint32_t kLongestItem = 9, kLongestTitle = 24;  // words
  constexpr int kMostItems = 2, kMostLines = 3;
  if (language_.joined_titles.empty() || words_[i].kind != WordKind::kOther || !ListMark(i) ||
      First(i) == '[' || First(i) == '(' || (words_[i].breaks_before > 1 && First(i - 1) != ':')) {
    return false;
  }
  const auto line_before = [&](uint32_t k, uint32_t most) {
    const uint32_t end = k;
    while (k-- > 0 && end - k <= most) {
      if (k == 0 || words_[k].breaks_before > 0) return k;
    }
    return end;  // longer
  };
  uint32_t title_end = i;
  for (int items = 0; First(title_end - 1) != ':'; ++items) {
    const uint32_t item = line_before(title_end, kLongestItem);
    if (items == kMostItems || item == title_end || item == 0 || First(item) != First(i))
      return false;
    title_end = item;
  }
  uint32_t first = title_end;
  for (int line = 0; line < kMostLines && first > 0; ++line) {
    const uint32_t begin = line_before(first, kLongestTitle);
    if (begin == first) return false;
    first = begin;
    if (BeginsWithLabel(first)) return NamesJoined(first, title_end);
    if (words_[first].breaks_before > 1) return false;
  }
  return false;
}

bool UnitBreaks::BeginsWithLabel(uint32_t i) const {
  if (i + 2 >= words_.size() || words_[i].end - words_[i].begin > 2) return false;
  const char close = First(i + 1);
  return words_[i].kind != WordKind::kOther && !words_[i + 1].space_before &&
         (close == '.' || close == ')' || close == ':');
}

bool UnitBreaks::NamesJoined(uint32_t first, uint32_t last) const {
  for (; first < last; ++first) {
    if (words_[first].kind != WordKind::kLetters) continue;
    if (language_.joined_titles.Has(Spelling(first))) return true;
  }
  return false;
}

uint32_t UnitBreaks::LineEnd(uint32_t i, uint32_t most) const {
  uint32_t k = i + 1;
  while (k < words_.size() && words_[k].breaks_before == 0 && k - i <= most) ++k;
  return k;
}

bool UnitBreaks::Answers(uint32_t i) const {
  if (words_[i].breaks_before > 2) return false;
  const bool number = IsAsciiDigit(First(i));
  if (number ? ListMark(i) : !BeginsAnswer(plain_, language_, i)) return false;
  if (words_[i].breaks_before == 0) return IsLabelLine(i, number);
  const uint32_t end = LineEnd(i, kLongestAnswer);
  if (number && HasOwnLabel(i, end)) return false;
  // Where another answer follows, a column of answers has lost its labels.
  if (end - i > kLongestAnswer || (end < words_.size() && BeginsAnswer(plain_, language_, end)))
    return false;
  return IsLabelLine(i, number);
}

bool UnitBreaks::HasOwnLabel(uint32_t i, uint32_t end) const {
  constexpr uint32_t kShortWord = 3;  // "per", "hpf", "mm"
  for (; i < end; ++i) {
    const Word& word = words_[i];
    if (word.kind == WordKind::kLetters && word.end - word.begin > kShortWord) return true;
  }
  return false;
}

bool UnitBreaks::IsLabelLine(uint32_t i, bool before_number) const {
  uint32_t first = i - 1;
  while (first > 0 && words_[first].breaks_before == 0 && i - first <= kLongestLabel) --first;
  if (i - first > kLongestLabel || (first > 0 && words_[first].breaks_before == 0)) return false;
  const char last = First(i - 1);
  if (last == '.' || last == ';' || last == ',' || last == '-' || last == '/' || last == '(') {
    return false;
  }
  if ((words_[i - 1].kind == WordKind::kDigits && !EndsName(i - 1, first)) || IsLinking(i - 1) ||
      BeginsAnswer(plain_, language_, first)) {
    return false;
  }
  for (uint32_t k = first; k + 1 < i; ++k) {
    if (First(k) == ':' || First(k) == ';') return false;
    const bool columns = words_[k + 1].begin - words_[k].end >= kColumnGap;
    if (columns && words_[i].breaks_before > 0) return false;  // answered in its own line
    if (before_number && words_[k].kind == WordKind::kDigits) return false;
  }
  while (first + 1 < i && words_[first].kind == WordKind::kOther && First(first) != '(') ++first;
  return IsAsciiUpper(First(first));
}

bool UnitBreaks::EndsName(uint32_t i, uint32_t first) const {
  return i == first + 1 && !words_[i].space_before && words_[first].kind == WordKind::kLetters &&
         words_[first].end - words_[first].begin >= 2;
}

bool UnitBreaks::Abbreviation(uint32_t i) const {
  if (words_[i].kind != WordKind::kLetters) return false;
  return language_.abbreviations.Has(Spelling(i));
}

bool UnitBreaks::ReachesOver(uint32_t i) const {
  constexpr size_t kFilled = 45;
  const size_t line = text_.rfind('\n', words_[i - 1].begin);
  const size_t begin = line == std::string_view::npos ? 0 : line + 1;
  return words_[i - 1].end - begin >= std::max(kFilled, width_ * 2 / 3) && FormReachesOver(i);
}

bool UnitBreaks::FormReachesOver(uint32_t i) const {
  constexpr uint32_t kLongestForm = 6;
  const uint32_t from = i - std::min(i, kLongestForm);
  for (const FoundForm& form : FormsIn(reading_, from, i)) {
    if (form.last > i) return true;
  }
  return false;
}

bool UnitBreaks::IsCross(uint32_t i) const {
  const std::string_view word = Spelling(i);
  return word == "x" || word == "X" || word == "×";
}

bool UnitBreaks::InsideLength(uint32_t stop, uint32_t i) const {
  if (!IsAsciiDigit(First(stop - 1)) || words_[stop].space_before || !IsAsciiDigit(First(i)))
    return false;
  if (i + 1 >= words_.size() || (!IsUnit(i + 1) && !IsCross(i + 1))) return false;
  if (stop < 2 || words_[stop - 1].breaks_before > 0) return false;
  if (IsCross(stop - 2)) return true;
  const char before = First(stop - 2);
  return words_[i].breaks_before == 0 &&
         (words_[stop - 2].kind == WordKind::kLetters || before == '(' || before == ',');
}

bool UnitBreaks::EndsUnspaced(uint32_t stop, uint32_t i) const {
  if (!IsAsciiUpper(First(i)) || words_[i].kind != WordKind::kLetters) return false;
  const Word& before = words_[stop - 1];
  const uint32_t size = words_[i].end - words_[i].begin;
  const bool letters = before.kind == WordKind::kLetters;
  if (size == 1) {
    // "A rare focus": the article.
    if (First(i) != 'A' || i + 1 >= words_.size() || !words_[i + 1].space_before ||
        !IsAsciiLower(First(i + 1)))
      return false;
  } else if (words_[stop].space_before && !IsAsciiLower(text_[words_[i].begin + 1]) && size < 3) {
    return false;
  }
  if (!words_[stop].space_before) return letters && before.end - before.begin >= 3;
  return !letters || (before.end - before.begin >= 2 && !Abbreviation(stop - 1)) ||
         IsUnit(stop - 1);
}

bool UnitBreaks::SentenceEnd(uint32_t i) const {
  uint32_t stop = i - 1;
  while (stop > 0 && (First(stop) == '"' || First(stop) == '\'' || First(stop) == ')') &&
         !words_[stop].space_before) {
    --stop;
  }
  const char mark = First(stop);
  if (mark != '.' && mark != '?' && mark != '!') return false;
  if (stop != i - 1 && mark != '.') return false;
  const char next = First(i);
  if (IsAsciiLower(next) || next == ',' || next == ')' || next == ':' || next == ';' || next == '.')
    return false;
  if (mark != '.') return words_[i].space_before;
  if (stop > 0 && First(stop - 1) == '.' && !words_[stop].space_before)
    return false;  // a dotted leader
  if (stop == 0) return true;
  if (stop > 1 && First(stop - 1) == '.' && First(stop - 2) == '.')
    return false;  // a leader: "Size...... 4 cm"
  // "no tumor present.(D) Prostate": a label in brackets.
  if (next == '(' && i + 2 < words_.size() && First(i + 2) == ')' && IsAsciiUpper(First(i + 1)) &&
      words_[i + 1].end - words_[i + 1].begin == 1) {
    return true;
  }
  if (!words_[i].space_before) return EndsUnspaced(stop, i);
  if (words_[stop].space_before && IsAsciiDigit(next) && words_[stop - 1].kind == WordKind::kDigits)
    return false;  // "4 . 5"
  if (InsideLength(stop, i)) return false;
  if (Abbreviation(stop - 1)) return false;
  const Word& before = words_[stop - 1];
  const bool initial = before.kind == WordKind::kLetters && before.end - before.begin == 1 &&
                       IsAsciiUpper(First(stop - 1));
  // "A. Kidney": the label belongs to what follows; "grade I. Margins" ends there.
  if (initial && (stop < 2 || First(stop - 2) == '.' || First(stop - 2) == ':' ||
                  words_[stop - 1].breaks_before > 0)) {
    return false;
  }
  return true;
}

}  // namespace pathex
