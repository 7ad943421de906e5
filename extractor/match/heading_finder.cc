#include "extractor/match/heading_finder.h"

#include <algorithm>

namespace pathex {
bool HeadingFinder::Accept(const Hit& hit, Heading* heading) const {
  uint32_t* after = &heading->after;
  const bool line_start = StartsLine(hit.first);
  const uint32_t next = PassBracket(hit.last);
  const bool end_of_line = next >= words_.size() || words_[next].breaks_before > 0;
  const bool colon = !end_of_line && First(next) == ':';
  const bool dash = !end_of_line && First(next) == '-' && words_[next].space_before;
  const bool stop = !end_of_line && First(next) == '.';
  *after = colon || (dash && line_start) ? next + 1 : next;
  const bool caps = AllCaps(hit), title = TitleCase(hit);
  const bool value = colon && next + 1 < words_.size() && words_[next + 1].breaks_before == 0;
  heading->label_like = value || (colon && !caps);
  if (line_start && (colon || end_of_line) && (title || colon)) return true;
  // A form that brings its own mark: "Histologiquement, ".
  if (line_start && title && words_[hit.last - 1].kind == WordKind::kOther) return true;
  if (line_start && dash && (caps || title)) return true;
  if (line_start && title && hit.last - hit.first >= 2 && IsRemark(next)) {
    *after = LineEnd(next);
    return true;
  }
  const bool bullet = hit.first > 0 && words_[hit.first].breaks_before == 0;
  if (line_start && caps && hit.last - hit.first >= 2 && !(bullet && CapsBehind(hit))) {
    return true;
  }
  if (line_start && caps && next < words_.size() && !IsAsciiLower(First(next)) && !stop &&
      !CapsBehind(hit)) {
    return true;
  }
  const bool many = hit.last - hit.first >= 2;
  // "p53 IHC: positive": a short abbreviation inside a sentence is none.
  const bool word = words_[hit.first].end - words_[hit.first].begin >= kShortestInside;
  if (colon && title && (many || AfterStop(hit.first) || (caps && word && !CapsAround(hit))))
    return true;
  // A sentence that is nothing but the heading: "Addendum. The stains …".
  const bool alone = stop && hit.first > 0 && First(hit.first - 1) == '.' &&
                     next + 1 < words_.size() && IsAsciiUpper(First(next + 1));
  if (!line_start && title && (many || alone) && !end_of_line && !IsAsciiLower(First(next)) &&
      AfterStop(hit.first) && !(caps && CapsBehind(hit))) {
    if (stop) *after = next + 1;
    return true;
  }
  if (many && !caps && !line_start && !end_of_line && InRunningText(hit, next)) return true;
  return many && caps && !CapsAround(hit);
}

bool HeadingFinder::IsAmongLabels(const Heading& heading) const {
  constexpr uint32_t kLongestValue = 3;
  const uint32_t next = LineEnd(heading.after);
  const bool starts = heading.first > 0 && words_[heading.first].breaks_before == 1;
  if (!starts || next == heading.after || next - heading.after > kLongestValue) return false;
  if (next >= words_.size() || words_[next].breaks_before > 1 || First(next - 1) == '.')
    return false;
  uint32_t line = heading.first - 1;  // the begin of the line before
  while (line > 0 && words_[line].breaks_before == 0) --line;
  return NextLabel(next - 1, LineEnd(next + 1)) == next && HasColon(line, heading.first);
}

bool HeadingFinder::HasColon(uint32_t from, uint32_t to) const {
  to = std::min(to, from + kLongestLabel);
  while (from < to && First(from) != ':') ++from;
  return from < to;
}

uint32_t HeadingFinder::NextLabel(uint32_t from, uint32_t to) const {
  for (uint32_t i = from + 1; i < to; ++i) {
    if (words_[i].breaks_before == 0 && First(i - 1) != '.') continue;
    const bool bullet =
        First(i) == '*' || First(i) == '-' ||
        (words_[i].kind == WordKind::kOther && static_cast<uint8_t>(First(i)) >= 0x80);
    if (!IsAsciiUpper(First(i)) && !bullet) continue;
    for (uint32_t k = i + 1; k < to && k <= i + kLongestLabel; ++k) {
      if (words_[k].breaks_before > 0 || First(k) == '.' || First(k) == ';') break;
      if (First(k) == ':') return i;
    }
  }
  return to;
}

uint32_t HeadingFinder::NextChecklist(uint32_t from, uint32_t to,
                                      const LanguageRules& language) const {
  for (uint32_t line = from, end; line < to; line = end) {
    uint32_t first = line;
    end = std::min(to, LineEnd(line + 1));
    while (first < end && words_[first].kind == WordKind::kOther) ++first;
    if (first < end && IsAsciiUpper(First(first)) && IsChecklistLabel(first, end, language))
      return line;
  }
  return to;
}

uint32_t HeadingFinder::NextTitle(uint32_t from, uint32_t to, const LanguageRules& language) const {
  for (uint32_t line = from; line < to;) {
    uint32_t end = line + 1;
    while (end < to && words_[end].breaks_before == 0) ++end;
    const uint32_t last = std::min(end, line + kLongestTitle);
    for (uint32_t k = line + 2; k < last; ++k) {
      if (First(k) != ':' && (First(k) != '-' || k + 1 < end)) continue;
      if (!EndsTitle(line, k, language)) continue;
      const bool lettered = words_[line].breaks_before > 1 &&
                            words_[line].kind == WordKind::kLetters && IsLabel(line);
      if (k + 1 == end || InCapitals(line, k) || lettered) return line;
    }
    // "N: Lymph nodes, right, dissection": behind the letter that comes next no colon is needed.
    if (last == end && end > line + 2 && IsLabel(line) && EndsTitle(line, end, language) &&
        GoesOnWithRow(line, from)) {
      return line;
    }
    line = end;
  }
  return to;
}

bool HeadingFinder::GoesOnWithRow(uint32_t line, uint32_t before) const {
  constexpr int kMostLeftOut = 2;
  if (words_[line].kind != WordKind::kLetters) return false;
  for (uint32_t i = before; i-- > 0;) {
    const bool starts = i == 0 || words_[i].breaks_before > 0;
    if (!starts || words_[i].kind != WordKind::kLetters || !IsLabel(i)) continue;
    const int step = First(line) - First(i);
    return step > 0 && step <= kMostLeftOut + 1;
  }
  return false;
}

bool HeadingFinder::IsLabel(uint32_t line) const {
  if (line + 1 >= words_.size() || words_[line].end - words_[line].begin > 1) return false;
  const char mark = First(line + 1);
  return !words_[line + 1].space_before && (mark == '.' || mark == ')' || mark == ':');
}

uint32_t HeadingFinder::FirstLabel(uint32_t from, uint32_t to) const {
  for (uint32_t line = from; line < to; line = LineEnd(line + 1)) {
    if ((First(line) == 'A' || First(line) == '1') && IsLabel(line)) return line;
  }
  return to;
}

uint32_t HeadingFinder::NextOpening(uint32_t from, uint32_t to,
                                    const std::vector<std::string>& openings,
                                    const LanguageRules& language) const {
  for (uint32_t line = from; line < to; line = LineEnd(line + 1)) {
    uint32_t word = line;
    while (word < to && word - line < kLongestMark && IsMark(word)) ++word;
    const uint32_t named = PassNamedLabel(word, to, language);
    const auto opens = [&](std::string_view opening) {
      const bool behind = opening.starts_with("# ");
      if (behind) return named < to && PlainFrom(named).starts_with(opening.substr(2));
      return PlainFrom(word).starts_with(opening);
    };
    if (word < to && std::any_of(openings.begin(), openings.end(), opens)) return line;
  }
  return to;
}

bool HeadingFinder::IsChecklistLabel(uint32_t first, uint32_t end,
                                     const LanguageRules& language) const {
  const LabelWords& known = language.label_words;
  const uint32_t reach = std::min(end, first + kLongestLabel);
  bool asks = false;
  uint32_t last = first;
  for (; last < reach && First(last) != ':' && First(last) != '('; ++last) {
    if (words_[last].kind != WordKind::kLetters) continue;
    const std::string_view word = Spelling(last);
    if (language.specimen_words.Has(word)) return false;
    asks = known.length.Has(word) || known.answer.Has(word) || known.rank.Has(word);
  }
  const bool closed = last < end && (First(last) == ':' || First(last) == '(');
  return asks && (closed || last == end);
}

bool HeadingFinder::EndsTitle(uint32_t line, uint32_t colon, const LanguageRules& language) const {
  if (!IsAsciiUpper(First(line)) && words_[line].kind != WordKind::kDigits) return false;
  const bool bracket = First(colon - 1) == ')' && colon > line + 3;
  if (bracket) --colon;
  const std::string procedure = Lower(colon - 1);
  const auto fits = [&](const std::string& word) {
    return word[0] == '-' ? procedure.ends_with(std::string_view(word).substr(1))
                          : procedure == word;
  };
  const std::vector<std::string>& known = language.procedure_words;
  if (std::none_of(known.begin(), known.end(), fits)) return false;
  for (uint32_t k = colon - 1; k > line && colon - k <= kProcedure; --k) {
    const char before = First(k - 1);
    if (bracket ? before == '(' : before == ',' || before == ';') return true;
  }
  return false;
}

bool HeadingFinder::InCapitals(uint32_t from, uint32_t to) const {
  return std::none_of(text_.begin() + words_[from].begin, text_.begin() + words_[to].begin,
                      IsAsciiLower);
}

std::string HeadingFinder::Lower(uint32_t i) const {
  std::string lower;
  for (uint32_t at = words_[i].begin; at < words_[i].end; ++at)
    lower += static_cast<char>(text_[at] | 0x20);
  return lower;
}

bool HeadingFinder::StartsLine(uint32_t i) const {
  if (i == 0 || words_[i].breaks_before > 0) return true;
  // Behind an enumerator or a bullet: "1. DIAGNOSIS", "* Microscopy".
  uint32_t k = i;
  int steps = 0;
  while (k > 0 && words_[k].breaks_before == 0 && steps < 3) {
    --k;
    ++steps;
    const Word& word = words_[k];
    const bool mark = word.kind == WordKind::kOther && First(k) != ':' && First(k) != ',';
    const bool label = word.end - word.begin <= 2 && steps >= 2 && word.kind != WordKind::kOther;
    if (!mark && !label) return false;
  }
  return k == 0 || words_[k].breaks_before > 0;
}

std::string_view HeadingFinder::PlainFrom(uint32_t i) const {
  return std::string_view(plain_.text).substr(plain_.begin[i]);
}

uint32_t HeadingFinder::PassNamedLabel(uint32_t i, uint32_t end,
                                       const LanguageRules& language) const {
  if (i + 2 >= end || !language.specimen_words.Has(Spelling(i))) return end;
  uint32_t label = i + 1;
  if (First(label) == '#') ++label;
  if (label + 1 >= end || words_[label].kind == WordKind::kOther || !IsMark(label)) return end;
  return label + 1;
}

bool HeadingFinder::IsMark(uint32_t i) const {
  return words_[i].kind == WordKind::kOther || words_[i].end - words_[i].begin <= 2;
}

uint32_t HeadingFinder::LineEnd(uint32_t i) const {
  while (i < words_.size() && words_[i].breaks_before == 0) ++i;
  return i;
}

bool HeadingFinder::IsRemark(uint32_t i) const {
  constexpr uint32_t kLongest = 7;
  const uint32_t end = LineEnd(i);
  if (i >= end || end - i > kLongest) return false;
  if (First(i) == '(') {
    // "Primary tumor (pT)" is a label.
    uint32_t long_words = 0;
    for (uint32_t k = i; k < end; ++k) long_words += words_[k].end - words_[k].begin > 3;
    return long_words >= 2 && First(end - 1) == ')';
  }
  if (First(i) != ',' || First(end - 1) == '.') return false;
  for (uint32_t k = i; k < end; ++k) {
    if (words_[k].kind == WordKind::kDigits) return true;
  }
  return false;
}

uint32_t HeadingFinder::PassBracket(uint32_t i) const {
  if (i >= words_.size() || First(i) != '(' || words_[i].breaks_before > 0) return i;
  uint32_t close = i;
  while (close < words_.size() && close < i + 8 && First(close) != ')') ++close;
  const bool passes = close + 1 < words_.size() && First(close) == ')' && First(close + 1) == ':';
  return passes ? close + 1 : i;
}

bool HeadingFinder::AfterStop(uint32_t i) const {
  if (i == 0 || words_[i].breaks_before > 0) return true;
  const char c = First(i - 1);
  return c == '.' || c == ':' || c == ';' || c == ')' || c == '*' || c == '|' || c == ']';
}

bool HeadingFinder::InRunningText(const Hit& hit, uint32_t next) const {
  return EachWordCapital(hit) && !IsAsciiLower(First(next)) &&
         words_[next].kind != WordKind::kOther && IsAsciiLower(First(hit.first - 1));
}

bool HeadingFinder::AllCaps(const Hit& hit) const {
  for (uint32_t i = words_[hit.first].begin; i < words_[hit.last - 1].end; ++i) {
    if (IsAsciiLower(text_[i])) return false;
  }
  return true;
}

bool HeadingFinder::EachWordCapital(const Hit& hit) const {
  for (uint32_t i = hit.first; i < hit.last; ++i) {
    if (!IsAsciiUpper(First(i))) return false;
  }
  return true;
}

bool HeadingFinder::CapsWord(uint32_t i) const {
  return words_[i].kind == WordKind::kLetters && IsAsciiUpper(text_[words_[i].end - 1]) &&
         words_[i].end - words_[i].begin > 1;
}

bool HeadingFinder::CapsAround(const Hit& hit) const {
  return CapsBehind(hit) || (hit.first > 0 && CapsWord(hit.first - 1));
}

}  // namespace pathex
