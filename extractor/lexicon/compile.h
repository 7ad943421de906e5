// Compiling: the files of one language (and of "any") -> Lexicon.
#ifndef PATHEX_EXTRACTOR_LEXICON_COMPILE_H_
#define PATHEX_EXTRACTOR_LEXICON_COMPILE_H_

#include <memory>
#include <string>
#include <vector>

#include "extractor/lexicon/faults.h"
#include "extractor/lexicon/lexicon.h"

namespace pathex {

struct LexiconFile;

// Faults found: L003 unknown or missing key, wrong type; L004 form; L005 unknown name; L006 name
// twice; L007 form under two values; L008-L010 pattern; L011 duplicate id; L012 example; L013 too
// many symbols.
std::unique_ptr<Lexicon> CompileLexicon(const std::string& language,
                                        const std::vector<const LexiconFile*>& files,
                                        Faults* faults);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_COMPILE_H_
