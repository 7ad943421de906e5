// The shape of the engine: who includes whom, how long files are, that no clinical word is in C++.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/where.h"

namespace pathex {
namespace {

namespace fs = std::filesystem;

struct SourceFile {
  std::string path;  // "extractor/match/find.cc"
  std::string text;
};

std::vector<SourceFile> Engine() {
  std::vector<SourceFile> files;
  const fs::path root(SourceDir());
  for (const auto& entry : fs::recursive_directory_iterator(root / "extractor")) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".cc" && ending != ".h") continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    files.push_back({fs::relative(entry.path(), root).string(), text.str()});
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

// The layer of a file: smaller may not include larger.
int Layer(const std::string& path) {
  static const std::vector<std::pair<std::string, int>> layers = {
      {"extractor/base/", 0},  {"extractor/text/", 1},   {"extractor/lexicon/", 2},
      {"extractor/match/", 3}, {"extractor/record/", 4}, {"extractor/evaluate/", 6},
      {"extractor/sinks/", 6}, {"extractor/bulk/", 7},   {"extractor/review/", 7},
      {"extractor/cli/", 8}};
  for (const auto& [prefix, layer] : layers) {
    if (path.compare(0, prefix.size(), prefix) == 0) return layer;
  }
  return 5;  // extractor/pipeline, extractor/prove
}

// A type of the namespace is named once: a second one of the same name, however far away, makes the
// linker take either's functions for both.
TEST(Architecture, TypesHaveNamesOfTheirOwn) {
  const std::regex type("\n(?:struct|class|enum class) (\\w+)(?: final)?(?: : [^;{]*)? \\{");
  const std::string opens = "\nnamespace {\n", closes = "\n}  // namespace\n";
  std::map<std::string, std::string> owners;
  for (const SourceFile& file : Engine()) {
    std::string text = file.text;
    for (size_t at; (at = text.find(opens)) != std::string::npos;) {
      const size_t end = text.find(closes, at);
      ASSERT_NE(end, std::string::npos) << file.path;
      text.erase(at, end + closes.size() - 1 - at);
    }
    for (std::sregex_iterator it(text.begin(), text.end(), type), end; it != end; ++it) {
      const auto [owner, added] = owners.emplace((*it)[1], file.path);
      EXPECT_TRUE(added) << file.path << ": " << (*it)[1] << " is defined in " << owner->second;
    }
  }
  EXPECT_GT(owners.size(), 150u);
}

TEST(Architecture, IncludesPointOneWay) {
  const std::regex include("#include \"(extractor/[^\"]+)\"");
  int seen = 0;
  for (const SourceFile& file : Engine()) {
    for (std::sregex_iterator it(file.text.begin(), file.text.end(), include), end; it != end;
         ++it) {
      ++seen;
      EXPECT_LE(Layer((*it)[1]), Layer(file.path)) << file.path << " includes " << (*it)[1];
    }
  }
  EXPECT_GT(seen, 200);
}

TEST(Architecture, ThirdPartyHeadersHaveOneDoor) {
  const std::map<std::string, std::vector<std::string>> doors = {
      {"<re2/", {"extractor/base/regex.cc", "extractor/base/regex.h"}},
      {"<pugixml.hpp>", {"extractor/text/"}},
      {"<valijson/", {"extractor/record/schema"}},
      {"<CLI/", {"extractor/cli/"}},
      {"<archive", {"extractor/text/archive"}},
      {"<simdjson.h>", {"extractor/sinks/"}},
      {"<zlib.h>", {"extractor/sinks/"}},
      {"<zstd.h>", {"extractor/sinks/"}},
      {"<sqlite3.h>",
       {"extractor/sinks/sqlite.cc", "extractor/sinks/sqlite_batch.cc",
        "extractor/review/ledger.cc"}},
      {"<libpq-fe.h>", {"extractor/sinks/libpq.h"}},
      {"<tbb/", {"extractor/bulk/flow.cc"}},
      {"<httplib.h>", {"extractor/review/server.cc"}},
  };
  for (const SourceFile& file : Engine()) {
    for (const auto& [header, allowed] : doors) {
      if (file.text.find("#include " + header) == std::string::npos) continue;
      const bool fine = std::any_of(allowed.begin(), allowed.end(), [&](const std::string& prefix) {
        return file.path.compare(0, prefix.size(), prefix) == 0;
      });
      EXPECT_TRUE(fine) << file.path << " includes " << header;
    }
  }
}

TEST(Architecture, FilesAreShort) {
  for (const SourceFile& file : Engine()) {
    EXPECT_LE(std::count(file.text.begin(), file.text.end(), '\n'), 500) << file.path;
  }
}

// Lines from the one that begins a definition to its closing brace, both in the first column or, in
// a class, behind two blanks. A definition that is laid out otherwise is not seen.
std::vector<std::pair<std::string, long>> LongFunctions(const std::string& text, long most) {
  std::vector<std::pair<std::string, long>> out;
  for (const std::string indent : {"", "  "}) {
    const std::regex head("^" + indent + "[A-Za-z:\\[~][^;=]*\\([^;]*$");
    std::istringstream lines(text);
    std::string begin;
    long length = 0;
    for (std::string line; std::getline(lines, line);) {
      ++length;
      if (begin.empty() && std::regex_search(line, head)) {
        begin = line;
        length = 1;
      }
      if (line == indent + "}") {
        if (!begin.empty() && length > most) out.emplace_back(begin, length);
        begin.clear();
      } else if (line.ends_with(';') && line.starts_with(indent) && line.size() > indent.size() &&
                 line[indent.size()] != ' ') {
        begin.clear();  // a declaration
      }
    }
  }
  return out;
}

TEST(Architecture, FunctionsAreShort) {
  const std::string twelve = "int F(int a) {\n" + std::string(10, '\n') + "}\n";
  ASSERT_EQ(LongFunctions(twelve, 11).size(), 1u);
  ASSERT_EQ(LongFunctions(twelve, 12).size(), 0u);
  ASSERT_EQ(LongFunctions("class A {\n  int F() const {\n\n\n  }\n};\n", 3).size(), 1u);
  for (const SourceFile& file : Engine()) {
    for (const auto& [begin, length] : LongFunctions(file.text, 60)) {
      ADD_FAILURE() << file.path << ": " << length << " lines from: " << begin;
    }
  }
}

// Comments may give clinical examples; code may not know them. Only the derivations may.
TEST(Architecture, TheEngineKnowsNoClinicalWord) {
  const std::regex line_comment("//[^\n]*");
  const std::regex word(
      "\\b(tumou?rs?|margins?|necrosis|mitos[ei]s|grade|fnclcc|histology|sarcoma|leiomyosarcoma|"
      "desmin|marker|"
      "immunohistochemistry|lymph|biopsy|resection|diagnosis|microscopy|specimen_type|carcinoma|"
      "english|french|dutch)\\b",
      std::regex::icase);
  for (const SourceFile& file : Engine()) {
    const int layer = Layer(file.path);
    if (layer < 2 || layer > 5 || file.path.find("record/derive") != std::string::npos) continue;
    const std::string code = std::regex_replace(file.text, line_comment, "");
    std::smatch found;
    EXPECT_FALSE(std::regex_search(code, found, word))
        << file.path << ": \"" << found.str() << "\"";
  }
}

}  // namespace
}  // namespace pathex
