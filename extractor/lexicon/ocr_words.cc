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

// Where the word's only capital behind a small letter stands, all before it small but perhaps the
// first, all behind it small or all capitals; 0 = nowhere.
uint32_t OnlyCapitalInside(std::string_view text, const Word& word) {
  const auto small = [&](uint32_t at) { return text[at] >= 'a' && text[at] <= 'z'; };
  const auto capital = [&](uint32_t at) { return text[at] >= 'A' && text[at] <= 'Z'; };
  uint32_t cut = word.begin + 1;
  while (cut < word.end && small(cut)) ++cut;
  if (cut < word.begin + 2 || cut + 1 >= word.end || !capital(cut)) return 0;
  const bool capitals = capital(cut + 1);
  for (uint32_t at = cut + 1; at < word.end; ++at) {
    if (capitals ? !capital(at) : !small(at)) return 0;
  }
  return cut;
}

// Whether the blank that is lost behind word i was a line break: before a label ("tongueTumor
// size:"), behind a heading ("Clinical HistoryThis man has"), or behind a number's unit.
bool HadLineBreak(std::string_view text, const std::vector<Word>& words, size_t i) {
  constexpr size_t kLongestLabel = 6, kLongestHeading = 4, kShortestText = 2;
  if (i > 0 && words[i - 1].kind == WordKind::kDigits) return true;
  size_t next = i + 1;
  for (; next < words.size() && words[next].breaks_before == 0; ++next) {
    if (next - i > kLongestLabel || text[words[next].begin] == '.') break;
    if (text[words[next].begin] == ':') return true;
  }
  if (next - i <= kShortestText) return false;
  for (size_t k = i + 1; k-- > 0 && i - k < kLongestHeading;) {
    if (words[k].kind != WordKind::kLetters || IsAsciiLower(text[words[k].begin])) return false;
    if (k == 0 || words[k].breaks_before > 0) return true;
  }
  return false;
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

bool SplitAtCapital(std::string_view text, const Vocabulary& vocabulary, size_t i,
                    std::vector<Word>* words) {
  constexpr uint32_t kShortestHead = 3, kShortestTail = 4, kUnit = 2;
  Word& word = (*words)[i];
  const uint32_t cut = OnlyCapitalInside(text, word);
  if (cut == 0) return false;
  const WordId head = vocabulary.Find(text.substr(word.begin, cut - word.begin));
  const WordId tail = vocabulary.Find(text.substr(cut, word.end - cut));
  const bool unit = cut - word.begin == kUnit && word.end - cut >= kShortestHead && i > 0 &&
                    (*words)[i - 1].kind == WordKind::kDigits;
  const bool known =
      tail != kUnknownWord && cut - word.begin >= kShortestHead && word.end - cut >= kShortestTail;
  if (head == kUnknownWord || (!unit && !known)) return false;
  Word second = word;
  second.begin = cut;
  second.id = tail;
  second.space_before = true;
  second.breaks_before = HadLineBreak(text, *words, i) ? 1 : 0;
  second.repair = kRepairGlued;
  word.end = cut;
  word.id = head;
  word.repair = kRepairGlued;
  words->insert(words->begin() + static_cast<std::ptrdiff_t>(i) + 1, second);
  return true;
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
