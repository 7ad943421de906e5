#include "extractor/lexicon/ocr_words.h"

#include <string>

#include "extractor/lexicon/letters.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr size_t kShortest = 6, kLongest = 24;  // letters of the whole word

// One blank and no line break between two runs of letters that are written alike.
bool MayBeOne(std::string_view text, const Word& head, const Word& tail) {
  if (head.kind != WordKind::kLetters || tail.kind != WordKind::kLetters) return false;
  if (tail.breaks_before > 0 || tail.begin != head.end + 1) return false;
  if (head.id != kUnknownWord && tail.id != kUnknownWord) return false;
  const size_t size = head.end - head.begin + tail.end - tail.begin;
  if (size < kShortest || size > kLongest) return false;
  if (head.end - head.begin == 1 && LowerLetter(text[head.begin]) == 'a') return false;
  return IsAsciiLower(text[tail.begin]) || !IsAsciiLower(text[head.end - 1]);
}

}  // namespace

bool JoinWords(std::string_view text, const Vocabulary& vocabulary, size_t first, size_t last,
               Repair repair, std::vector<Word>* words) {
  Word& head = (*words)[first];
  const Word& tail = (*words)[last];
  std::string joined(text.substr(head.begin, head.end - head.begin));
  joined += text.substr(tail.begin, tail.end - tail.begin);
  const WordId id = vocabulary.Find(joined);
  if (id == kUnknownWord) return false;
  head.end = tail.end;
  head.id = id;
  head.repair = repair;
  const auto begin = words->begin() + static_cast<std::ptrdiff_t>(first) + 1;
  words->erase(begin, begin + static_cast<std::ptrdiff_t>(last - first));
  return true;
}

bool JoinSplitWord(std::string_view text, const Vocabulary& vocabulary, size_t i,
                   std::vector<Word>* words) {
  if (i + 1 >= words->size() || !MayBeOne(text, (*words)[i], (*words)[i + 1])) return false;
  return JoinWords(text, vocabulary, i, i + 1, kRepairSplit, words);
}

WordId FindReadingM(std::string_view letters, const Vocabulary& vocabulary) {
  constexpr size_t kShortest = 5;
  if (letters.size() < kShortest) return kUnknownWord;
  for (size_t i = 0; i + 1 < letters.size(); ++i) {
    if (LowerLetter(letters[i]) != 'r' || LowerLetter(letters[i + 1]) != 'n') continue;
    std::string word(letters.substr(0, i));
    word += 'm';
    word += letters.substr(i + 2);
    if (const WordId id = vocabulary.Find(word); id != kUnknownWord) return id;
  }
  return kUnknownWord;
}

}  // namespace pathex
