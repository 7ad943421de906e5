// Extraction of one file, as `extract` and its threads do it: bytes in, lines of records out.
#ifndef PATHEX_EXTRACTOR_CLI_EXTRACTION_H_
#define PATHEX_EXTRACTOR_CLI_EXTRACTION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/cli/reading.h"
#include "extractor/cli/stats.h"
#include "extractor/pipeline.h"

namespace pathex {

enum class RecordStyle { kLine, kPretty };

// How the records of a run came out.
struct Outcomes {
  size_t files = 0;
  size_t records = 0;  // = failed + to_review + fine
  size_t failed = 0;
  size_t to_review = 0;
  size_t fine = 0;

  void Add(const Outcomes& other);
  // "30 records from 30 files: 1 failed, 12 to review, 17 fine"
  std::string ToString() const;
};

struct FileExtraction {
  std::string lines;               // one or more records, each with its line end
  std::vector<Diagnostic> errors;  // what failed, for standard error
  Outcomes outcomes;
  RunStats stats;  // filled when asked for
};

// Immutable; shared by all threads.
class Extraction {
 public:
  // Both outlive the extraction.
  Extraction(const Extractor& extractor, const PreparedReading& reading, const FileReader& files,
             RecordStyle style)
      : extractor_(extractor), reading_(reading), files_(files), style_(style) {}

  enum class Measure { kNo, kYes };
  // Never fails: what cannot be read becomes a record that says so.
  FileExtraction Run(const std::string& path, Measure measure) const;

 private:
  void Add(const Source& source, Measure measure, FileExtraction* out) const;

  const Extractor& extractor_;
  const PreparedReading& reading_;
  const FileReader& files_;
  RecordStyle style_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_EXTRACTION_H_
