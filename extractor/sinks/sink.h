// Sink: where records go. Lines in, files or a database out.
//
// A batch of records is encoded on any thread (compressed, taken apart into rows) and written on
// one thread at a time, in the order of the input:
//
//   Result<std::unique_ptr<Sink>> sink = OpenSink(options, files);   // sinks/open.h
//   (*sink)->Write((*sink)->Encode(std::move(batch)));
//   (*sink)->Commit();                    // everything written so far survives a power cut
//   (*sink)->Close();
#ifndef PATHEX_EXTRACTOR_SINKS_SINK_H_
#define PATHEX_EXTRACTOR_SINKS_SINK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractor/base/byte_buffer.h"
#include "extractor/base/result.h"
#include "extractor/sinks/rows.h"

namespace pathex {

// Records as they are printed.
struct RecordBatch {
  uint64_t first = 0;        // number of the first record in the whole output, from 0
  ByteBuffer lines;          // one or more records, each with its line end
  std::vector<size_t> ends;  // of each record in `lines`, behind its line end
};

// Rows of one table as text, without the number of their report, which is known when written.
struct TableText {
  struct Row {
    uint32_t record;  // in the batch
    size_t begin;     // in bytes
  };
  std::string bytes;
  std::vector<Row> rows;
};

// A batch as one sink wants it; which members are filled is that sink's business.
struct Encoded {
  uint64_t first = 0;
  size_t records = 0;
  ByteBuffer bytes;
  Rows rows;
  std::vector<std::vector<uint32_t>> by_table;  // indexes into rows.rows, by table of the layout
  std::vector<TableText> tables;                // by table of the layout
  std::vector<std::pair<std::string, std::string>> keys;  // source id and SHA-256 of each record
};

// How long each file of the output is, where all of it is whole records; empty for a database.
using SinkPosition = std::vector<uint64_t>;

// When a file has its name: when it is whole (until then it is <name>.unfinished), or at once, for
// outputs that somebody reads while they grow.
enum class Naming { kWhenWhole, kAtOnce };

class Sink {
 public:
  virtual ~Sink() = default;

  // Thread-safe. Takes of the batch what it needs; the lines are the caller's again when it leaves
  // them there.
  virtual Encoded Encode(RecordBatch&& batch) const = 0;

  // One thread at a time. After an error nothing more may be called; what was committed stays.
  // Errors: U012 (files), U016 (databases). `batch` may keep its memory.
  virtual std::optional<Error> Write(Encoded&& batch) = 0;
  virtual std::optional<Error> Commit() = 0;
  virtual SinkPosition Position() const { return {}; }
  // Takes out reports that a run is about to bring again, each by its source id and path. For what
  // cannot do that (files): nothing.
  virtual std::optional<Error> Forget(const std::vector<std::pair<std::string, std::string>>&) {
    return std::nullopt;
  }
  // Commits, completes (indexes, keys, the final name) and ends. A sink that is destroyed without
  // it leaves what a resumed run needs.
  virtual std::optional<Error> Close() = 0;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_SINK_H_
