// Document, Batch: what travels through a bulk run, from the reader's thread to the sink.
#ifndef PATHEX_EXTRACTOR_BULK_DOCUMENT_H_
#define PATHEX_EXTRACTOR_BULK_DOCUMENT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/base/result.h"
#include "extractor/bulk/flow.h"
#include "extractor/bulk/tally.h"
#include "extractor/sinks/sink.h"
#include "extractor/text/source.h"

namespace pathex {

// One path of the run. Its documents come one after the other. Shared by threads: it does not
// change once the first of several documents is handed on (with one, whoever reads it adds the
// hash).
struct InputFile {
  std::string path;    // as given; "-" is standard input
  uint64_t size = 0;   // bytes on disk; 0 for what is no regular file
  int64_t time = 0;    // of the last change, in nanoseconds since 1970
  std::string sha256;  // of all of it, once it is done; "" when it could not be read
};

// What is read at once: a file, a member of an archive, a line of a stream.
struct Document {
  enum class Kind : uint8_t {
    kFile,
    kMember,  // of an archive: ids are unique in the archive
    kLine,    // of a stream: stands for itself, wherever it stands
    kParsed,  // reports of a large file that the reader took apart already
  };
  std::shared_ptr<InputFile> input;
  std::string path;  // "feeds/a.zip!b.txt"
  std::string bytes;
  std::vector<Source> sources;  // kParsed
  Kind kind = Kind::kFile;
  Error error;              // code not empty: there are no bytes, and this is why
  bool skip = false;        // written by the run that is resumed; only its ids count
  bool last = false;        // of its input
  double read_seconds = 0;  // that the reading of the bytes took
};

// An input that failed, as OUT.failed.ndjson lists it.
struct Failure {
  std::string input;  // path of the run
  std::string path;   // of the report: the input, or a place in it
  std::string id;     // of the report
  Diagnostic reason;
};

struct Batch : Flowing {
  uint64_t bytes = 0;
  std::vector<Document> documents;
  std::vector<std::vector<Source>> sources;  // of each document
  RecordBatch records;
  Encoded encoded;
  Tally tally;
  std::vector<Failure> failures;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_DOCUMENT_H_
