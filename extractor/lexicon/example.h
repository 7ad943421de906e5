// Examples: "The [deep margin is positive](status=involved, site=deep)." -> text and expectation.
#ifndef PATHEX_EXTRACTOR_LEXICON_EXAMPLE_H_
#define PATHEX_EXTRACTOR_LEXICON_EXAMPLE_H_

#include <string>
#include <string_view>

#include "extractor/base/result.h"
#include "extractor/lexicon/lexicon.h"

namespace pathex {

// "[text](slot=value, slot=value)" marks; "[text]()" marks text with no slots. A bracket that is no
// mark ("[x]") stays text; "\\[" is always text. Values may hold anything but ',' and ')'. Error
// L012: a mark without "=" between its brackets.
Result<Example> ParseExample(std::string_view markup);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_EXAMPLE_H_
