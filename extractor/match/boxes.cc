#include "extractor/match/boxes.h"

#include <algorithm>

namespace pathex {
namespace {

constexpr uint32_t kColumnGap = 4;   // blanks between the columns of a table
constexpr size_t kShortestLine = 2;  // "__"

enum class Box { kNone, kEmpty, kChosen };

std::string_view Spelling(std::string_view folded, const Word& word) {
  return folded.substr(word.begin, word.end - word.begin);
}

// "___" and "_X_": boxes that are drawn with lines.
Box LineBoxAt(std::string_view folded, const std::vector<Word>& words, size_t i, size_t* last) {
  const auto is = [&](size_t k, std::string_view mark) {
    return k < words.size() && (k == i || words[k].breaks_before == 0) &&
           Spelling(folded, words[k]) == mark;
  };
  size_t k = i;
  while (is(k, "_")) ++k;
  const bool chosen = is(k, "x") || is(k, "X");
  if (!chosen) {
    *last = k;
    return k - i >= kShortestLine ? Box::kEmpty : Box::kNone;
  }
  if (!is(k + 1, "_")) return Box::kNone;
  *last = k + 1;
  while (is(*last, "_")) ++*last;
  return Box::kChosen;
}

// A box that begins at word i; `last` is the word after it.
Box BoxAt(std::string_view folded, const std::vector<Word>& words, size_t i, size_t* last) {
  *last = i + 1;
  if (words[i].kind != WordKind::kOther) return Box::kNone;
  const std::string_view mark = Spelling(folded, words[i]);
  if (mark == "_") return LineBoxAt(folded, words, i, last);
  if (mark == "☐" || mark == "□" || mark == "✗" || mark == "✘") return Box::kEmpty;
  if (mark == "☒" || mark == "☑" || mark == "■" || mark == "✓" || mark == "✔") return Box::kChosen;
  if (mark != "[" && mark != "(") return Box::kNone;
  const std::string_view close = mark == "[" ? "]" : ")";
  if (i + 1 < words.size() && words[i + 1].breaks_before == 0 &&
      Spelling(folded, words[i + 1]) == close && words[i + 1].begin - words[i].end <= 3) {
    *last = i + 2;
    return Box::kEmpty;
  }
  if (i + 2 >= words.size() || Spelling(folded, words[i + 2]) != close) return Box::kNone;
  const std::string_view inside = Spelling(folded, words[i + 1]);
  if (inside != "x" && inside != "X" && inside != "✓") return Box::kNone;
  *last = i + 3;
  return Box::kChosen;
}

// Whether lines are boxes in this text: one of them is ticked.
bool HasTickedLine(std::string_view folded) {
  for (size_t at = 0; (at = folded.find('_', at)) != std::string_view::npos; ++at) {
    const char tick = at + 1 < folded.size() ? folded[at + 1] : ' ';
    if ((tick == 'x' || tick == 'X') &&
        folded.find_first_not_of(' ', at + 2) != std::string_view::npos &&
        folded[folded.find_first_not_of(' ', at + 2)] == '_') {
      return true;
    }
  }
  return false;
}

bool IsTick(std::string_view mark) {
  return mark == "✓" || mark == "✔" || mark == "✗" || mark == "✘";
}

// "SMA ✓  desmin ✓  S100 ✗": ticks that stand behind words are signs, not boxes in front of
// options.
bool TicksBehindWords(std::string_view folded, const std::vector<Word>& words, size_t first,
                      size_t last) {
  return last - first > 1 && IsTick(Spelling(folded, words[last - 1]));
}

// "desmin  [x] [ ] [ ]": several boxes that end the line behind words and hold no option of their
// own are a row of a grid; what a box means stands in the head of its column.
bool IsGridRow(std::string_view folded, const std::vector<Word>& words, size_t first, size_t last) {
  if (words[last - 1].kind != WordKind::kOther) return false;
  size_t boxes = 0;
  for (size_t i = first, after = 0; i < last; i = after) {
    const bool box = BoxAt(folded, words, i, &after) != Box::kNone;
    if (i == first && box) return false;
    if (boxes > 0 && !box) return false;
    boxes += box ? 1 : 0;
    if (!box) after = i + 1;
  }
  return boxes > 1;
}

// Whether round brackets are boxes on the line of words [first, last): both kinds occur.
bool RoundBoxes(std::string_view folded, const std::vector<Word>& words, size_t first,
                size_t last) {
  bool empty = false, chosen = false;
  size_t after = 0;
  for (size_t i = first; i < last; ++i) {
    if (words[i].kind != WordKind::kOther || Spelling(folded, words[i]) != "(") continue;
    const Box box = BoxAt(folded, words, i, &after);
    empty = empty || box == Box::kEmpty;
    chosen = chosen || box == Box::kChosen;
  }
  return empty && chosen;
}

// An option is no longer than a sentence: "[ ] uncertain. The margins …".
bool EndsSentence(std::string_view folded, const std::vector<Word>& words, size_t i, size_t end) {
  if (Spelling(folded, words[i]) != "." || i + 1 >= end || !words[i + 1].space_before) return false;
  const char next = folded[words[i + 1].begin];
  return next >= 'A' && next <= 'Z';
}

// Behind a gap of several blanks stands another column, not the option: "( ) 3      count: 13".
bool EndsColumn(const std::vector<Word>& words, size_t i, size_t end) {
  return i + 1 < end && words[i + 1].begin - words[i].end >= kColumnGap;
}

bool MayHaveBoxes(std::string_view folded) {
  if (folded.find_first_of("[(") != std::string_view::npos) return true;
  for (const std::string_view mark : {"☐", "☒", "✗", "✘"}) {
    if (folded.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

// Whether anything looks like a box; most texts hold none. `lines`: lines may be boxes.
bool AnyBox(std::string_view folded, const std::vector<Word>& words, bool lines) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind != WordKind::kOther) continue;
    const char c = folded[words[i].begin];
    const bool box_like = c == '[' || c == '(' || static_cast<uint8_t>(c) >= 0x80;
    size_t last = 0;
    if (c == '_' && lines) return true;
    if (box_like && BoxAt(folded, words, i, &last) != Box::kNone) return true;
  }
  return false;
}

}  // namespace

void KeepChosenOptions(std::string_view folded, std::vector<Word>* words) {
  const bool lines = HasTickedLine(folded);
  if (!AnyBox(folded, *words, lines) || (!lines && !MayHaveBoxes(folded))) return;
  std::vector<Word>& all = *words;
  size_t kept = 0;
  bool dropping = false, after_drop = false;
  uint8_t breaks = 0;
  for (size_t line = 0; line < all.size();) {
    size_t end = line + 1;
    bool any = false;
    size_t after = 0;
    for (; end < all.size() && all[end].breaks_before == 0; ++end) {
    }
    const bool round = RoundBoxes(folded, all, line, end);
    const bool signs = TicksBehindWords(folded, all, line, end);
    const bool grid = IsGridRow(folded, all, line, end);
    const auto box_at = [&](size_t i) {
      if (all[i].kind != WordKind::kOther) return Box::kNone;
      const std::string_view mark = Spelling(folded, all[i]);
      const bool counts =
          (round || mark != "(") && (lines || mark != "_") && !(signs && IsTick(mark));
      return counts ? BoxAt(folded, all, i, &after) : Box::kNone;
    };
    for (size_t i = line; i < end && !any && !grid; ++i) any = box_at(i) != Box::kNone;
    dropping = false;
    if (!any && !after_drop && breaks == 0) {  // nearly all lines: kept as they are
      if (kept != line) std::copy(all.begin() + line, all.begin() + end, all.begin() + kept);
      kept += end - line;
      line = end;
      continue;
    }
    for (size_t i = line; i < end;) {
      breaks = std::max(breaks, all[i].breaks_before);
      const Box box = any ? box_at(i) : Box::kNone;
      if (box != Box::kNone) {
        dropping = box == Box::kEmpty;
        after_drop = true;
        i = after;
        continue;
      }
      if (!dropping) {
        Word word = all[i];
        if (after_drop) word.space_before = true;
        word.breaks_before = breaks;
        breaks = 0;
        after_drop = false;
        all[kept++] = word;
      } else {
        after_drop = true;
        if (EndsSentence(folded, all, i, end) || EndsColumn(all, i, end)) dropping = false;
      }
      ++i;
    }
    line = end;
  }
  all.resize(kept);
}

}  // namespace pathex
