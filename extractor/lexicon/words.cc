#include "extractor/lexicon/words.h"

#include <algorithm>
#include <array>

#include "extractor/lexicon/letters.h"

namespace pathex {
namespace {

enum : uint8_t { kBlank = 0, kLetter, kDigit, kPunct, kHigh, kBreak };

constexpr std::array<uint8_t, 256> kByteClass = [] {
  std::array<uint8_t, 256> table{};
  for (int c = 0; c < 256; ++c) {
    if (c >= 0x80) {
      table[c] = kHigh;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      table[c] = kLetter;
    } else if (c >= '0' && c <= '9') {
      table[c] = kDigit;
    } else if (c == '\n') {
      table[c] = kBreak;
    } else if (c <= ' ') {
      table[c] = kBlank;
    } else {
      table[c] = kPunct;
    }
  }
  return table;
}();

uint8_t ClassOf(char c) { return kByteClass[static_cast<uint8_t>(c)]; }

// Cuts without looking up.
void Cut(std::string_view text, std::vector<Word>* words) {
  words->clear();
  const uint32_t n = static_cast<uint32_t>(text.size());
  uint32_t i = 0;
  bool space = true;
  uint8_t breaks = 0;
  while (i < n) {
    const uint8_t cls = ClassOf(text[i]);
    if (cls == kBlank || cls == kBreak) {
      space = true;
      if (cls == kBreak && breaks < 3) ++breaks;
      ++i;
      continue;
    }
    uint32_t j = i + 1;
    if (cls == kLetter || cls == kDigit) {
      while (j < n && ClassOf(text[j]) == cls) ++j;
    } else if (cls == kHigh) {
      while (j < n && (static_cast<uint8_t>(text[j]) & 0xC0) == 0x80) ++j;
    }
    Word word;
    word.begin = i;
    word.end = j;
    word.kind = cls == kLetter  ? WordKind::kLetters
                : cls == kDigit ? WordKind::kDigits
                                : WordKind::kOther;
    word.space_before = space;
    word.breaks_before = breaks;
    words->push_back(word);
    space = false;
    breaks = 0;
    i = j;
  }
}

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

  // Nullptr when not seen; `slot` is then where Store puts it.
  const Verdict* Find(const Vocabulary& vocabulary, std::string_view letters) {
    if (owner_ != &vocabulary || generation_ != vocabulary.size()) {
      owner_ = &vocabulary;
      generation_ = vocabulary.size();
      rows_.assign(kRows, Row());
    }
    row_ = &rows_[HashLetters(letters) & (kRows - 1)];
    if (row_->length != letters.size()) return nullptr;
    return EqualLetters(std::string_view(row_->letters, row_->length), letters) ? &row_->verdict
                                                                                : nullptr;
  }
  void Store(std::string_view letters, Verdict verdict) {
    row_->length = static_cast<uint8_t>(letters.size());
    for (size_t i = 0; i < letters.size(); ++i) row_->letters[i] = LowerLetter(letters[i]);
    row_->verdict = verdict;
  }

 private:
  static constexpr size_t kRows = 1 << 16;
  struct Row {
    uint8_t length = 0;
    char letters[kLongest] = {};
    Verdict verdict;
  };
  const Vocabulary* owner_ = nullptr;
  size_t generation_ = 0;
  std::vector<Row> rows_;
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
    confusable = confusable || (ClassOf(c) == kLetter && ConfusableLetter(c) <= '9');
  }
  return confusable && run[0] >= 'A' && run[0] <= 'Z';
}

// "LE1OMYOSARCOMA", "carcin0ma": a long word with digits that look like letters. Returns 1 when it
// is known without them, else 0.
size_t TryDigitsInWord(std::string_view text, const Vocabulary& vocabulary, size_t first,
                       std::vector<Word>* words) {
  constexpr size_t kShortest = 6, kMostDigits = 3;
  const size_t end = RunEnd(*words, first);
  if (end - first < 2) return 0;
  std::string word(
      text.substr((*words)[first].begin, (*words)[end - 1].end - (*words)[first].begin));
  size_t digits = 0;
  for (char& c : word) {
    digits += ClassOf(c) == kDigit;
    if (c == '0') c = 'o';
    if (c == '1') c = 'i';
    if (c == '5') c = 's';
  }
  if (word.size() < kShortest || digits == 0 || digits > kMostDigits) return 0;
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

// "CDl0", "S-1OO", "CD1 0": tries up to three runs joined by a blank or a hyphen. Returns the
// number of words after the repair, 0 when there was none.
size_t TryConfusion(std::string_view text, const Vocabulary& vocabulary, size_t first,
                    std::vector<Word>* words) {
  size_t ends[3];
  std::string runs[3];
  int count = 0;
  size_t at = first;
  std::string joined;
  bool unknown = false, digit_like = false, letter = false;
  bool good[3] = {false, false, false};
  while (count < 3 && at < words->size() && IsAlnum((*words)[at])) {
    const size_t end = RunEnd(*words, at);
    for (size_t k = at; k < end; ++k) {
      const Word& word = (*words)[k];
      if (word.kind == WordKind::kDigits) digit_like = true;
      if (word.kind == WordKind::kLetters) letter = true;
      if (word.id == kUnknownWord || word.kind == WordKind::kDigits) unknown = true;
    }
    const uint32_t from = (*words)[at].begin, to = (*words)[end - 1].end;
    joined += std::string(text.substr(from, to - from));
    runs[count] = joined;
    ends[count] = end;
    // The first letter of a code is hardly ever lost: "50 x 10" is no "SOX10".
    good[count] = letter && ClassOf(joined[0]) == kLetter && joined.size() <= 12 &&
                  ((unknown && digit_like) || CodeOfLetters(joined));
    ++count;
    if (joined.size() > 12) break;
    at = end;
    if (at < words->size() && (*words)[at].breaks_before == 0 && text[(*words)[at].begin] == '-') {
      ++at;
    }
    if (at < words->size() && (*words)[at].breaks_before != 0) break;
  }
  for (int k = count - 1; k >= 0; --k) {
    if (!good[k]) continue;
    const std::vector<WordId>* code = vocabulary.Unconfuse(runs[k]);
    if (code == nullptr) continue;
    // Already spelled right, and cut where it should be: nothing to repair.
    std::string right;
    for (WordId id : *code) right += vocabulary.Spelling(id);
    const auto alnum = std::count_if(words->begin() + first, words->begin() + ends[k], IsAlnum);
    if (EqualLetters(right, runs[k]) && alnum == static_cast<std::ptrdiff_t>(code->size()))
      return 0;
    ReplaceByCode(words, first, ends[k], *code, vocabulary);
    return code->size();
  }
  return 0;
}

// "leio-\nmyosarcoma": a word cut by a line's end.
bool TryHyphenation(std::string_view text, const Vocabulary& vocabulary, size_t first,
                    std::vector<Word>* words) {
  if (first + 2 >= words->size()) return false;
  Word& head = (*words)[first];
  const Word& dash = (*words)[first + 1];
  const Word& tail = (*words)[first + 2];
  if (head.kind != WordKind::kLetters || dash.space_before || text[dash.begin] != '-' ||
      tail.kind != WordKind::kLetters || tail.breaks_before != 1 ||
      ClassOf(text[tail.begin]) != kLetter || text[tail.begin] < 'a') {
    return false;
  }
  std::string joined(text.substr(head.begin, head.end - head.begin));
  joined += text.substr(tail.begin, tail.end - tail.begin);
  const WordId id = vocabulary.Find(joined);
  if (id == kUnknownWord) return false;
  head.end = tail.end;
  head.id = id;
  head.repair = kRepairHyphenation;
  words->erase(words->begin() + first + 1, words->begin() + first + 3);
  return true;
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

bool HasConfusableLetter(std::string_view text, const Word& word) {
  for (uint32_t i = word.begin; i < word.end; ++i) {
    const char c = ConfusableLetter(text[i]);
    if (c >= '0' && c <= '9' && ClassOf(text[i]) == kLetter) return true;
  }
  return false;
}

}  // namespace

std::vector<Word> CutPlain(std::string_view folded) {
  std::vector<Word> words;
  Cut(folded, &words);
  return words;
}

void CutWords(std::string_view folded, const Vocabulary& vocabulary, std::vector<Word>* words) {
  thread_local VerdictCache cache;
  Cut(folded, words);
  for (Word& word : *words) {
    word.id = vocabulary.Find(folded.substr(word.begin, word.end - word.begin));
  }
  for (size_t i = 0; i < words->size(); ++i) {
    const Word& word = (*words)[i];
    const bool run_start = i == 0 || word.space_before || !IsAlnum((*words)[i - 1]);
    if (IsAlnum(word) && run_start) {
      if (TryDigitsInWord(folded, vocabulary, i, words) > 0) continue;
      const bool suspect = word.id == kUnknownWord ||
                           (i + 1 < words->size() && IsAlnum((*words)[i + 1]) &&
                            (*words)[i + 1].id == kUnknownWord) ||
                           (word.kind == WordKind::kDigits &&
                            HasConfusableLetter(folded, (*words)[RunEnd(*words, i) - 1])) ||
                           (word.end - word.begin <= 3 && i + 1 < words->size() &&
                            folded[(*words)[i + 1].begin] == '-');
      const bool code_of_letters =
          word.kind == WordKind::kLetters && word.end - word.begin <= 6 &&
          word.end - word.begin >= 3 && folded[word.begin] <= 'Z' &&
          (CodeOfLetters(folded.substr(word.begin, word.end - word.begin)) ||
           (i + 2 < words->size() && folded[(*words)[i + 1].begin] == '-' &&
            (*words)[i + 2].end - (*words)[i + 2].begin <= 2));
      if (suspect && (code_of_letters || DigitNear(*words, i))) {
        if (size_t count = TryConfusion(folded, vocabulary, i, words)) {
          i += count - 1;
          continue;
        }
      }
    }
    if ((*words)[i].kind != WordKind::kLetters) continue;
    if (TryHyphenation(folded, vocabulary, i, words)) continue;
    if ((*words)[i].id != kUnknownWord) continue;
    Word& unknown = (*words)[i];
    const std::string_view letters = folded.substr(unknown.begin, unknown.end - unknown.begin);
    if (letters.size() < 4 || letters.size() > VerdictCache::kLongest) continue;
    const Verdict* known = cache.Find(vocabulary, letters);
    Verdict verdict;
    if (known != nullptr) {
      verdict = *known;
    } else {
      std::vector<Word> probe = {unknown};
      verdict.glued = Unglue(folded, vocabulary, 0, &probe);
      if (!verdict.glued) verdict.correction = vocabulary.Correct(LowerLetters(letters));
      cache.Store(letters, verdict);
    }
    if (verdict.glued) {
      Unglue(folded, vocabulary, i, words);
    } else if (verdict.correction != kUnknownWord) {
      unknown.id = verdict.correction;
      unknown.repair = kRepairSpelling;
    }
  }
}

}  // namespace pathex
