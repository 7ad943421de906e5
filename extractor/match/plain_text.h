// PlainText: the words of a text as rules see them but for the symbols.
#ifndef PATHEX_EXTRACTOR_MATCH_PLAIN_TEXT_H_
#define PATHEX_EXTRACTOR_MATCH_PLAIN_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/lexicon/words.h"

namespace pathex {

// Lower case, notation instead of signs, repaired words as they should have been written, one blank
// or line break where there were blanks.
struct PlainText {
  std::string text;
  std::vector<uint32_t> word;   // by byte: the word it belongs to (for a blank: the word before it)
  std::vector<uint8_t> closed;  // by byte: 1 = inside a word, where no match may begin
  std::vector<uint32_t> begin;  // by word, and one more: its first byte
};

// Writes the words of `folded`. Reuses the buffers of `plain`.
void WritePlain(std::string_view folded, const Vocabulary& vocabulary,
                const std::vector<Word>& words, PlainText* plain);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_PLAIN_TEXT_H_
