// Records into a PostgreSQL database, by COPY (libpq.h).
#ifndef PATHEX_EXTRACTOR_SINKS_POSTGRESQL_H_
#define PATHEX_EXTRACTOR_SINKS_POSTGRESQL_H_

#include <memory>
#include <string>

#include "extractor/sinks/layout.h"
#include "extractor/sinks/sink.h"

namespace pathex {

// `url` is all that libpq takes ("postgresql://host/database?…"). Tables, versions and the
// replacing of reports as in SQLite; the tables lie in the first schema of the search path. Foreign
// keys and indexes are made at Close, when all rows are there. Error U011: no connection, or the
// tables are of a newer pathex. Messages never hold the URL's password.
Result<std::unique_ptr<Sink>> OpenPostgresql(const std::string& url,
                                             std::shared_ptr<const Layout> layout);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_POSTGRESQL_H_
