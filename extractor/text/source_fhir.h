// Reader of FHIR R4 as JSON, XML and NDJSON: DiagnosticReport, Composition, DocumentReference and
// Binary, alone or in a Bundle of any type, with contained and referenced resources.
//
// One Source for each DiagnosticReport, Composition with text of its own, and DocumentReference (or
// Binary) that nothing else refers to; when there is none of these, one for all Observations. Ids:
// the accession (identifier of type ACSN, else the specimen's accession identifier), else the first
// identifier, else the resource's id. Locators are JSON Pointers or XPaths; in NDJSON a pointer is
// preceded by "line N: ".
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_FHIR_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_FHIR_H_

#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

bool LooksLikeFhir(std::string_view bytes, std::string_view path);

// Errors: S034 (JSON), S045 (XML), S047 when no resource in it is a report. In NDJSON a bad line is
// a Source without parts and the reason in its diagnostics.
Result<std::vector<Source>> ReadFhir(std::string_view bytes, std::string_view path,
                                     const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_FHIR_H_
