// The text of an HL7 v2 field: escapes, repetitions and raw line ends become plain text.
//
//   "wide margin\.br\2 cm \T\ clear"  ->  "wide margin\n2 cm & clear"
#ifndef PATHEX_EXTRACTOR_TEXT_HL7_ESCAPE_H_
#define PATHEX_EXTRACTOR_TEXT_HL7_ESCAPE_H_

#include "extractor/text/hl7_syntax.h"
#include "extractor/text/text_builder.h"

namespace pathex {

// Whether a repetition mark in the field begins a new line ("lines") or is kept as it stands.
enum class Hl7Repetition { kLineBreak, kKeep };

// Appends the decoded `range` of out->input(). Known:
//
//   \F\ \S\ \T\ \R\ \E\           the message's own delimiters
//   \.br\ \.sp3\ \.ce\            line breaks
//   \.sk3\                        blanks
//   \.in+4\ \.ti\ \.fi\ \H\ \N\   nothing
//   \X0D\\X0A\ \X0D0A\ \X000d\    bytes in hex; CR and LF however written are one line break
//   \E\.br\E\                     an escape that was escaped once more
//
// A lone escape character and an unknown word between two of them stay as they are; local (\Zxx\)
// and character set escapes (\Cxxxx\, \Mxxxxxx\) are dropped. Returns how many were dropped.
size_t AppendHl7Text(const Hl7Delimiters& delimiters, Range range, Hl7Repetition repetition,
                     TextBuilder* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_HL7_ESCAPE_H_
