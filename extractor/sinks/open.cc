#include "extractor/sinks/open.h"

#include <filesystem>
#include <system_error>

#include "extractor/sinks/csv.h"
#include "extractor/sinks/layout.h"
#include "extractor/sinks/ndjson.h"
#include "extractor/sinks/postgresql.h"
#include "extractor/sinks/sqlite.h"

namespace pathex {

SinkKind KindOfSink(const std::string& output) {
  if (output.starts_with("postgresql://") || output.starts_with("postgres://")) {
    return SinkKind::kPostgresql;
  }
  std::error_code none;
  if (output.ends_with('/') || std::filesystem::is_directory(output, none)) {
    return SinkKind::kCsvFolder;
  }
  if (output.ends_with(".zst")) return SinkKind::kZstd;
  if (output.ends_with(".gz")) return SinkKind::kGzip;
  if (output.ends_with(".csv")) return SinkKind::kCsvFile;
  for (const char* ending : {".sqlite", ".sqlite3", ".db"}) {
    if (output.ends_with(ending)) return SinkKind::kSqlite;
  }
  return SinkKind::kNdjson;
}

bool HasRecordLines(SinkKind kind) {
  return kind == SinkKind::kNdjson || kind == SinkKind::kZstd || kind == SinkKind::kGzip;
}

Result<std::unique_ptr<Sink>> OpenSink(const std::string& output, const std::string& schemas,
                                       const FileReader& files, const SinkPosition& resume,
                                       Naming naming) {
  const SinkKind kind = KindOfSink(output);
  if (kind == SinkKind::kNdjson) return OpenNdjson(output, Compression::kNone, resume, naming);
  if (kind == SinkKind::kZstd) return OpenNdjson(output, Compression::kZstd, resume, naming);
  if (kind == SinkKind::kGzip) return OpenNdjson(output, Compression::kGzip, resume, naming);
  Result<Layout> loaded = Layout::Load(schemas + "/database", files);
  if (!loaded) return loaded.error();
  const auto layout = std::make_shared<const Layout>(std::move(*loaded));
  if (kind == SinkKind::kCsvFile) return OpenCsvFile(output, layout, resume, naming);
  if (kind == SinkKind::kCsvFolder) return OpenCsvFolder(output, layout, resume, naming);
  if (kind == SinkKind::kSqlite) return OpenSqlite(output, layout, naming);
  return OpenPostgresql(output, layout);
}

std::string BesideOutput(const std::string& output, const std::string& what) {
  const SinkKind kind = KindOfSink(output);
  if (kind == SinkKind::kPostgresql) {
    std::string name = output.substr(output.find("://") + 3);
    name = name.substr(0, name.find('?'));
    const size_t slash = name.rfind('/');
    name = slash == std::string::npos || slash + 1 == name.size() ? "postgresql"
                                                                  : name.substr(slash + 1);
    return name + "." + what;
  }
  std::string name = output;
  while (name.size() > 1 && name.back() == '/') name.pop_back();
  return name + "." + what;
}

}  // namespace pathex
