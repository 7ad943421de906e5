// The skeleton of HL7 v2: messages, segments and fields as ranges of the text, nothing decoded.
//
// Tolerant where real feeds are: segments end in CR, LF or CRLF (or a literal "<CR>"), blank and
// comment lines are skipped, MLLP frames (0x0B … 0x1C) and FHS/BHS/BTS/FTS batch lines are dropped,
// a line that is no segment continues an OBX-5 that a raw line end has cut. The delimiters are
// those of each message's own MSH.
#ifndef PATHEX_EXTRACTOR_TEXT_HL7_SYNTAX_H_
#define PATHEX_EXTRACTOR_TEXT_HL7_SYNTAX_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "extractor/text/text_builder.h"

namespace pathex {

struct Hl7Delimiters {
  char field = '|';
  char component = '^';
  char repetition = '~';
  char escape = '\\';  // '\0' = the message declares none
  char subcomponent = '&';
};

struct Hl7Segment {
  std::string_view name;  // "OBX"; views the text
  Range range;            // without the segment end; holds line ends when one was cut
};

struct Hl7Message {
  Range range;  // from its MSH to the next
  Hl7Delimiters delimiters;
  std::vector<Hl7Segment> segments;  // [0] is the MSH
  size_t stray_lines = 0;            // lines that are neither segment nor continuation
};

// Where the messages of a file begin and end (each from its "MSH" to the next). `text` may be in
// any encoding that keeps ASCII bytes.
std::vector<Range> FindHl7Messages(std::string_view text);

// One message; `range` as from FindHl7Messages. A MSH cut before its delimiters keeps the defaults.
Hl7Message ParseHl7Message(std::string_view text, Range range);

// The fields of a segment: [0] its name, [n] field n (for MSH: [n - 1] is MSH-n).
std::vector<Range> Hl7Fields(std::string_view text, Range segment, char separator);

// Part `n` (from 1) of a range cut by `separator`; empty when there are fewer.
Range Hl7Piece(std::string_view text, Range range, char separator, size_t n);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_HL7_SYNTAX_H_
