// What every reader promises whatever its bytes are; a broken promise aborts, which the fuzzer
// sees.
#ifndef PATHEX_TESTS_FUZZ_READ_INVARIANTS_H_
#define PATHEX_TESTS_FUZZ_READ_INVARIANTS_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/utf8.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"
#include "tests/where.h"

namespace pathex::fuzz {

inline void Require(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

// Options with the real tables and limits small enough for a fuzzer.
inline const ReadOptions& SmallOptions() {
  static const FormatTables tables = [] {
    Result<FormatTables> loaded = FormatTables::Load(SourceDir() + "/schemas/formats", RealFiles());
    Require(loaded.has_value(), "schemas/formats can be loaded");
    return std::move(*loaded);
  }();
  static const ReadOptions options = [] {
    ReadOptions o;
    o.tables = &tables;
    o.pdftotext.clear();
    o.limits.input_bytes = 1 << 20;
    o.limits.archive_bytes = 4 << 20;
    o.limits.archive_members = 100;
    return o;
  }();
  return options;
}

// `bytes` are those that the offsets of parts outside payloads count; empty = not checked (members
// of an archive).
inline void CheckSources(const Result<std::vector<Source>>& sources, std::string_view bytes) {
  if (!sources) {
    Require(!sources.error().code.empty() && !sources.error().message.empty(), "errors say why");
    return;
  }
  Require(!sources->empty(), "no error means at least one source");
  std::set<std::string> ids;
  for (const Source& source : *sources) {
    Require(ids.insert(source.id).second, "ids differ");
    Require(!source.parts.empty() || !source.diagnostics.empty(), "every source has an outcome");
    for (const Part& part : source.parts) {
      Require(FindInvalidUtf8(part.text) == std::string_view::npos, "text is UTF-8");
      if (part.in_payload || bytes.empty()) continue;
      for (uint32_t i = 0; i < part.text.size(); ++i) {
        const uint32_t begin = part.to_file.Begin(i), end = part.to_file.End(i + 1);
        Require(begin <= end && end <= bytes.size(), "spans lie in the file");
      }
    }
    for (const Statement& statement : source.statements) {
      Require(statement.part < source.parts.size() && statement.begin <= statement.end &&
                  statement.end <= source.parts[statement.part].text.size(),
              "statements lie in their part");
    }
  }
}

}  // namespace pathex::fuzz

#endif  // PATHEX_TESTS_FUZZ_READ_INVARIANTS_H_
