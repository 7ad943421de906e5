// The numbers of a text: in digits, also misread ones ("1O", "l.5"), and in words.
#ifndef PATHEX_EXTRACTOR_MATCH_NUMBER_READER_H_
#define PATHEX_EXTRACTOR_MATCH_NUMBER_READER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/lexicon/lexicon.h"

namespace pathex {

// Runs of digits are read up to here; what is larger is no number.
inline constexpr int64_t kLargestNumber = int64_t{1} << 40;

struct TextNumber {
  int64_t thousandths = 0;
  size_t begin = 0, end = 0;  // in the text
};

// Replaces `out`, whose memory is reused; from left to right. `text` is lower-case encoded text;
// `repairs` gains "digit" and "spacing" as in Convert (match/value.h).
void NumbersIn(std::string_view text, const LanguageRules& language,
               std::vector<std::string_view>* repairs, std::vector<TextNumber>* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_NUMBER_READER_H_
