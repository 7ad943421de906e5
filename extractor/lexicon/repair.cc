#include "extractor/lexicon/repair.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "extractor/lexicon/letters.h"
#include "extractor/lexicon/ocr_words.h"
#include "extractor/lexicon/word_bounds.h"

namespace pathex {
namespace {

constexpr size_t kShortestRead = 4;  // letters of an unknown word

bool IsLetter(char c) { return ClassOf(c) == ByteClass::kLetter; }
bool IsDigit(char c) { return ClassOf(c) == ByteClass::kDigit; }

bool IsAlnum(const Word& word) { return word.kind != WordKind::kOther; }

// The last word (exclusive) of the run of letters and digits that begins at `first`.
size_t RunEnd(const std::vector<Word>& words, size_t first) {
  size_t last = first + 1;
  while (last < words.size() && IsAlnum(words[last]) && !words[last].space_before) ++last;
  return last;
}

// What an unknown word turned out to be.
struct Verdict {
  WordId correction = kUnknownWord;
  bool glued = false;
};

// Verdicts on unknown words seen before, a table for each thread: the same ones come again and
// again, and a look-up costs a thousandth of a search. Whole spellings are compared, so the result
// is the same with and without the table.
class VerdictCache {
 public:
  static constexpr size_t kLongest = 23;

  // Nullptr when not seen; what is stored next is then about these letters.
  const Verdict* Find(const Vocabulary& vocabulary, std::string_view letters) {
    if (owner_ != vocabulary.serial() || size_ != vocabulary.size()) {
      owner_ = vocabulary.serial();
      size_ = vocabulary.size();
      rows_.assign(kRows, Row());
    }
    wanted_.key = KeyOf(letters);
    wanted_.tail = letters.size() > WordKey::kBytes
                       ? LowerBytes(FewBytes(letters.data() + WordKey::kBytes,
                                             letters.size() - WordKey::kBytes))
                       : 0;
    row_ = &rows_[(wanted_.key.Hash() + wanted_.tail) & (kRows - 1)];
    const bool same = row_->key == wanted_.key && row_->tail == wanted_.tail;
    return same ? &row_->verdict : nullptr;
  }
  void Store(Verdict verdict) {
    *row_ = wanted_;
    row_->verdict = verdict;
  }

 private:
  static constexpr size_t kRows = 1 << 15;
  struct Row {
    WordKey key;  // all zero: none yet
    uint64_t tail = 0;
    Verdict verdict;
  };
  uint64_t owner_ = 0;  // serial number of the vocabulary
  size_t size_ = 0;     // of it: words may be added still
  std::vector<Row> rows_;
  Row wanted_;
  Row* row_ = nullptr;
};

// Replaces words[first, last) by the words of `code`, which share the whole span.
void ReplaceByCode(std::vector<Word>* words, size_t first, size_t last,
                   const std::vector<WordId>& code, const Vocabulary& vocabulary) {
  std::vector<Word> repaired;
  for (size_t k = 0; k < code.size(); ++k) {
    Word word = (*words)[first];
    word.begin = (*words)[first].begin;
    word.end = (*words)[last - 1].end;
    word.id = code[k];
    word.kind = vocabulary.Spelling(code[k])[0] <= '9' ? WordKind::kDigits : WordKind::kLetters;
    word.repair = kRepairConfusion;
    if (k > 0) word.space_before = false, word.breaks_before = 0;
    repaired.push_back(word);
  }
  words->erase(words->begin() + first, words->begin() + last);
  words->insert(words->begin() + first, repaired.begin(), repaired.end());
}

// "MIBI", "SlOO": capitals that could be a code whose digits were all misread.
bool CodeOfLetters(std::string_view run) {
  // Of three letters only the last is trusted to be a digit: "WTl".
  if (run.size() < 3 || run.size() > 6) return false;
  if (run.size() == 3 && (ConfusableLetter(run[2]) != '1' || ConfusableLetter(run[1]) <= '9'))
    return false;
  bool confusable = false;
  for (char c : run) {
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == 'l')) return false;
    confusable = confusable || (IsLetter(c) && ConfusableLetter(c) <= '9');
  }
  return confusable && run[0] >= 'A' && run[0] <= 'Z';
}

// "LE1OMYOSARCOMA", "carcin0ma": a long word with digits that look like letters. Returns 1 when it
// is known without them, else 0.
size_t TryDigitsInWord(std::string_view text, const Vocabulary& vocabulary, size_t first,
                       std::vector<Word>* words) {
  constexpr size_t kShortest = 6;
  constexpr std::ptrdiff_t kMostDigits = 3;
  const size_t end = RunEnd(*words, first);
  if (end - first < 2) return 0;
  const std::string_view run =
      text.substr((*words)[first].begin, (*words)[end - 1].end - (*words)[first].begin);
  if (run.size() < kShortest) return 0;
  const auto digits = std::count_if(run.begin(), run.end(), IsDigit);
  if (digits == 0 || digits > kMostDigits) return 0;
  std::string word(run);
  for (char& c : word) {
    if (c == '0') c = 'o';
    if (c == '1') c = 'i';
    if (c == '5') c = 's';
  }
  WordId id = vocabulary.Find(word);
  for (size_t k = 0; id == kUnknownWord && k < word.size(); ++k) {
    if (text[(*words)[first].begin + k] != '1') continue;
    word[k] = 'l';
    id = vocabulary.Find(word);
  }
  if (id == kUnknownWord) return 0;
  ReplaceByCode(words, first, end, {id}, vocabulary);
  return 1;
}

constexpr size_t kLongestCode = 12;

// The runs of letters and digits from one word on, up to three joined by a blank or a hyphen.
struct Runs {
  struct Run {
    size_t size = 0;  // of `joined` with it
    size_t end = 0;   // the word behind it
    bool good = false;
  };
  char joined[kLongestCode];
  Run runs[3];
  size_t count = 0;
};

Runs JoinRuns(std::string_view text, const std::vector<Word>& words, size_t first) {
  Runs out;
  size_t size = 0;
  bool unknown = false, digit_like = false;
  for (size_t at = first; out.count < std::size(out.runs) && at < words.size();) {
    if (!IsAlnum(words[at])) break;
    const size_t end = RunEnd(words, at);
    for (size_t k = at; k < end; ++k) {
      if (words[k].kind == WordKind::kDigits) digit_like = true;
      if (words[k].id == kUnknownWord || words[k].kind == WordKind::kDigits) unknown = true;
    }
    const uint32_t from = words[at].begin, to = words[end - 1].end;
    if (size + (to - from) > kLongestCode) break;
    std::copy_n(text.data() + from, to - from, out.joined + size);
    size += to - from;
    const bool good = (unknown && digit_like) || CodeOfLetters(std::string_view(out.joined, size));
    out.runs[out.count++] = {size, end, good};
    at = end;
    if (at < words.size() && words[at].breaks_before == 0 && text[words[at].begin] == '-') ++at;
    if (at < words.size() && words[at].breaks_before != 0) break;
  }
  return out;
}

// "CDl0", "S-1OO", "CD1 0": the longest of the runs that is a code. Returns the number of words
// after the repair, 0 when there was none.
size_t TryConfusion(std::string_view text, const Vocabulary& vocabulary, size_t first,
                    std::vector<Word>* words) {
  // The first letter of a code is hardly ever lost: "50 x 10" is no "SOX10".
  if ((*words)[first].kind != WordKind::kLetters) return 0;
  Runs found = JoinRuns(text, *words, first);
  while (found.count-- > 0) {
    const Runs::Run& run = found.runs[found.count];
    if (!run.good) continue;
    const std::string_view spelling(found.joined, run.size);
    const std::vector<WordId>* code = vocabulary.Unconfuse(spelling);
    if (code == nullptr) continue;
    // Already spelled right, and cut where it should be: nothing to repair.
    std::string right;
    for (WordId id : *code) right += vocabulary.Spelling(id);
    const auto alnum =
        std::count_if(words->begin() + static_cast<std::ptrdiff_t>(first),
                      words->begin() + static_cast<std::ptrdiff_t>(run.end), IsAlnum);
    if (EqualLetters(right, spelling) && alnum == static_cast<std::ptrdiff_t>(code->size()))
      return 0;
    ReplaceByCode(words, first, run.end, *code, vocabulary);
    return code->size();
  }
  return 0;
}

// "leio-\nmyosarcoma": a word cut by a line's end.
bool TryHyphenation(std::string_view text, const Vocabulary& vocabulary, size_t first,
                    std::vector<Word>* words) {
  if (first + 2 >= words->size()) return false;
  const Word& head = (*words)[first];
  const Word& dash = (*words)[first + 1];
  const Word& tail = (*words)[first + 2];
  if (head.kind != WordKind::kLetters || dash.space_before || text[dash.begin] != '-' ||
      tail.kind != WordKind::kLetters || tail.breaks_before != 1 || !IsLetter(text[tail.begin]) ||
      text[tail.begin] < 'a') {
    return false;
  }
  return JoinWords(text, vocabulary, first, first + 2, kRepairHyphenation, words);
}

// "FORP63", "CK7and": a known word glued to a short joining word of the vocabulary.
bool Unglue(std::string_view text, const Vocabulary& vocabulary, size_t at,
            std::vector<Word>* words) {
  Word& word = (*words)[at];
  const std::string_view spelling = text.substr(word.begin, word.end - word.begin);
  if (word.kind != WordKind::kLetters || spelling.size() < 4 || spelling.size() > 24) return false;
  for (WordId joiner_id : vocabulary.joiners()) {
    const std::string& joiner = vocabulary.Spelling(joiner_id);
    if (spelling.size() <= joiner.size()) continue;
    const bool head = EqualLetters(joiner, spelling.substr(0, joiner.size()));
    const bool tail = EqualLetters(joiner, spelling.substr(spelling.size() - joiner.size()));
    if (!head && !tail) continue;
    const uint32_t cut = head ? word.begin + static_cast<uint32_t>(joiner.size())
                              : word.end - static_cast<uint32_t>(joiner.size());
    const WordId left = vocabulary.Find(text.substr(word.begin, cut - word.begin));
    const WordId right = vocabulary.Find(text.substr(cut, word.end - cut));
    if (left == kUnknownWord || right == kUnknownWord) continue;
    Word second = word;
    second.begin = cut;
    second.id = right;
    second.space_before = true;  // a blank is missing there
    second.breaks_before = 0;
    second.repair = kRepairGlued;
    word.end = cut;
    word.id = left;
    word.repair = kRepairGlued;
    words->insert(words->begin() + at + 1, second);
    return true;
  }
  return false;
}

// A code has a digit; without one near there is nothing to repair.
bool DigitNear(const std::vector<Word>& words, size_t i) {
  const size_t end = std::min(words.size(), i + 8);
  for (size_t k = i; k < end; ++k) {
    if (words[k].kind == WordKind::kDigits) return true;
  }
  return false;
}

// "CK2O": letters, digits and letters that look like digits, in touch.
bool EndsInMisreadDigits(std::string_view text, const std::vector<Word>& words, size_t i) {
  constexpr uint32_t kMost = 2;  // such letters
  if (i + 2 >= words.size() || words[i + 1].kind != WordKind::kDigits || words[i + 1].space_before)
    return false;
  const Word& last = words[i + 2];
  if (last.kind != WordKind::kLetters || last.space_before || last.end - last.begin > kMost)
    return false;
  const std::string_view letters = text.substr(last.begin, last.end - last.begin);
  return std::all_of(letters.begin(), letters.end(),
                     [](char c) { return ConfusableLetter(c) <= '9'; });
}

// Whether letters at word i, which begin a run, may be a code that was misread.
bool MayBeCode(std::string_view text, const std::vector<Word>& words, size_t i) {
  const Word& word = words[i];
  const size_t size = word.end - word.begin;
  const bool more = i + 1 < words.size();
  const bool dash = more && text[words[i + 1].begin] == '-';
  const bool suspect = word.id == kUnknownWord ||
                       (more && IsAlnum(words[i + 1]) && words[i + 1].id == kUnknownWord) ||
                       (size <= 3 && dash) || EndsInMisreadDigits(text, words, i);
  if (!suspect) return false;
  const bool code_of_letters =
      size >= 3 && size <= 6 && text[word.begin] <= 'Z' &&
      (CodeOfLetters(text.substr(word.begin, size)) ||
       (dash && i + 2 < words.size() && words[i + 2].end - words[i + 2].begin <= 2));
  return code_of_letters || DigitNear(words, i);
}

// Reads an unknown word of letters: glued to another, or misspelled.
void ReadUnknown(std::string_view text, const Vocabulary& vocabulary, size_t i,
                 std::vector<Word>* words) {
  thread_local VerdictCache cache;
  Word& unknown = (*words)[i];
  const std::string_view letters = text.substr(unknown.begin, unknown.end - unknown.begin);
  if (letters.size() < kShortestRead || letters.size() > VerdictCache::kLongest) return;
  const Verdict* known = cache.Find(vocabulary, letters);
  Verdict verdict;
  if (known != nullptr) {
    verdict = *known;
  } else {
    std::vector<Word> probe = {unknown};
    verdict.glued = Unglue(text, vocabulary, 0, &probe);
    if (!verdict.glued) verdict.correction = FindReadingM(letters, vocabulary);
    if (!verdict.glued && verdict.correction == kUnknownWord)
      verdict.correction = vocabulary.Correct(LowerLetters(letters));
    cache.Store(verdict);
  }
  if (verdict.glued) {
    Unglue(text, vocabulary, i, words);
  } else if (verdict.correction != kUnknownWord) {
    unknown.id = verdict.correction;
    unknown.repair = kRepairSpelling;
  }
}

// Bytes of a sign, or of two, that a decimal point may be misread as; 0 = none.
size_t MisreadPoint(std::string_view signs) {
  if (signs.starts_with(":.") || signs.starts_with(".:")) return 2;
  return signs.starts_with('_') ? 1 : 0;
}

// "0_7", "3:.0", "3.:0": what stands behind the digits of word i is a decimal point that was
// misread. Returns whether.
bool TryDecimalPoint(std::string_view text, const Vocabulary& vocabulary, size_t i,
                     std::vector<Word>* words) {
  const auto first = words->begin() + static_cast<std::ptrdiff_t>(i + 1);
  const size_t signs = MisreadPoint(text.substr(first->begin));
  if (signs == 0) return false;
  const size_t left = static_cast<size_t>(words->end() - first);
  if (left <= signs || (signs == 2 && first[1].kind != WordKind::kOther)) return false;
  const auto behind = first + static_cast<std::ptrdiff_t>(signs);
  const WordId point = vocabulary.Find(".");
  if (behind->kind != WordKind::kDigits || point == kUnknownWord) return false;
  if (std::any_of(first, behind + 1, [](const Word& word) { return word.space_before; }))
    return false;
  first->end = (behind - 1)->end;
  first->id = point;
  first->repair = kRepairConfusion;
  words->erase(first + 1, behind);
  return true;
}

// Nothing of `word` can be repaired, as of nearly all words: a known word or a number that is not
// followed by a hyphen, by letters or digits in touch, by a sign that may be a misread point, or by
// an unknown word. `next` is the word behind it, nullptr = none.
bool IsSound(std::string_view text, const Word& word, const Word* next) {
  if (word.kind == WordKind::kOther) return true;
  const bool letters = word.kind == WordKind::kLetters;
  if (letters && word.id == kUnknownWord) return false;
  if (next == nullptr) return true;
  if (next->kind == WordKind::kOther) {
    return letters ? text[next->begin] != '-' : MisreadPoint(text.substr(next->begin)) == 0;
  }
  return next->space_before && (!letters || next->id != kUnknownWord);
}

// Repairs word i if it needs that; returns the last word it has become.
size_t RepairAt(std::string_view text, const Vocabulary& vocabulary, size_t i,
                std::vector<Word>* words) {
  const Word& word = (*words)[i];
  const bool letters = word.kind == WordKind::kLetters;
  if (!letters && i + 2 < words->size() && TryDecimalPoint(text, vocabulary, i, words)) return i;
  if (i == 0 || word.space_before || !IsAlnum((*words)[i - 1])) {  // begins a run
    if (TryDigitsInWord(text, vocabulary, i, words) > 0) return i;
    if (letters && MayBeCode(text, *words, i)) {
      if (const size_t count = TryConfusion(text, vocabulary, i, words)) return i + count - 1;
    }
  }
  if (!letters || TryHyphenation(text, vocabulary, i, words)) return i;
  if (JoinSplitWord(text, vocabulary, i, words)) return i;
  if ((*words)[i].id != kUnknownWord) return i;
  if (SplitAtCapital(text, vocabulary, i, words)) return i;  // its second half is looked at next
  ReadUnknown(text, vocabulary, i, words);
  return i;
}

}  // namespace

void RepairWords(std::string_view text, const Vocabulary& vocabulary, std::vector<Word>* words) {
  const Word* all = words->data();
  size_t count = words->size();
  for (size_t i = 0; i < count; ++i) {
    if (IsSound(text, all[i], i + 1 < count ? &all[i + 1] : nullptr)) continue;
    i = RepairAt(text, vocabulary, i, words);
    all = words->data();
    count = words->size();
  }
}

}  // namespace pathex
