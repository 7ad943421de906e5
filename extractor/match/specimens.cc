#include "extractor/match/specimens.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "extractor/text/characters.h"

namespace pathex {
namespace {

// Their numbers are stored in 16 bits. Only a file of many megabytes has more; what follows belongs
// to the last one.
constexpr size_t kMostSpecimens = 0x7FFF;

// "A" -> 1, "7" -> 7, 0 = no label.
int LabelNumber(std::string_view word) {
  if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z') return word[0] - 'A' + 1;
  if (word.empty() || word.size() > 2) return 0;
  int n = 0;
  for (char c : word) {
    if (c < '0' || c > '9') return 0;
    n = n * 10 + (c - '0');
  }
  return n <= 40 ? n : 0;
}

// "0." behind "C.": the letters that are taken for another sign, and that sign.
bool IsMisread(std::string_view word, int letter) {
  constexpr std::pair<int, std::string_view> kMisread[] = {{2, "8"}, {4, "0"}, {4, "O"}};
  return std::any_of(std::begin(kMisread), std::end(kMisread),
                     [&](const auto& pair) { return pair.first == letter && pair.second == word; });
}

class SpecimenFinder {
 public:
  SpecimenFinder(const Text& text, const Reading& reading, const LanguageRules& language,
                 const std::vector<uint32_t>& marked, Outline* outline)
      : text_(text.folded),
        words_(reading.words),
        language_(language),
        marked_(marked),
        outline_(outline) {}

  void Run() {
    for (uint16_t s = 0; s < outline_->sections.size(); ++s) Section(s);
  }

 private:
  std::string_view Spelling(uint32_t i) const {
    return text_.substr(words_[i].begin, words_[i].end - words_[i].begin);
  }
  char First(uint32_t i) const { return text_[words_[i].begin]; }

  bool IsSpecimenWord(uint32_t i) const { return language_.specimen_words.Has(Spelling(i)); }

  // "Part I", "Specimen O": the letter may be a misread number.
  bool MayBeDigit(uint32_t i) const {
    return First(i) == 'I' || First(i) == 'L' || First(i) == 'O';
  }

  // The first word in [i, end) that stands where a label may: at the start of a line or behind a
  // stop; in a row of labels, behind any blank.
  uint32_t NextStart(uint32_t i, uint32_t end, bool in_row) {
    if (in_row) {
      while (i < end && !words_[i].space_before && words_[i].breaks_before == 0) ++i;
      return i;
    }
    for (; next_marked_ != marked_.end(); ++next_marked_) {
      const uint32_t marked = *next_marked_;
      if (marked < i) continue;
      if (marked >= end || words_[marked].breaks_before > 0) return std::min(marked, end);
      const char before = First(marked - 1);
      if (words_[marked].space_before && (before == '.' || before == ':')) return marked;
    }
    return end;
  }

  // Whether a label may begin with word i: with a letter, a number, a bracket or a word such as
  // "part".
  bool MayBeginLabel(uint32_t i) const {
    const char c = First(i);
    if (IsAsciiLower(c)) return IsSpecimenWord(i);
    if (c == '#' || c == '(') return true;
    const bool label = IsAsciiUpper(c) || IsAsciiDigit(c);
    return label && (words_[i].end - words_[i].begin <= 2 || IsSpecimenWord(i));
  }

  // "1. Histologic type: …": an item of a list that says what it is about, no specimen.
  bool LabelsItem(uint32_t after, uint32_t end) const {
    constexpr uint32_t kLongest = 8;  // words before the colon
    for (uint32_t i = after; i + 1 < end && i < after + kLongest; ++i) {
      const char c = First(i), next = First(i + 1);
      if (c == ',' || c == ';' || c == ':' || words_[i + 1].breaks_before > 0) return false;
      const bool mark =
          next == ':' || next == '=' || (next == '-' && words_[i + 1].space_before) || next == '(';
      if (!mark || words_[i].kind != WordKind::kLetters) continue;
      if (IsItemWord(i)) return true;
      if (next != '(') return false;
    }
    return false;
  }

  bool IsItemWord(uint32_t i) const {
    if (words_[i].kind != WordKind::kLetters) return false;
    return language_.item_words.Has(Spelling(i));
  }

  // "Mitotic activity: 1.", "grade (1, 2, 3): 2.": the number behind the colon before word i
  // answers.
  bool AnswersItem(uint32_t i) const {
    if (i > 0 && words_[i - 1].repair == kRepairColumn) return true;
    if (i < 2 || First(i - 1) != ':') return false;
    uint32_t k = i - 2;
    if (First(k) == ')') {
      while (k > 0 && First(k) != '(' && i - k < 12) --k;
      if (k == 0 || First(k) != '(') return false;
      --k;
    }
    return IsItemWord(k);
  }

  // Whether a bracket opened not far before word i in its line is still open.
  bool InBracket(uint32_t i) const {
    constexpr uint32_t kReach = 100;  // words: no remark in brackets is longer
    int open = 0;
    for (uint32_t k = i; k > 0 && i - k < kReach && words_[k].breaks_before == 0;) {
      const char c = First(--k);
      if (c == ')') --open;
      if (c == '(' && ++open > 0) return true;
    }
    return false;
  }

  bool StartsSentence(uint32_t i) const {
    return i == 0 || words_[i].breaks_before > 0 || First(i - 1) == '.';
  }

  // "three (3) nodes": the bracket repeats the number before it in digits.
  bool RepeatsNumber(uint32_t i) const {
    if (i == 0 || First(i) != '(' || words_[i - 1].kind != WordKind::kLetters) return false;
    return language_.numbers.Find(AsciiLower(Spelling(i - 1))) != nullptr;
  }

  // A label at word i: "A.", "Part 2:", "(3)". Returns its number and the words it takes. `next`:
  // the letter that comes next in the row, which may be misread, or 0. At the start of a sentence a
  // named label needs no mark: "Specimen B is labeled …".
  int LabelAt(uint32_t i, uint32_t end, int next, uint32_t* label, uint32_t* after) const {
    uint32_t k = i;
    bool named = false, bracket = false;
    if (IsSpecimenWord(k)) named = true, ++k;
    if (k < end && First(k) == '#') ++k;
    if (k < end && First(k) == '(') bracket = true, ++k;
    if (k + 1 >= end || (k > i && words_[k].breaks_before > 0)) return 0;
    const int number = IsMisread(Spelling(k), next) ? next : LabelNumber(Spelling(k));
    if (number == 0) return 0;
    const char close = First(k + 1);
    const bool closed = close == '.' || close == ':' || close == ')' ||
                        (close == '-' && words_[k + 1].space_before);
    const bool spaced = words_[k + 1].space_before;
    if (spaced && close != '-' && close != ':' && !(named && !bracket && StartsSentence(i)))
      return 0;
    if (!closed && !named) return 0;
    if (bracket != (close == ')') && !(close == ')' && !bracket)) return 0;
    // "(mitoses: 3; necrosis: 1)": the bracket was opened before the number.
    if (close == ')' && !bracket && InBracket(i)) return 0;
    // "A.B" or "1.5": not a label.
    const bool digit = words_[k].kind == WordKind::kDigits;
    if (closed && digit && k + 2 < end && words_[k + 2].kind == WordKind::kDigits &&
        !words_[k + 2].space_before) {
      return 0;
    }
    if (closed && k + 2 < end && words_[k + 2].kind == WordKind::kLetters &&
        IsAsciiLower(First(k + 2)) && !named)
      return 0;
    // "A - 62-year-old": a dash before a number labels nothing.
    if (close == '-' && !named && k + 2 < end && words_[k + 2].kind == WordKind::kDigits) return 0;
    *label = k;
    *after = closed ? k + 2 : k + 1;
    return number;
  }

  // A number inside a line is a label only when a name follows: not in "mitoses 2; necrosis: 1)".
  bool NamesSomething(uint32_t after, uint32_t end) const {
    return after < end && words_[after].breaks_before == 0 &&
           (words_[after].kind == WordKind::kLetters || First(after) == '"' ||
            First(after) == '\'');
  }

  void Section(uint16_t s) {
    const FoldedSpan body = outline_->sections[s].body;
    auto at = [&](uint32_t offset) {
      return static_cast<uint32_t>(
          std::lower_bound(words_.begin(), words_.end(), offset,
                           [](const Word& w, uint32_t o) { return w.begin < o; }) -
          words_.begin());
    };
    const uint32_t begin = at(body.begin), end = at(body.end);
    next_marked_ = std::lower_bound(marked_.begin(), marked_.end(), begin);
    int last = 0;
    bool letters = false, items = false;
    const size_t first_specimen = outline_->specimens.size();
    for (uint32_t i = begin; i < end; ++i) {
      if (i > begin) i = NextStart(i, end, last > 0);
      if (i >= end) break;
      const bool line = i == begin || words_[i].breaks_before > 0;
      const bool inside = !line;
      if (!MayBeginLabel(i) || AnswersItem(i) || RepeatsNumber(i)) continue;
      uint32_t label = 0, after = 0;
      const int expected = letters && line ? last + 1 : 0;
      const int number = LabelAt(i, end, expected, &label, &after);
      if (number == 0) continue;
      const bool misread = IsMisread(Spelling(label), expected);
      const bool letter = misread || words_[label].kind == WordKind::kLetters;
      if (inside && !letter && !NamesSomething(after, end)) continue;
      if (!letter && LabelsItem(after, end)) {
        items = true;  // the items behind it are no specimens either
        continue;
      }
      if (!letter && items && last == 0) continue;
      // A row begins with one of its first labels, or goes on from another section: "Part 7 is …".
      const bool begins =
          line ? number <= 3 || (IsSpecimenWord(i) && !MayBeDigit(label)) : number == 1;
      if (last == 0 ? !begins : letter != letters) continue;
      if (last > 0 && (number <= last || number > last + (line || IsSpecimenWord(i) ? 3 : 1)))
        continue;
      last = number;
      letters = letter;
      SpecimenRange range;
      range.label = misread ? std::string(1, static_cast<char>('A' + number - 1))
                            : std::string(Spelling(label));
      range.label_span = {words_[i].begin, words_[after - 1].end};
      range.body = {words_[after - 1].end, body.end};
      range.section = s;
      if (outline_->specimens.size() >= kMostSpecimens) return;
      if (outline_->specimens.size() > first_specimen) {
        outline_->specimens.back().body.end = words_[i].begin;
      }
      outline_->specimens.push_back(std::move(range));
      i = after - 1;
    }
  }

  std::string_view text_;
  std::span<const Word> words_;
  const LanguageRules& language_;
  const std::vector<uint32_t>& marked_;
  std::vector<uint32_t>::const_iterator next_marked_ = marked_.begin();
  Outline* outline_;
};

}  // namespace

void FindSpecimens(const Text& text, const Reading& reading, const LanguageRules& language,
                   const std::vector<uint32_t>& marked, Outline* outline) {
  SpecimenFinder(text, reading, language, marked, outline).Run();
}

}  // namespace pathex
