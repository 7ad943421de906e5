// Repair: unknown words that are clearly a misreading become what they stand for: "CDl0",
// "desrnin", "leio-⏎myosarcoma", "FORP63".
#ifndef PATHEX_EXTRACTOR_LEXICON_REPAIR_H_
#define PATHEX_EXTRACTOR_LEXICON_REPAIR_H_

#include <string_view>
#include <vector>

#include "extractor/lexicon/words.h"

namespace pathex {

// `words` are those of `text` with their ids. Words may become more or fewer; repaired ones say how
// (Word::repair). Remembers for each thread what unknown words turned out to be. Thread-safe.
void RepairWords(std::string_view text, const Vocabulary& vocabulary, std::vector<Word>* words);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_REPAIR_H_
