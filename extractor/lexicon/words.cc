#include "extractor/lexicon/words.h"

#include <algorithm>
#include <array>

#include "extractor/lexicon/repair.h"
#include "extractor/lexicon/word_bounds.h"

namespace pathex {
namespace {

constexpr std::array<WordKind, 256> kKinds = [] {
  std::array<WordKind, 256> table{};
  for (size_t c = 0; c < 256; ++c) {
    table[c] = kByteClasses[c] == ByteClass::kLetter  ? WordKind::kLetters
               : kByteClasses[c] == ByteClass::kDigit ? WordKind::kDigits
                                                      : WordKind::kOther;
  }
  return table;
}();

// The line breaks among the blanks of [begin, end), at most 3.
uint8_t CountBreaks(const char* text, uint32_t begin, uint32_t end) {
  if (end - begin == 1) return text[begin] == '\n';
  int breaks = 0;
  for (uint32_t k = begin; k < end && breaks < 3; ++k) breaks += text[k] == '\n';
  return static_cast<uint8_t>(breaks);
}

// Cuts; the id of each word is what `find(begin, end, kind)` says.
template <typename FindId>
void Cut(std::string_view folded, const FindId& find, std::vector<Word>* words) {
  thread_local WordBounds scratch;
  FindWordBounds(folded, &scratch);
  const size_t count = scratch.count;
  const uint32_t* const begins = scratch.begins.data();
  const uint32_t* const ends = scratch.ends.data();
  const char* const text = folded.data();
  words->resize(count);
  Word* const out = words->data();
  uint32_t last_end = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t begin = begins[i], end = ends[i];
    const WordKind kind = kKinds[static_cast<uint8_t>(text[begin])];
    const bool space = begin != last_end;
    const uint8_t breaks = space ? CountBreaks(text, last_end, begin) : 0;
    out[i] = {begin, end, find(begin, end, kind), kind, space, breaks, 0};
    last_end = end;
  }
  if (count > 0) out[0].space_before = true;
}

}  // namespace

std::vector<Word> CutPlain(std::string_view folded) {
  std::vector<Word> words;
  Cut(
      folded, [](uint32_t, uint32_t, WordKind) { return kUnknownWord; }, &words);
  return words;
}

void LookUpWords(std::string_view folded, const Vocabulary& vocabulary, std::vector<Word>* words) {
  const char* const text = folded.data();
  const size_t last_key = folded.size() < WordKey::kBytes ? 0 : folded.size() - WordKey::kBytes + 1;
  const auto find = [=, &vocabulary](uint32_t begin, uint32_t end, WordKind kind) {
    const uint32_t size = end - begin;
    if (size == 1) return vocabulary.FindSign(text[begin]);
    const std::string_view spelling(text + begin, size);
    const bool run = kind != WordKind::kOther && begin < last_key;
    return vocabulary.Find(run ? KeyOfRun(text + begin, size) : KeyOf(spelling), spelling);
  };
  Cut(folded, find, words);
}

void CutWords(std::string_view folded, const Vocabulary& vocabulary, std::vector<Word>* words) {
  LookUpWords(folded, vocabulary, words);
  RepairWords(folded, vocabulary, words);
}

}  // namespace pathex
