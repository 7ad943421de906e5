// Words as optical character recognition spoils them: "carcinom a", "turnor".
#ifndef PATHEX_EXTRACTOR_LEXICON_OCR_WORDS_H_
#define PATHEX_EXTRACTOR_LEXICON_OCR_WORDS_H_

#include <string_view>
#include <vector>

#include "extractor/lexicon/words.h"

namespace pathex {

// Makes one word of words `first` and `last` when together they are a known one; what stands
// between them (a hyphen) goes. Returns whether.
bool JoinWords(std::string_view text, const Vocabulary& vocabulary, size_t first, size_t last,
               Repair repair, std::vector<Word>* words);

// Joins words i and i + 1 of one line, not both known, when together they are a known long word;
// returns whether. The article "a" is joined to nothing: "a typical case".
bool JoinSplitWord(std::string_view text, const Vocabulary& vocabulary, size_t i,
                   std::vector<Word>* words);

// "tongueTumor", "4 cmTUMORSITE": parts words that a lost line break glued, word i (unknown) at its
// only capital behind a small letter, and puts the line break back; returns whether. Both must be
// known and no mere syllables, or the first the unit behind a number.
bool SplitAtCapital(std::string_view text, const Vocabulary& vocabulary, size_t i,
                    std::vector<Word>* words);

// The known word that `letters` (unknown) is with an "m" for one "rn" of it, or kUnknownWord.
WordId FindReadingM(std::string_view letters, const Vocabulary& vocabulary);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_OCR_WORDS_H_
