// Records that were written before, into a sink.
#ifndef PATHEX_EXTRACTOR_BULK_LOAD_H_
#define PATHEX_EXTRACTOR_BULK_LOAD_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/sinks/record_lines.h"
#include "extractor/sinks/sink.h"

namespace pathex {

struct LoadResult {
  uint64_t records = 0;
  std::vector<Error> faults;   // D001: lines that are no record, the first ten
  uint64_t more_faults = 0;    // those that are not in `faults`
  std::optional<Error> error;  // of the reading or the sink; the sink is not closed then
};

// Reads all lines, on one thread, encodes on `jobs` threads (0: one a processor), and closes the
// sink. `name` is the file's, for messages.
LoadResult LoadRecords(RecordLines* lines, const std::string& name, size_t jobs, Sink* sink);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_LOAD_H_
