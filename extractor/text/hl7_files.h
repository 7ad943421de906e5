// Results of HL7 v2 that hold a document: files (ED) and display copies in HTML.
#ifndef PATHEX_EXTRACTOR_TEXT_HL7_FILES_H_
#define PATHEX_EXTRACTOR_TEXT_HL7_FILES_H_

#include <string>

#include "extractor/text/hl7_parts.h"
#include "extractor/text/hl7_report.h"
#include "extractor/text/source.h"

namespace pathex {

// The text of an ED result, whichever of its component layouts is used ("^AP^RTF^Base64^…",
// "^application^pdf^Base64^…", "^TEXT^RTF^Base64^…"), or the diagnostic why there is none (S032,
// S039 … S043). Pointers to files elsewhere (RP) are S039.
void AppendHl7File(const Hl7Context& context, const Hl7Result& result, const std::string& section,
                   Source* source);

// Whether a text result is HTML: by its code (hl7v2.markup_codes) or its first characters.
bool IsHl7Markup(const Hl7Context& context, const Hl7Result& result);

// The text of an HTML result; offsets lead to the field.
void AppendHl7Markup(const Hl7Context& context, const Hl7Result& result, const std::string& section,
                     Source* source);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_HL7_FILES_H_
