// Golden tests of the program as a user meets it: tests/golden/cli/*.test.
//
// A .test file holds one or more cases:
//
//   === what the case shows
//   --- file notes/a.txt        files to make, as many as needed (the last line end counts)
//   Margins are clear.
//   --- command                 for sh, in a folder that holds the files and those of cli/data;
//   pathex extract notes $tiny  $tiny names the lexicons and schemas there, $schemas the latter
//   --- stdin                   optional
//   --- stdout                  optional: empty when left out
//   --- stderr                  optional: empty when left out
//   --- exit
//   0
//
// Hashes and the version are written as <sha256> and <version>, the folder of the case as <here>.
// BLESS=1 writes what the program does into the .test files; read the difference before you keep
// it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/where.h"

namespace pathex {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SourceDir()) / "tests/golden/cli";

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void WriteFile(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

struct Case {
  std::string title;
  std::vector<std::pair<std::string, std::string>> pieces;  // "file a.txt" -> content, in order

  std::string Get(const std::string& name) const {
    for (const auto& [piece, content] : pieces) {
      if (piece == name) return content;
    }
    return "";
  }
  void Set(const std::string& name, const std::string& content) {
    for (auto& [piece, old] : pieces) {
      if (piece == name) {
        old = content;
        return;
      }
    }
    if (content.empty()) return;
    // The exit status stays last.
    pieces.emplace(pieces.end() - (pieces.back().first == "exit" ? 1 : 0), name, content);
  }
};

std::vector<Case> ParseCases(const std::string& text) {
  std::vector<Case> cases;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("=== ", 0) == 0) {
      cases.push_back({line.substr(4), {}});
    } else if (line.rfind("--- ", 0) == 0) {
      if (!cases.empty()) cases.back().pieces.emplace_back(line.substr(4), "");
    } else if (!cases.empty() && !cases.back().pieces.empty()) {
      cases.back().pieces.back().second += line + "\n";
    }
  }
  return cases;
}

std::string PrintCases(const std::vector<Case>& cases) {
  std::string out;
  for (const Case& one : cases) {
    out += "=== " + one.title + "\n";
    for (const auto& [piece, content] : one.pieces) out += "--- " + piece + "\n" + content;
  }
  return out;
}

// What differs between machines and releases, and nothing else.
std::string Steady(std::string text, const std::string& here) {
  for (size_t at; (at = text.find(here)) != std::string::npos;)
    text.replace(at, here.size(), "<here>");
  text = std::regex_replace(text, std::regex("\\b[0-9a-f]{64}\\b"), "<sha256>");
  const std::string version = PATHEX_VERSION;
  for (const std::string before : {"pathex ", "\"version\":\"", "\"version\": \""}) {
    const size_t at = text.find(before + version);
    if (at != std::string::npos) text.replace(at + before.size(), version.size(), "<version>");
  }
  if (!text.empty() && text.back() != '\n') text += "\n\\ no line end\n";
  return text;
}

// Runs the case in a folder of its own; returns it with what the program did.
Case RunCase(const Case& wanted) {
  std::string pattern = (fs::temp_directory_path() / "pathex-cli-XXXXXX").string();
  const fs::path here = mkdtemp(pattern.data());
  fs::copy(kFolder / "data", here / "work", fs::copy_options::recursive);
  for (const auto& [piece, content] : wanted.pieces) {
    if (piece.rfind("file ", 0) == 0) WriteFile(here / "work" / piece.substr(5), content);
  }
  WriteFile(here / "stdin", wanted.Get("stdin"));
  fs::create_directories(here / "bin");
  fs::create_symlink(ProgramPath(), here / "bin/pathex");
  WriteFile(here / "run.sh", wanted.Get("command"));
  const std::string line = "cd '" + (here / "work").string() + "' && PATH='" +
                           (here / "bin").string() +
                           "':\"$PATH\" COLUMNS=100 NO_COLOR= PATHEX_DATA= LC_ALL=C"
                           " tiny='--lexicons lexicons --schemas schemas'"
                           " schemas='--schemas schemas' sh ../run.sh"
                           " <../stdin >../stdout 2>../stderr";
  const int status = std::system(line.c_str());
  Case done = wanted;
  const std::string work = (here / "work").string();
  done.Set("stdout", Steady(ReadFile(here / "stdout"), work));
  done.Set("stderr", Steady(ReadFile(here / "stderr"), work));
  done.Set("exit", std::to_string(WIFEXITED(status) ? WEXITSTATUS(status) : 128) + "\n");
  fs::remove_all(here);
  return done;
}

class GoldenTest : public ::testing::Test {
 public:
  explicit GoldenTest(fs::path path) : path_(std::move(path)) {}

  void TestBody() override {
    const std::vector<Case> wanted = ParseCases(ReadFile(path_));
    ASSERT_FALSE(wanted.empty()) << path_ << " holds no case (=== title)";
    std::vector<Case> done;
    for (const Case& one : wanted) {
      ASSERT_FALSE(one.Get("command").empty()) << path_ << ": " << one.title;
      done.push_back(RunCase(one));
    }
    if (std::getenv("BLESS") != nullptr) {
      WriteFile(path_, PrintCases(done));
      return;
    }
    for (size_t i = 0; i < wanted.size(); ++i) {
      SCOPED_TRACE(path_.string() + ": " + wanted[i].title);
      EXPECT_EQ(wanted[i].Get("stdout"), done[i].Get("stdout"));
      EXPECT_EQ(wanted[i].Get("stderr"), done[i].Get("stderr"));
      EXPECT_EQ(wanted[i].Get("exit"), done[i].Get("exit"));
    }
  }

 private:
  fs::path path_;
};

const bool kRegistered = [] {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".test") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    std::string name = path.stem().string();
    std::replace(name.begin(), name.end(), '-', '_');
    ::testing::RegisterTest("CliGolden", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [path]() -> ::testing::Test* { return new GoldenTest(path); });
  }
  return true;
}();

}  // namespace
}  // namespace pathex
