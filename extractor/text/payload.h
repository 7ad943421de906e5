// Payloads: a document inside a document (base64 in an HL7 ED field, a CDA body, a FHIR
// attachment).
#ifndef PATHEX_EXTRACTOR_TEXT_PAYLOAD_H_
#define PATHEX_EXTRACTOR_TEXT_PAYLOAD_H_

#include <string>
#include <string_view>

#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

struct PayloadPlace {
  std::string locator;  // where the payload stands: "OBX[3]-5", a JSON Pointer, an XPath
  std::string section;  // of the parts that have none of their own
  std::string title;
  std::string media_type;  // as declared: "text/rtf", "application/pdf", "RTF", "PDF", "TEXT", …
  std::string encoding;    // declared character set of text payloads; may be empty
};

// Appends the text of decoded payload `bytes` to source->parts (Part::in_payload is set; offsets
// count bytes of the payload, of the extracted text for PDF). RTF, PDF, XHTML, plain text and XML
// are read; the bytes say what it is, the declared type decides only what they leave open. A
// payload that is a document of another known format is read by that format's reader. What cannot
// be read is a diagnostic of the source (S039, S041 … S043), never an error. Returns whether text
// was added.
bool ReadPayload(std::string_view bytes, const PayloadPlace& place, const ReadOptions& options,
                 Source* source);

// The same for base64 text; S032 when it is none, S040 when its end is missing.
bool ReadBase64Payload(std::string_view base64, const PayloadPlace& place,
                       const ReadOptions& options, Source* source);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_PAYLOAD_H_
