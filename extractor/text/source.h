// Source: one report as it arrived, decoded, with the way back to its bytes.
//
// Readers (source_*.cc) make Sources; nothing after them knows a file format. A report is a list of
// Parts in reading order (a plain text file has one, an XML document one a narrative section).
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/base/value.h"
#include "extractor/text/offset_map.h"

namespace pathex {

struct Part {
  std::string locator = "/";  // "/" for plain text, else an XPath, "OBX[3]-5", a JSON Pointer, …
  std::string title;          // heading the format gives ("Gross description"); may be empty
  std::string section;      // section id the format gives (from a LOINC code); empty = use headings
  std::string text;         // decoded: valid UTF-8, at most 2^31 bytes
  OffsetMap to_file;        // bytes of `text` -> bytes of the file (or of the decoded payload)
  bool in_payload = false;  // true: to_file counts bytes of a decoded payload (base64, RTF, PDF)
};

// A value that the format itself states in coded form (an answer of a synoptic question, a coded
// grade). It becomes a mention like any other.
struct Statement {
  size_t part = 0;     // index into Source::parts: the part whose text holds the coded value
  uint32_t begin = 0;  // bytes of that part's text
  uint32_t end = 0;
  std::string rule;     // "loinc/21894-1": the row of schemas/formats that says what it means
  std::string mention;  // mention type and its slots, as in assembly.json
  std::vector<std::pair<std::string, Value>> slots;
};

struct Source {
  std::string id;      // stable, from the format when it has one, else the file's stem
  std::string path;    // as given by the user; "-" for standard input
  std::string format;  // "text", "cda", "xml", "hl7v2", …
  std::string media_type = "text/plain";
  std::string encoding = "UTF-8";
  std::string language;  // forced by the user or stated by the format; empty = detect
  std::string sha256;    // of the input bytes, lower-case hex
  uint64_t bytes = 0;    // length of the input
  std::string status;    // "final", "amended", "addendum", "preliminary", …; empty = not stated
  std::vector<std::pair<std::string, std::string>> dates;  // ("reported", "2024-03-01"), …
  std::vector<Part> parts;
  std::vector<Statement> statements;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_H_
