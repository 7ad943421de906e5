// Converters: from the words of a capture to a value. A closed set; lexicons choose by name.
#ifndef PATHEX_EXTRACTOR_MATCH_VALUE_H_
#define PATHEX_EXTRACTOR_MATCH_VALUE_H_

#include <string_view>
#include <vector>

#include "extractor/base/value.h"
#include "extractor/lexicon/lexicon.h"

namespace pathex {

// `text` is lower-case encoded text ("4 .5 x 3 cm", "less than 1 mm", "four"). Returns false when
// it holds no such value (the slot is then absent). `repairs` gains "digit" when letters were read
// as digits, "unit" when a unit was misread, "spacing" when blanks stood inside a number.
bool Convert(Converter converter, std::string_view text, const LanguageRules& language,
             Value* value, std::vector<std::string_view>* repairs);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_VALUE_H_
