// What the tests of the readers share: the real tables, and the way from a part back to the bytes.
#ifndef PATHEX_TESTS_UNIT_FORMAT_FIXTURE_H_
#define PATHEX_TESTS_UNIT_FORMAT_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/read.h"
#include "extractor/text/source_xml_profile.h"
#include "tests/where.h"

namespace pathex::format_test {

inline const FormatTables& Tables() {
  static const FormatTables tables = [] {
    Result<FormatTables> loaded = FormatTables::Load(SourceDir() + "/schemas/formats", RealFiles());
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().ToString());
    return loaded ? std::move(*loaded) : FormatTables();
  }();
  return tables;
}

inline const XmlProfiles& Profiles() {
  static const XmlProfiles profiles = [] {
    Result<XmlProfiles> loaded = XmlProfiles::Load(SourceDir() + "/schemas/profiles", RealFiles());
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().ToString());
    return loaded ? std::move(*loaded) : XmlProfiles();
  }();
  return profiles;
}

inline ReadOptions Options() {
  ReadOptions options;
  options.tables = &Tables();
  options.profiles = &Profiles();
  return options;
}

// The sources of `bytes`; none (and a failed test) on an error.
inline std::vector<Source> Read(std::string_view bytes, const std::string& path = "input",
                                const ReadOptions& options = Options()) {
  Result<std::vector<Source>> sources = ReadSources(path, bytes, options);
  EXPECT_TRUE(sources) << (sources ? "" : sources.error().ToString());
  return sources ? std::move(*sources) : std::vector<Source>();
}

// "CODE: message" of the error; "" when there was none.
inline std::string ErrorOf(std::string_view bytes, const std::string& path = "input",
                           const ReadOptions& options = Options()) {
  const Result<std::vector<Source>> sources = ReadSources(path, bytes, options);
  return sources ? std::string() : sources.error().code + ": " + sources.error().message;
}

// The raw bytes that `phrase`, which must be in the part, came from.
inline std::string Evidence(const Part& part, std::string_view bytes, std::string_view phrase) {
  const size_t at = part.text.find(phrase);
  if (at == std::string::npos) return "<phrase not in the text>";
  const uint32_t begin = part.to_file.Begin(static_cast<uint32_t>(at));
  const uint32_t end = part.to_file.End(static_cast<uint32_t>(at + phrase.size()));
  if (begin > end || end > bytes.size()) return "<span outside the bytes>";
  return std::string(bytes.substr(begin, end - begin));
}

inline const Part* FindPart(const Source& source, std::string_view phrase) {
  for (const Part& part : source.parts) {
    if (part.text.find(phrase) != std::string::npos) return &part;
  }
  return nullptr;
}

inline bool HasDiagnostic(const Source& source, std::string_view code) {
  for (const Diagnostic& diagnostic : source.diagnostics) {
    if (diagnostic.code == code) return true;
  }
  return false;
}

// "mention slot=value … 'text'" of each statement.
inline std::vector<std::string> Statements(const Source& source) {
  std::vector<std::string> all;
  for (const Statement& statement : source.statements) {
    std::string line = statement.mention;
    for (const auto& [slot, value] : statement.slots) line += " " + slot + "=" + value;
    const std::string& text = source.parts.at(statement.part).text;
    all.push_back(line + " '" + text.substr(statement.begin, statement.end - statement.begin) +
                  "'");
  }
  return all;
}

// Every span of the part lies inside `size` bytes and none runs backwards.
inline void ExpectSoundMap(const Part& part, size_t size) {
  for (uint32_t i = 0; i < part.text.size(); ++i) {
    const uint32_t begin = part.to_file.Begin(i), end = part.to_file.End(i + 1);
    ASSERT_LE(begin, end) << part.locator << " at " << i;
    ASSERT_LE(end, size) << part.locator << " at " << i;
  }
}

}  // namespace pathex::format_test

#endif  // PATHEX_TESTS_UNIT_FORMAT_FIXTURE_H_
