#include "extractor/bulk/failed_record.h"

#include <algorithm>

#include "extractor/base/sha256.h"
#include "extractor/base/utf8.h"

namespace pathex {

std::string ValidUtf8(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    AppendUtf8(point.value, &out);
    i += point.length;
  }
  return out;
}

Source FailedSource(const std::string& path, const Error& error, std::string_view bytes) {
  Source source;
  const size_t slash = path.find_last_of('/');
  std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  if (const size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0) name.resize(dot);
  source.id = ValidUtf8(name);
  source.path = ValidUtf8(path);
  source.media_type.clear();
  source.encoding.clear();
  source.bytes = bytes.size();
  if (!bytes.empty()) source.sha256 = Sha256Hex(bytes);
  source.diagnostics.push_back(
      {Severity::kError, error.code, ValidUtf8(error.where), ValidUtf8(error.message), {}});
  return source;
}

const Diagnostic* WhyFailed(const Source& source) {
  if (!source.parts.empty()) return nullptr;
  const auto found =
      std::find_if(source.diagnostics.begin(), source.diagnostics.end(),
                   [](const Diagnostic& odd) { return odd.severity == Severity::kError; });
  return found == source.diagnostics.end() ? nullptr : &*found;
}

Record FailedRecord(const Source& source) {
  Record record;
  record.source = &source;
  record.diagnostics = source.diagnostics;
  record.review.push_back({"input_diagnostic", "", {}});
  return record;
}

}  // namespace pathex
