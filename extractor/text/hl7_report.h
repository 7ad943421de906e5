// From the segments of one HL7 v2 message to reports: OBR groups of one accession, with the results
// that still count.
#ifndef PATHEX_EXTRACTOR_TEXT_HL7_REPORT_H_
#define PATHEX_EXTRACTOR_TEXT_HL7_REPORT_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/text/format_tables.h"
#include "extractor/text/hl7_syntax.h"

namespace pathex {

// One OBX.
struct Hl7Result {
  size_t ordinal = 0;         // its number among the OBX of the message, from 1
  std::vector<Range> fields;  // [n] = OBX-n
  std::string_view type;      // OBX-2
  std::string code;           // OBX-3.1
  std::string system;         // OBX-3.3
  std::string other_code;     // OBX-3.4
  std::string other_system;   // OBX-3.6
  std::string sub_id;         // OBX-4
  std::string status;         // OBX-11

  Range Field(size_t n) const { return n < fields.size() ? fields[n] : Range{}; }
};

// An OBR, or the TXA of a document message, with the OBX that follow it.
struct Hl7Group {
  std::string accession;
  std::string code;                                        // OBR-4.1 / TXA-2.1
  std::string other_code;                                  // OBR-4.4
  std::string status;                                      // OBR-25 / TXA-17
  bool document = false;                                   // a TXA
  std::vector<std::pair<std::string, std::string>> dates;  // as written
  std::vector<Hl7Result> results;
};

struct Hl7Report {
  std::string accession;  // may be empty
  std::vector<Hl7Group> groups;
  size_t withdrawn = 0;  // results deleted, wrong or not obtained (OBX-11)
  size_t replaced = 0;   // results that a corrected one of the same message replaced
};

// Reports in order of appearance; groups without an accession belong to the report before them.
std::vector<Hl7Report> GroupHl7Reports(std::string_view text, const Hl7Message& message,
                                       const FormatTables& tables);

// The fields of the first segment of that name; empty when there is none.
std::vector<Range> Hl7FirstSegment(std::string_view text, const Hl7Message& message,
                                   std::string_view name);

// A field or component decoded, without positions, trimmed.
std::string Hl7Value(std::string_view text, const Hl7Delimiters& delimiters, Range range);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_HL7_REPORT_H_
