#include "extractor/bulk/read_document.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extractor/base/sha256.h"
#include "extractor/bulk/failed_record.h"
#include "extractor/text/archive.h"
#include "extractor/text/json_scan.h"
#include "extractor/text/read.h"
#include "extractor/text/source_fields.h"

namespace pathex {
namespace {

constexpr size_t kIdDigits = 16;  // of a line's SHA-256, where it has no id of its own

// Members of an archive are read as text/archive.cc reads them.
ReadOptions OptionsOfMember(const ReadOptions& options) {
  ReadOptions inner = options;
  inner.format.clear();
  ++inner.archive_level;
  return inner;
}

bool IsTooDeep(const Document& document, const ReadOptions& inner) {
  return inner.archive_level >= inner.limits.archive_depth &&
         LooksLikeArchive(document.bytes, document.path);
}

// A line that is no JSON says so itself; the reader of tables would speak of missing columns.
std::optional<Error> FaultOfLine(std::string_view line, const std::string& path,
                                 const ReadLimits& limits) {
  const size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  const Result<JsonTree> json = ScanJson(line, begin, {limits.json_depth, limits.json_nodes});
  if (json) return std::nullopt;
  return Error{json.error().code, path, json.error().where + ": " + json.error().message};
}

// Whether the reader of tables has read the line as JSON, so that its first value is well-formed:
// nearly always, and then there is no need to look again.
bool WasReadAsJson(std::string_view line, const Result<std::vector<Source>>& sources) {
  if (!sources || sources->empty() || !line.starts_with('{')) return false;
  const Source& first = sources->front();
  return first.format == "jsonl" && first.encoding == "UTF-8" &&
         std::none_of(first.diagnostics.begin(), first.diagnostics.end(),
                      [](const Diagnostic& odd) { return odd.code == "S034"; });
}

// "line[17]" -> "17"
std::string LineNumber(const std::string& place) {
  const size_t open = place.find('[');
  return place.substr(open + 1, place.size() - open - 2);
}

// A line of a file without an id of its own is "<stem>#<line>", as in a smaller file. What a line
// of standard input is must not depend on where it stands: its id comes from its bytes. No line
// says how its columns were found, unless that was a guess.
void NameLine(const Document& document, std::vector<Source>* sources) {
  const std::string stem = PathStem(document.path);
  for (Source& source : *sources) {
    if (source.id.starts_with(stem + "#")) {
      source.id = document.path == "-" ? source.sha256.substr(0, kIdDigits)
                                       : PathStem(document.input->path) + "#" + LineNumber(stem);
    }
    auto& odd = source.diagnostics;
    odd.erase(std::remove_if(odd.begin(), odd.end(),
                             [](const Diagnostic& diagnostic) {
                               return diagnostic.code == "S049" &&
                                      diagnostic.message.find("by length") == std::string::npos;
                             }),
              odd.end());
  }
}

}  // namespace

std::vector<Source> ReadDocument(const Document& document, const ReadOptions& options) {
  const auto refuse = [&](const Error& error) {
    return std::vector<Source>{FailedSource(document.path, error, document.bytes)};
  };
  if (!document.error.code.empty()) return refuse(document.error);
  const bool member = document.kind == Document::Kind::kMember;
  const ReadOptions inner = member ? OptionsOfMember(options) : ReadOptions();
  if (member && IsTooDeep(document, inner)) {
    return refuse({"S053", document.path,
                   "archives are nested deeper than the limit archive.depth (" +
                       std::to_string(options.limits.archive_depth) + ")"});
  }
  Result<std::vector<Source>> sources =
      ReadSources(ValidUtf8(document.path), document.bytes, member ? inner : options);
  if (document.kind == Document::Kind::kLine && !WasReadAsJson(document.bytes, sources)) {
    if (const auto fault = FaultOfLine(document.bytes, document.path, options.limits))
      return refuse(*fault);
  }
  if (!sources) return refuse(sources.error());
  if (document.kind == Document::Kind::kLine) NameLine(document, &*sources);
  return std::move(*sources);
}

std::string HashOfInput(const Document& document, const std::vector<Source>& sources) {
  if (!document.error.code.empty()) return "";
  const Source& first = sources.front();
  if (first.bytes == document.bytes.size() && first.path == document.path) return first.sha256;
  return Sha256Hex(document.bytes);
}

}  // namespace pathex
