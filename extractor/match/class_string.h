// ClassString: a stretch of words as the short string that panels match, one letter a token.
#ifndef PATHEX_EXTRACTOR_MATCH_CLASS_STRING_H_
#define PATHEX_EXTRACTOR_MATCH_CLASS_STRING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extractor/match/reading.h"

namespace pathex {

// The words [first, last) that a letter stands for.
struct ClassToken {
  uint32_t first = 0, last = 0;
  int32_t hit = -1;  // index into hits[topic] of a form
};

// Dropped fillers leave nothing.
struct ClassString {
  std::string text;                // Regex::kPadding bytes behind it may be read, too
  std::vector<ClassToken> tokens;  // by letter
};

// Words [first, last) for the panel of a topic.
void EncodeClasses(const Text& text, const Reading& reading, const Lexicon& lexicon, uint16_t topic,
                   uint32_t first, uint32_t last, ClassString* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_CLASS_STRING_H_
