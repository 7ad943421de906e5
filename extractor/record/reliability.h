// Reliability: how often values of this field with this kind of support were right when they were
// measured (`pathex evaluate --write-reliability`, evaluate/reliability.h describes the file).
//
// Nothing is invented: without a table, or with one measured for other lexicons, a record says
// nothing about reliability.
#ifndef PATHEX_EXTRACTOR_RECORD_RELIABILITY_H_
#define PATHEX_EXTRACTOR_RECORD_RELIABILITY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/cache_folder.h"
#include "extractor/base/context.h"
#include "extractor/base/files.h"
#include "extractor/base/result.h"
#include "extractor/record/assembly.h"
#include "extractor/record/record.h"

namespace pathex {

// So many of n were right (values) or wrong (documents).
struct Measured {
  int n = 0, hits = 0;
  // Values: the share that was right and the lower bound of its 95 % interval, in thousandths.
  int32_t precision = 0, low = 0;
};

// Values at pointers that fit one pattern ("/list/*/result").
struct MeasuredValues {
  Measured all;
  StringMap<Measured> rule;
  std::vector<Measured>
      kind;              // by number of the kind of support (Reliability::KindOf); may be short
  Measured unsupported;  // the kind without any evidence
};

// A step of the patterns of pointers: what follows it.
struct PatternStep {
  std::string key;
  std::vector<uint32_t> keys;  // steps
  uint32_t items = 0;          // the step "*"; 0: none
  int32_t values = -1;         // index into Reliability::values
};

// Documents by one sign: what each count of it says of the odds that a key field is wrong or
// missing, as a shift of their logarithm; 0 where none had it.
struct MeasuredSign {
  std::string reason;                   // of review; "" = the value at Reliability::by
  std::array<double, 4> by_count = {};  // the last: three or more
  StringMap<double> by_value;           // of Reliability::by
};

// Immutable after loading, shared by all threads.
struct Reliability {
  static constexpr size_t kMostCounted = 3;  // mentions that agree
  static constexpr size_t kCertainties = 4;

  std::string lexicons_sha256;
  std::string by;  // pointer of the value that tells kinds of reports apart
  std::vector<PatternStep> steps = std::vector<PatternStep>(1);  // [0] is the root
  std::vector<MeasuredValues> values;
  std::vector<std::string> sections;  // that kinds of support name
  double prior = 0;                   // the logarithm of the odds of all documents
  std::vector<MeasuredSign> signs;

  // The step behind `step` with this key; 0: none.
  uint32_t Below(uint32_t step, std::string_view key) const;
  // nullptr: was not measured.
  const MeasuredValues* Find(std::string_view pattern) const;
  // Index into `sections`, or their number.
  size_t SectionOf(std::string_view id) const;
  // The number of a kind of support: the section and certainty of the first mention, and how many
  // mentions there are.
  static size_t KindOf(size_t section, size_t mentions, Certainty certainty) {
    const size_t counted = mentions < kMostCounted ? mentions : kMostCounted;
    return (section * kMostCounted + counted - 1) * kCertainties + static_cast<size_t>(certainty);
  }
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
