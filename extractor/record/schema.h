// Schemas: validation of records, reports and lexicon files against schemas/*.schema.json (JSON
// Schema draft-07). The only door to valijson; slow by design, never part of extraction.
#ifndef PATHEX_EXTRACTOR_RECORD_SCHEMA_H_
#define PATHEX_EXTRACTOR_RECORD_SCHEMA_H_

#include <memory>
#include <string>
#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/base/files.h"
#include "extractor/base/json.h"
#include "extractor/base/result.h"

namespace pathex {

class ReportSchema {
 public:
  // Reads report.schema.json, record.schema.json and lexicon.schema.json of a folder. Error L021
  // for a file that is no schema.
  static Result<ReportSchema> Load(const std::string& folder, const FileReader& files);

  // One diagnostic for each fault: D001 when it is no JSON, else D030, `where` a JSON Pointer into
  // the document. Messages name keys and constraints, never values. Empty = valid. Thread-safe.
  std::vector<Diagnostic> Validate(const std::string& record_json) const;
  std::vector<Diagnostic> ValidateRecord(const Json& record) const;
  std::vector<Diagnostic> ValidateReport(const Json& report) const;
  std::vector<Diagnostic> ValidateLexicon(const Json& file) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_SCHEMA_H_
