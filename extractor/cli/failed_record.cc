#include "extractor/cli/failed_record.h"

namespace pathex {

Source FailedSource(const std::string& path, const Error& error) {
  Source source;
  const size_t slash = path.find_last_of('/');
  std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  if (const size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0) name.resize(dot);
  source.id = name;
  source.path = path;
  source.media_type.clear();
  source.encoding.clear();
  source.diagnostics.push_back({Severity::kError, error.code, error.where, error.message, {}});
  return source;
}

Record FailedRecord(const Source& source) {
  Record record;
  record.source = &source;
  record.diagnostics = source.diagnostics;
  record.review.push_back({"unreadable", "", {}});
  return record;
}

}  // namespace pathex
