// LibPq: the functions of libpq that are used, of a library that is loaded when a database is first
// written to: it brings twenty others with it, which would take longer to load than a report takes
// to read. The only door to libpq.
#ifndef PATHEX_EXTRACTOR_SINKS_LIBPQ_H_
#define PATHEX_EXTRACTOR_SINKS_LIBPQ_H_

#include <libpq-fe.h>

#include <optional>
#include <string>

namespace pathex {

struct LibPq {
  decltype(&PQclear) clear = nullptr;
  decltype(&PQconnectdb) connectdb = nullptr;
  decltype(&PQerrorMessage) errorMessage = nullptr;
  decltype(&PQexec) exec = nullptr;
  decltype(&PQexecParams) execParams = nullptr;
  decltype(&PQfinish) finish = nullptr;
  decltype(&PQgetResult) getResult = nullptr;
  decltype(&PQgetvalue) getvalue = nullptr;
  decltype(&PQntuples) ntuples = nullptr;
  decltype(&PQputCopyData) putCopyData = nullptr;
  decltype(&PQputCopyEnd) putCopyEnd = nullptr;
  decltype(&PQresultErrorField) resultErrorField = nullptr;
  decltype(&PQresultStatus) resultStatus = nullptr;
  decltype(&PQsetNoticeProcessor) setNoticeProcessor = nullptr;
  decltype(&PQstatus) status = nullptr;
};

// Loads the library unless that is done. Says why it cannot be. Thread-safe.
std::optional<std::string> LoadLibPq();

// Once LoadLibPq had nothing to say.
const LibPq& Pq();

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_LIBPQ_H_
