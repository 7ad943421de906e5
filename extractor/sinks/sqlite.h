// Records into an SQLite database. The only door to SQLite.
#ifndef PATHEX_EXTRACTOR_SINKS_SQLITE_H_
#define PATHEX_EXTRACTOR_SINKS_SQLITE_H_

#include <memory>
#include <string>

#include "extractor/sinks/layout.h"
#include "extractor/sinks/sink.h"

namespace pathex {

// Makes the tables, or migrates those of an older version. A report that is there already (by
// source id and SHA-256) is replaced and keeps its number. Rows appear at each Commit; indexes and
// views at Close. With Naming::kAtOnce others may read while it grows. Errors: U011 (no database
// can be opened there, or it is of a newer pathex).
Result<std::unique_ptr<Sink>> OpenSqlite(const std::string& path,
                                         std::shared_ptr<const Layout> layout,
                                         Naming naming = Naming::kWhenWhole);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_SQLITE_H_
