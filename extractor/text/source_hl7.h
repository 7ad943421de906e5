// Reader of HL7 v2 messages that carry reports: ORU^R01 (NAACCR Volume V and its neighbours) and
// MDM^T02, any number of messages in a file.
//
// One Source for each accession (OBR-3) of a message: its narrative and synoptic OBR groups
// together. Source::id is the accession, else the message control id (MSH-10), else the file's
// stem. A message that cannot be used gives a Source without parts and the reason in its
// diagnostics, so that every message has an outcome and no message hides its neighbours.
//
//   OBX text (TX, FT, ST)   one Part for neighbours under the same section code, one line each
//   OBX values (CWE, NM, …) lines "label: value" of a Part, and a Statement where a table knows it
//   OBX files (ED)          the text of the payload, or the diagnostic why there is none
//
// Locators: "OBX[3]-5" = field 5 of the third OBX of the message, "OBX[3..9]-5" = joined lines.
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_HL7_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_HL7_H_

#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

bool LooksLikeHl7(std::string_view bytes, std::string_view path);

// Error S030 when the file holds no message at all; S044 beyond the limit "reports".
Result<std::vector<Source>> ReadHl7(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_HL7_H_
