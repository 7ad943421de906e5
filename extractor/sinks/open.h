// Which sink an output is, by how its name ends, and its opening.
#ifndef PATHEX_EXTRACTOR_SINKS_OPEN_H_
#define PATHEX_EXTRACTOR_SINKS_OPEN_H_

#include <memory>
#include <string>

#include "extractor/base/files.h"
#include "extractor/sinks/sink.h"

namespace pathex {

enum class SinkKind { kNdjson, kZstd, kGzip, kCsvFile, kCsvFolder, kSqlite, kPostgresql };

// ".zst", ".gz", ".csv", ".sqlite" (".sqlite3", ".db"), "postgresql://…" ("postgres://…"), a name
// that ends with "/" or a folder that is there; everything else, standard output too, is NDJSON.
SinkKind KindOfSink(const std::string& output);

// Whether a line of the output is a record.
bool HasRecordLines(SinkKind kind);

// `schemas` is the folder with database/tables.json, which NDJSON does not need. A position cuts
// what an earlier run left. Errors: those of the sinks and of Layout::Load.
Result<std::unique_ptr<Sink>> OpenSink(const std::string& output, const std::string& schemas,
                                       const FileReader& files, const SinkPosition& resume,
                                       Naming naming);

// The name of a file beside the output, such as the journal: "<output>.<what>". A database server
// has no place for it: then it lies in the current folder and is named after the database.
std::string BesideOutput(const std::string& output, const std::string& what);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_OPEN_H_
