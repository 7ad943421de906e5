// Encoding: a unit of text as the short string that rules match, and the way back.
//
// Words are written in lower case, blanks as one blank, a line break as '\n', and each form of the
// topic's terms that some rule asks for as one symbol (a byte >= 0x80). Between a label and its
// answer in the next line or column stands a colon.
#ifndef PATHEX_EXTRACTOR_MATCH_ENCODE_H_
#define PATHEX_EXTRACTOR_MATCH_ENCODE_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extractor/match/reading.h"

namespace pathex {

struct EncodedUnit {
  std::string text;             // Regex::kPadding bytes behind it may be read, too
  std::vector<uint32_t> word;   // by byte: the word it belongs to (for a blank: the word before it)
  std::vector<int32_t> hit;     // by byte: index into `hits` for a symbol, else -1
  std::vector<uint8_t> closed;  // by byte: 1 = inside a word, where no match may begin
  std::vector<Hit> hits;        // of the topic, those that are symbols

  // Words covered by bytes [begin, end); begin < end and neither end on a blank.
  uint32_t FirstWord(size_t begin) const { return word[begin]; }
  uint32_t LastWord(size_t end) const {
    return hit[end - 1] >= 0 ? hits[hit[end - 1]].last : word[end - 1] + 1;
  }
  void Clear() {
    text.clear();
    word.clear();
    hit.clear();
    closed.clear();
    hits.clear();
  }
};

// The ASCII bytes that words [first, last) may have in any encoding, and how they may begin.
UnitBytes BytesOf(const Reading& reading, uint32_t first, uint32_t last);

// For phrase rules: words [first, last) of the reading; `forms` are those that begin in them.
void EncodeUnit(const Reading& reading, std::span<const FoundForm> forms, uint16_t topic,
                uint32_t first, uint32_t last, EncodedUnit* out);

// For panels: one letter a token; dropped fillers leave nothing. `word` gives the first word of
// each letter; `end` (parallel) the word after its last one.
struct ClassString {
  std::string text;
  std::vector<uint32_t> first, last;
  std::vector<int32_t> hit;
};
void EncodeClasses(const Text& text, const Reading& reading, const Lexicon& lexicon, uint16_t topic,
                   uint32_t first, uint32_t last, ClassString* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_ENCODE_H_
