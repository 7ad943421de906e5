// Records as CSV: one file with a row a report, or a folder with a file for each table.
#ifndef PATHEX_EXTRACTOR_SINKS_CSV_H_
#define PATHEX_EXTRACTOR_SINKS_CSV_H_

#include <memory>
#include <string>

#include "extractor/sinks/layout.h"
#include "extractor/sinks/sink.h"

namespace pathex {

// In a folder report_id is the number of the record in the run, from 1.
Result<std::unique_ptr<Sink>> OpenCsvFile(const std::string& path,
                                          std::shared_ptr<const Layout> layout,
                                          const SinkPosition& resume, Naming naming);
Result<std::unique_ptr<Sink>> OpenCsvFolder(const std::string& folder,
                                            std::shared_ptr<const Layout> layout,
                                            const SinkPosition& resume, Naming naming);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_CSV_H_
