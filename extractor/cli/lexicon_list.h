// What is in the lexicons, as tables for people and scripts: columns apart by tabs, a header line.
#ifndef PATHEX_EXTRACTOR_CLI_LEXICON_LIST_H_
#define PATHEX_EXTRACTOR_CLI_LEXICON_LIST_H_

#include <string>
#include <vector>

#include "extractor/lexicon/lexicon.h"

namespace pathex {

// The words of `lexicon list WHAT`.
inline const std::vector<std::string> kLexiconLists = {"languages", "topics", "rules",    "fields",
                                                       "terms",     "values", "sections", "cues"};

// One of kLexiconLists; in the order of the files.
std::string ListLexicon(const std::vector<const Lexicon*>& languages, const std::string& what);

// Topics and rule ids that some languages have and others lack. Information, no fault: a language
// may need fewer rules.
std::string ListDifferences(const std::vector<const Lexicon*>& languages);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_LEXICON_LIST_H_
