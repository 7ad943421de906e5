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

#include "extractor/base/files.h"
#include "extractor/base/result.h"
#include "extractor/record/assembly.h"
#include "extractor/record/record.h"

namespace pathex {

// So many of n were right (or, for absent values, missed).
struct Measured {
  int n = 0, hits = 0;
};

// Values at pointers that fit one pattern ("/list/*/result").
struct MeasuredValues {
  bool key = false;  // a miss here makes the document wrong
  Measured all;
  StringMap<Measured> rule, kind;
};

// Documents without a value at a key place, and how many of them should have had one. `pointer`
// leads to a leaf, or (list) to lists of which each missing member counts.
struct MeasuredAbsence {
  std::string pointer;
  bool list = false;
  Measured all;
  StringMap<Measured> kind;
};

// Immutable after loading, shared by all threads.
struct Reliability {
  std::string lexicons_sha256;
  std::string by;  // pointer of the value that tells kinds of reports apart
  StringMap<MeasuredValues> values;
  std::vector<MeasuredAbsence> absent;
};

inline constexpr char kReliabilityFile[] = "reliability.json";

// The table of a folder of lexicons; nothing when it has none. Errors: S001 (unreadable), L001 (no
// JSON), L021 (another shape).
Result<std::optional<Reliability>> LoadReliability(const std::string& folder,
                                                   const FileReader& files);

// Fills record->reliability (leaves of the report that were measured, in order) and
// record->expected_errors: the sum of what is likely wrong or missing among the key fields. Runs
// after Triage, whose reasons are signs of doubt here.
void Rate(const Reliability& table, Record* record);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_RELIABILITY_H_
