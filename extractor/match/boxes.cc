#include "extractor/match/boxes.h"

#include <algorithm>

namespace pathex {
namespace {

constexpr uint32_t kTableGap = 4;    // blanks between the columns of a table
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
  return i + 1 < end && words[i + 1].begin - words[i].end >= kTableGap;
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

// Goes through the lines of words and moves those that stay to the front.
class OptionKeeper {
 public:
  OptionKeeper(std::string_view folded, bool lines, std::vector<Word>* words)
      : folded_(folded), lines_(lines), all_(*words) {}

  void Run() {
    for (size_t line = 0; line < all_.size();) {
      size_t end = line + 1;
      while (end < all_.size() && all_[end].breaks_before == 0) ++end;
      KeepOfLine(line, end);
      line = end;
    }
    all_.resize(kept_);
  }

 private:
  void KeepOfLine(size_t line, size_t end) {
    round_ = RoundBoxes(folded_, all_, line, end);
    signs_ = TicksBehindWords(folded_, all_, line, end);
    bool any = false;
    if (!IsGridRow(folded_, all_, line, end)) {
      size_t after = 0;
      for (size_t i = line; i < end && !any; ++i) any = BoxOfLineAt(i, &after) != Box::kNone;
    }
    if (!any && !after_drop_ && breaks_ == 0) {  // nearly all lines: kept as they are
      if (kept_ != line) std::copy(all_.begin() + line, all_.begin() + end, all_.begin() + kept_);
      kept_ += end - line;
      return;
    }
    bool dropping = false;
    for (size_t i = line; i < end;) {
      breaks_ = std::max(breaks_, all_[i].breaks_before);
      size_t after = 0;
      const Box box = any ? BoxOfLineAt(i, &after) : Box::kNone;
      if (box != Box::kNone) {
        dropping = box == Box::kEmpty;
        after_drop_ = true;
        i = after;
        continue;
      }
      if (dropping) {
        after_drop_ = true;
        dropping = !EndsSentence(folded_, all_, i, end) && !EndsColumn(all_, i, end);
      } else {
        Keep(all_[i]);
      }
      ++i;
    }
  }

  // `after`: the word behind the box.
  Box BoxOfLineAt(size_t i, size_t* after) const {
    if (all_[i].kind != WordKind::kOther) return Box::kNone;
    const std::string_view mark = Spelling(folded_, all_[i]);
    const bool counts =
        (round_ || mark != "(") && (lines_ || mark != "_") && !(signs_ && IsTick(mark));
    return counts ? BoxAt(folded_, all_, i, after) : Box::kNone;
  }

  void Keep(Word word) {
    if (after_drop_) word.space_before = true;
    word.breaks_before = breaks_;
    breaks_ = 0;
    after_drop_ = false;
    all_[kept_++] = word;
  }

  std::string_view folded_;
  const bool lines_;  // whether lines may be boxes
  std::vector<Word>& all_;
  size_t kept_ = 0;
  bool round_ = false, signs_ = false;  // of the line: round brackets are boxes, ticks are signs
  bool after_drop_ = false;             // something was left out since the last word that was kept
  uint8_t breaks_ = 0;                  // line breaks since then
};

}  // namespace

void KeepChosenOptions(std::string_view folded, std::vector<Word>* words) {
  const bool lines = HasTickedLine(folded);
  if (!AnyBox(folded, *words, lines) || (!lines && !MayHaveBoxes(folded))) return;
  OptionKeeper(folded, lines, words).Run();
}

}  // namespace pathex
