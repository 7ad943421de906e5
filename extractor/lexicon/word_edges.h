// Word edges of a pattern as authors write it: where a literal word can be told to be a whole one.
#ifndef PATHEX_EXTRACTOR_LEXICON_WORD_EDGES_H_
#define PATHEX_EXTRACTOR_LEXICON_WORD_EDGES_H_

#include <cstddef>
#include <string_view>

namespace pathex {

// Whether a class "[…]" has letters: "[^.;]" and "[\\w-]" do, "[,\\n]" and "[^a-z]" do not.
bool ClassHasLetters(std::string_view cls);

// "\\b", blanks and escaped punctuation end a word, "\\w" does not.
bool EscapeEndsWord(std::string_view escape);

// Whether whatever can come at `pos` of a pattern begins with something that ends a word.
bool WordEndsAt(std::string_view pattern, size_t pos);

// Behind the ']' of the class that begins at `pos`; more than the size of the pattern without.
size_t EndOfClass(std::string_view pattern, size_t pos);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_WORD_EDGES_H_
