// From one FHIR document (a resource or a Bundle) to its Sources.
#ifndef PATHEX_EXTRACTOR_TEXT_FHIR_REPORT_H_
#define PATHEX_EXTRACTOR_TEXT_FHIR_REPORT_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/text/fhir_tree.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

struct FhirContext {
  const FhirTree* tree;
  const OffsetMap* outer;  // tree text -> file; nullptr = the identity
  const ReadOptions* options;
  const FormatTables* tables;
  std::string path;
  std::string encoding;
};

// Appends the Sources of the tree to `sources`, and for each the key under which later reports
// replace it to `keys`. Appends nothing when no resource is a report.
void AppendFhirReports(const FhirContext& context, std::vector<Source>* sources,
                       std::vector<std::string>* keys);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_FHIR_REPORT_H_
