// Decode: the bytes of a file become valid UTF-8, and every byte of it knows the bytes it came
// from.
//
//   DecodeText("caf\xE9", "")        -> "café", "ISO-8859-1", é maps to byte [3, 4)
//   DecodeText("\xFF\xFEo\0k\0", "") -> "ok", "UTF-16LE", 'k' maps to bytes [4, 6)
#ifndef PATHEX_EXTRACTOR_TEXT_DECODE_H_
#define PATHEX_EXTRACTOR_TEXT_DECODE_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/text/offset_map.h"
#include "extractor/text/source.h"

namespace pathex {

struct Decoded {
  std::string text;      // valid UTF-8 without a byte order mark
  OffsetMap map;         // text -> bytes
  std::string encoding;  // what was used: "UTF-8", "UTF-16LE", "UTF-32BE", "windows-1252", …
  std::vector<Diagnostic> diagnostics;
};

// `declared` is what a header or the user says the encoding is (any name or alias ICU knows, upper
// or lower case); empty = nothing is declared. The bytes have the last word:
//   - a byte order mark decides; without one, NULs in every second (fourth) byte mean UTF-16 (-32);
//   - well-formed UTF-8 with something beyond ASCII in it is UTF-8, whatever was declared;
//   - else a declared encoding other than UTF-8/16/32 is used (ISO-8859-1 with bytes 80-9F is
//     windows-1252, as in browsers);
//   - else text with more well-formed than broken sequences is damaged UTF-8, and the rest is
//     windows-1252, ISO-8859-15 or ISO-8859-1, by the bytes that differ between the three.
// Total. Diagnostics (without `where`):
//   S010  ill-formed sequences became U+FFFD: their number and the byte of the first
//   S012  guessed to be 8-bit text, but far more bytes are beyond ASCII than in western languages
//   S013  line ends of one byte stand between the lines of a UTF-16 text
//   S011  the declared encoding is not the one of the bytes, or is unknown
Decoded DecodeText(std::string_view bytes, std::string_view declared);

// Why bytes cannot be the text of a report: "a PDF document", "a JPEG image", "NUL bytes", …; empty
// when they can.
std::string DescribeBinary(std::string_view bytes);

// Copies encoding and diagnostics (with `where` = "/") into the source.
void TakeEncoding(const Decoded& decoded, Source* source);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_DECODE_H_
