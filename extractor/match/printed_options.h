// Printed options: a form that prints all codes of a scale says none of them.
#ifndef PATHEX_EXTRACTOR_MATCH_PRINTED_OPTIONS_H_
#define PATHEX_EXTRACTOR_MATCH_PRINTED_OPTIONS_H_

#include <string_view>
#include <vector>

#include "extractor/lexicon/words.h"

namespace pathex {

// "pTX: cannot be assessed⏎pT0: no evidence …⏎pT1: …": where lines begin with the codes of one
// scale and a colon, from its X on, drops these lines; which of them was ticked by hand is lost. A
// line whose tick was read as a letter ("V pT1: …", "x pT1: …") stays, without the tick.
void DropPrintedOptions(std::string_view folded, std::vector<Word>* words);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_PRINTED_OPTIONS_H_
