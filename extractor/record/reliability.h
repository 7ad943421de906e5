// Reliability: how often values of this field with this kind of support were right when they were
// measured (`pathex evaluate --write-reliability`, evaluate/reliability.h describes the file).
//
// Nothing is invented: without a table, or with one measured for other lexicons, a record says
// nothing about reliability.
#ifndef PATHEX_EXTRACTOR_RECORD_RELIABILITY_H_
#define PATHEX_EXTRACTOR_RECORD_RELIABILITY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/cache_folder.h"
#include "extractor/base/files.h"
#include "extractor/base/result.h"
#include "extractor/record/assembly.h"
#include "extractor/record/record.h"

namespace pathex {

// So many of n were right (values) or wrong (documents).
struct Measured {
  int n = 0, hits = 0;
};

// Values at pointers that fit one pattern ("/list/*/result").
struct MeasuredValues {
  Measured all;
  StringMap<Measured> rule, kind;
};

// Documents by one sign: so many of n with this count of it had a wrong or missing key field.
struct MeasuredSign {
  std::string reason;  // of review; "" = the value at Reliability::by
  StringMap<Measured> counts;
};

// Immutable after loading, shared by all threads.
struct Reliability {
  std::string lexicons_sha256;
  std::string by;  // pointer of the value that tells kinds of reports apart
  StringMap<MeasuredValues> values;
  Measured documents;
  std::vector<MeasuredSign> signs;
};

inline constexpr char kReliabilityFile[] = "reliability.json";

// The table of a folder of lexicons; nothing when it has none. Errors: S001 (unreadable), L001 (no
// JSON), L021 (another shape). A cache keeps what was read of a file without faults.
Result<std::optional<Reliability>> LoadReliability(const std::string& folder,
                                                   const FileReader& files,
                                                   const CacheFolder& cache = CacheFolder(""));

// Fills record->reliability (leaves of the report that were measured, in order) and
// record->error_probability: that a key field is wrong or missing, from the signs of doubt that the
// record shows (the reasons of Triage, which runs before, and the kind of report), each weighed as
// measured and taken as independent of the others.
void Rate(const Reliability& table, Record* record);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_RELIABILITY_H_
