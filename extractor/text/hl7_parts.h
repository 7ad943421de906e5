// From the results of an HL7 v2 report to the parts, statements and header fields of its Source.
#ifndef PATHEX_EXTRACTOR_TEXT_HL7_PARTS_H_
#define PATHEX_EXTRACTOR_TEXT_HL7_PARTS_H_

#include <string_view>

#include "extractor/text/format_tables.h"
#include "extractor/text/hl7_report.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

struct Hl7Context {
  std::string_view text;   // the message is in here
  const OffsetMap* outer;  // text -> file; nullptr = the identity
  const Hl7Message* message;
  const ReadOptions* options;
  const FormatTables* tables;
};

// Appends parts in the order of the results, then "PID-8" (sex) when there is text; sets status and
// dates. Names, addresses and birth dates are never looked at.
void AppendHl7Parts(const Hl7Context& context, const Hl7Report& report, Source* source);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_HL7_PARTS_H_
