#include "extractor/match/printed_options.h"

#include <algorithm>
#include <string>

#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr size_t kMostMarks = 6;      // words in front of a code: "_ ", "- V "
constexpr size_t kLongestCode = 5;    // letters of "ypTX"
constexpr size_t kMostLines = 24;     // of one scale
constexpr size_t kMostBetween = 3;    // lines of an option's text between two codes
constexpr size_t kReachOfColon = 10;  // words of a code and a remark in brackets before its colon

// A line that begins with a code and a colon: words [line, end).
struct OptionLine {
  size_t line = 0, end = 0, code_at = 0;
  std::string scale;  // lower case: "pt"
  char code = 0;      // 'x' or a digit
  bool ticked = false;
};

std::string_view Spelling(std::string_view folded, const Word& word) {
  return folded.substr(word.begin, word.end - word.begin);
}

char Lower(char c) { return IsAsciiUpper(c) ? static_cast<char>(c | 0x20) : c; }

// The last letter of a word as the code it may be: "pTX", and misread "pTO", "pNl", "GI".
char CodeOf(char last) {
  if (last == 'x') return 'x';
  if (last == 'o') return '0';
  return last == 'l' || last == 'i' ? '1' : '\0';
}

class OptionFinder {
 public:
  OptionFinder(std::string_view folded, const std::vector<Word>& words)
      : folded_(folded), words_(words) {}

  size_t LineEnd(size_t i) const {
    while (++i < words_.size() && words_[i].breaks_before == 0) {
    }
    return i;
  }

  // Whether the line that word `line` begins is one; fills `out`.
  bool Read(size_t line, OptionLine* out) const {
    out->line = line;
    out->end = LineEnd(line);
    out->ticked = false;
    size_t at = line;
    for (; at < out->end && at < line + kMostMarks && !ReadCode(at, out); ++at) {
      const std::string_view mark = Spelling(folded_, words_[at]);
      if (words_[at].kind == WordKind::kOther) continue;
      if (mark.size() > 1) return false;
      if (mark == "V" || mark == "v" || mark == "X" || mark == "x") out->ticked = true;
    }
    if (at == out->end || at == line + kMostMarks) return false;
    for (size_t k = at + 1; k < out->end && k < at + kReachOfColon; ++k) {
      if (folded_[words_[k].begin] == ':') return true;
    }
    return false;
  }

 private:
  bool ReadCode(size_t at, OptionLine* out) const {
    const Word& word = words_[at];
    if (word.kind != WordKind::kLetters || word.end - word.begin > kLongestCode) return false;
    out->scale.clear();
    for (char c : Spelling(folded_, word)) out->scale += Lower(c);
    out->code_at = at;
    if (at + 1 < out->end && words_[at + 1].end - words_[at + 1].begin == 1) {  // "pT 1", "pT l"
      const char next = Lower(folded_[words_[at + 1].begin]);
      out->code = IsAsciiDigit(next) ? next : CodeOf(next);
      if (out->code != 0) return true;
    }
    out->code = CodeOf(out->scale.back());
    if (out->code == 0 || out->scale.size() < 2) return false;
    out->scale.pop_back();
    return true;
  }

  std::string_view folded_;
  const std::vector<Word>& words_;
};

// The options of the scale that begins with line `first`; alone when there are none.
std::vector<OptionLine> ScaleFrom(const OptionFinder& finder, const OptionLine& first,
                                  size_t size) {
  std::vector<OptionLine> options = {first};
  size_t between = 0;
  size_t line = first.end;
  for (size_t n = 0; n < kMostLines && line < size && between <= kMostBetween; ++n) {
    OptionLine next;
    const bool option = finder.Read(line, &next) && next.scale == first.scale && next.code != 'x';
    if (option) options.push_back(next);
    between = option ? 0 : between + 1;
    line = next.end;
  }
  return options;
}

}  // namespace

void DropPrintedOptions(std::string_view folded, std::vector<Word>* words) {
  const OptionFinder finder(folded, *words);
  std::vector<char> gone;
  OptionLine first;
  for (size_t line = 0; line < words->size(); line = finder.LineEnd(line)) {
    // Most lines hold no word that ends in X near their beginning.
    const size_t reach = std::min(words->size(), line + kMostMarks);
    const bool may = std::any_of(words->begin() + static_cast<std::ptrdiff_t>(line),
                                 words->begin() + static_cast<std::ptrdiff_t>(reach),
                                 [&](const Word& w) { return folded[w.end - 1] == 'X'; });
    if (!may || !finder.Read(line, &first) || first.code != 'x') continue;
    const std::vector<OptionLine> options = ScaleFrom(finder, first, words->size());
    if (options.size() < 2) continue;
    gone.resize(words->size(), 0);
    for (const OptionLine& option : options) {
      const size_t end = option.ticked ? option.code_at : option.end;
      std::fill(gone.begin() + static_cast<std::ptrdiff_t>(option.line),
                gone.begin() + static_cast<std::ptrdiff_t>(end), 1);
    }
  }
  if (gone.empty()) return;
  size_t kept = 0;
  uint8_t breaks = 0;
  for (size_t i = 0; i < words->size(); ++i) {
    Word word = (*words)[i];
    breaks = std::max(breaks, word.breaks_before);
    if (gone[i]) continue;
    word.breaks_before = breaks;
    if (breaks > 0) word.space_before = true;
    breaks = 0;
    (*words)[kept++] = word;
  }
  words->resize(kept);
}

}  // namespace pathex
