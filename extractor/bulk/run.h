// A bulk run: any number of inputs through the engine into a sink, on all cores, in the order of
// the input, with bounded memory, and able to go on where it was stopped.
//
//   reader's thread ──▶ read ∥ ──▶ number ──▶ extract, encode ∥ ──▶ write, journal
//
// (∥: as many batches at once as there are jobs; the others one batch at a time, in order.)
#ifndef PATHEX_EXTRACTOR_BULK_RUN_H_
#define PATHEX_EXTRACTOR_BULK_RUN_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "extractor/base/files.h"
#include "extractor/bulk/document.h"
#include "extractor/bulk/feed.h"
#include "extractor/bulk/journal.h"
#include "extractor/pipeline.h"
#include "extractor/sinks/sink.h"

namespace pathex {

// What one document cost, for whoever wants to know.
struct Observation {
  const Source* source;
  const Record* record;
  bool failed;
  double read, extract, write;  // seconds; reading: its share of what its document took
};

struct BulkOptions {
  size_t jobs = 1;
  bool pretty = false;
  double document_seconds = 0;  // budget of a document; 0 = none
  double mark_seconds = 2;      // between two marks of the journal
  FeedOptions feed;
  JournalMark resumed;  // where the sink stands already
  // Called on any thread.
  std::function<void(const Observation&)> observe;
  // Called on one thread at a time, in order: after each batch with everything so far, and for each
  // failure.
  std::function<void(const Tally&)> progress;
  std::function<void(const Failure&)> failed;
};

struct BulkOutput {
  Sink* sink = nullptr;
  Journal* journal = nullptr;  // nullptr: none is kept
  std::string failed_path;     // list of failed inputs; "" = none
};

// Runs all inputs of `feed`, which gets a Feed and calls Run or Input on it (on its own thread).
// The tally includes what the resumed run had done. An error is one of the output: everything up to
// the last mark is good. The sink is not closed.
struct BulkResult {
  Tally tally;
  std::optional<Error> error;
};
BulkResult RunBulk(const Extractor& extractor, const FileReader& files, const BulkOptions& options,
                   const BulkOutput& output, const std::function<void(Feed*)>& feed);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_RUN_H_
