#include "extractor/match/damaged_heading.h"

#include <algorithm>

#include "extractor/lexicon/edit_distance.h"
#include "extractor/lexicon/heading_key.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr size_t kShortest = 8;  // letters: fewer are too easily another word
constexpr size_t kShortestEdited = 9;
constexpr size_t kShortestCut = 12;  // words may be cut or glued
constexpr size_t kLettersAnEdit = 9;

// Small letters stand only behind a capital, but for short words and "l" among capitals.
bool LooksLikeTitle(std::string_view folded, const std::vector<Word>& words, uint32_t first,
                    uint32_t last) {
  constexpr uint32_t kShortWord = 3;
  bool title = IsAsciiUpper(folded[words[first].begin]);
  size_t small = 0, capitals = 0;
  for (uint32_t i = first; i < last; ++i) {
    const std::string_view word = folded.substr(words[i].begin, words[i].end - words[i].begin);
    for (char c : word) {
      small += IsAsciiLower(c) && c != 'l';
      capitals += IsAsciiUpper(c);
    }
    if (words[i].kind == WordKind::kLetters && word.size() > kShortWord && !IsAsciiUpper(word[0]) &&
        words[i].space_before) {
      title = false;
    }
    if (small > 0 && !title) return false;
  }
  return capitals > 0;
}

// Words that are words were not misread: "MICROSCOPIC REPORT" is no "MACROSCOPIC REPORT".
bool AllKnown(const std::vector<Word>& words, uint32_t first, uint32_t last) {
  return std::all_of(words.begin() + first, words.begin() + last, [](const Word& word) {
    return word.kind == WordKind::kOther || (word.id != kUnknownWord && word.repair == 0);
  });
}

}  // namespace

int DamagedHeading(const Text& text, const Reading& reading, const Lexicon& lexicon, uint32_t first,
                   uint32_t last) {
  const std::vector<Word>& words = reading.words;
  if (last - first > kMostHeadingWords || lexicon.headings.empty()) return -1;
  const std::string_view folded = text.folded;
  if (!IsAsciiUpper(folded[words[first].begin]) && words[first].kind == WordKind::kLetters)
    return -1;
  if (!LooksLikeTitle(folded, words, first, last)) return -1;
  const std::string key =
      HeadingKey(folded.substr(words[first].begin, words[last - 1].end - words[first].begin));
  if (key.size() < kShortest || key.size() > kLongestEdited) return -1;
  int count = 0;  // of words: letters and digits that touch are one
  for (uint32_t i = first; i < last; ++i)
    count += words[i].kind != WordKind::kOther && (i == first || words[i].space_before);
  if (folded[words[last - 1].begin] == '#') return -1;
  const bool whole = AllKnown(words, first, last) || key.size() < kShortestEdited;
  const size_t edits = whole ? 0 : key.size() / kLettersAnEdit;
  const uint32_t letters = LetterSet(key);
  const auto begin =
      std::lower_bound(lexicon.headings.begin(), lexicon.headings.end(), key.size() - edits,
                       [](const HeadingForm& form, size_t size) { return form.key.size() < size; });
  const WordDistance from_key(key);
  int best = -1;
  size_t best_distance = edits + 1;
  bool tied = false;
  for (auto form = begin; form != lexicon.headings.end() && form->key.size() <= key.size() + edits;
       ++form) {
    if (!NearLetters(form->letters, letters, 2 * edits)) continue;
    if (form->words != count && key.size() < kShortestCut) continue;
    const size_t distance = from_key.To(form->key, edits);
    if (distance > edits || distance > best_distance) continue;
    tied = distance == best_distance && best != form->section;
    best = form->section;
    best_distance = distance;
  }
  return tied ? -1 : best;
}

}  // namespace pathex
