#include "extractor/text/source_text.h"

#include <string>
#include <utility>

#include "extractor/text/decode.h"
#include "extractor/text/source_fields.h"

namespace pathex {

bool LooksLikeText(std::string_view bytes, std::string_view) {
  return DescribeBinary(bytes).empty();
}

Result<std::vector<Source>> ReadText(std::string_view bytes, std::string_view path,
                                     const ReadOptions& options) {
  const std::string binary = DescribeBinary(bytes);
  if (!binary.empty()) {
    return Error{"S003", std::string(path),
                 "not the text of a report: it looks like " + binary + "; give its text instead"};
  }
  Source source = StartSource(path, "text", options.language);
  Decoded decoded = DecodeText(bytes, options.encoding);
  TakeEncoding(decoded, &source);
  if (decoded.text.size() > options.limits.part_bytes) {
    return Error{"S044", std::string(path),
                 "beyond the limit part.bytes (" + std::to_string(options.limits.part_bytes) + ")"};
  }
  Part part;
  part.text = std::move(decoded.text);
  part.to_file = std::move(decoded.map);
  source.parts.push_back(std::move(part));
  if (!HasText(source)) {
    source.parts.clear();
    AddDiagnostic(Severity::kWarning, "S004", "/", bytes.empty() ? "empty file" : "only blanks",
                  &source);
  }
  std::vector<Source> sources;
  sources.push_back(std::move(source));
  return sources;
}

}  // namespace pathex
