// Encoding: a unit of text as the short string that rules match, and the way back.
//
// Words are written in lower case, blanks as one blank, a line break as '\n', and each form of the
// topic's terms that some rule asks for as one symbol (a byte >= 0x80). Between a label and its
// answer in the next line or column stands a colon.
#ifndef PATHEX_EXTRACTOR_MATCH_ENCODE_H_
#define PATHEX_EXTRACTOR_MATCH_ENCODE_H_

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extractor/match/reading.h"

namespace pathex {

struct EncodedUnit {
  // What stands in some bytes of the text: words as they are, or something in the place of words.
  struct Piece {
    uint32_t begin = 0;               // its first byte
    uint32_t word = 0;                // that it belongs to
    int32_t hit = -1;                 // of a symbol: index into `hits`
    const uint32_t* words = nullptr;  // of words as they are: by byte, PlainText::word
  };

  std::string text;             // Regex::kPadding bytes behind it may be read, too
  std::vector<uint8_t> closed;  // by byte: 1 = inside a word, where no match may begin
  std::vector<Piece> pieces;    // from left to right; few are asked for, so no byte has its own
  std::vector<Hit> hits;        // of the topic, those that are symbols

  // The index into `hits` of the symbol at a byte, or -1.
  int32_t HitAt(size_t byte) const { return PieceAt(byte).hit; }
  // Words covered by bytes [begin, end); begin < end and neither end on a blank.
  uint32_t FirstWord(size_t begin) const { return WordAt(PieceAt(begin), begin); }
  uint32_t LastWord(size_t end) const {
    const Piece& piece = PieceAt(end - 1);
    return piece.hit >= 0 ? hits[piece.hit].last : WordAt(piece, end - 1) + 1;
  }

 private:
  const Piece& PieceAt(size_t byte) const {
    size_t i = pieces.size() - 1;
    while (pieces[i].begin > byte) --i;
    return pieces[i];
  }
  // A blank belongs to the word before it.
  static uint32_t WordAt(const Piece& piece, size_t byte) {
    return piece.words == nullptr ? piece.word : piece.words[byte - piece.begin];
  }
};

// The ASCII bytes that words [first, last) may have in any encoding, and how they may begin.
UnitBytes BytesOf(const Reading& reading, uint32_t first, uint32_t last);

// For phrase rules: words [first, last) of the reading; `forms` are those that begin in them.
void EncodeUnit(const Reading& reading, std::span<const FoundForm> forms, uint16_t topic,
                uint32_t first, uint32_t last, EncodedUnit* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_ENCODE_H_
