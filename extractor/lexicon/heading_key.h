// HeadingKey: how the letters of a heading look, for headings that were damaged when a page was
// read.
#ifndef PATHEX_EXTRACTOR_LEXICON_HEADING_KEY_H_
#define PATHEX_EXTRACTOR_LEXICON_HEADING_KEY_H_

#include <string>
#include <string_view>

namespace pathex {

// The letters alone, in capitals, with look-alikes as one ("DlAGN0SlS:" and "DIAGNOSIS" are the
// same key): O for 0 and Q, I for 1, l, | and L, S for 5, B for 8.
std::string HeadingKey(std::string_view text);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_HEADING_KEY_H_
