#include "extractor/cli/inputs.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "extractor/text/read.h"

namespace pathex {
namespace {

constexpr std::array<std::string_view, 17> kEndings = {
    ".txt", ".text", ".xml", ".cda", ".ccda", ".hl7", ".rtf", ".pdf", ".csv",
    ".tsv", ".zip",  ".gz",  ".tgz", ".bz2",  ".xz",  ".zst", ".7z"};
// May be reports or anything else: their first bytes decide.
constexpr std::array<std::string_view, 2> kDoubtful = {".json", ".ndjson"};

std::string EndingOf(std::string_view name) {
  const size_t dot = name.rfind('.');
  std::string ending(dot == std::string_view::npos ? "" : name.substr(dot));
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return ending;
}

template <size_t n>
bool IsAmong(const std::array<std::string_view, n>& endings, const std::string& ending) {
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

// A JSON file of a format that only the bytes tell (its own results are JSON, too).
bool IsJsonReport(const std::string& path, const FileReader& files) {
  if (!IsAmong(kDoubtful, EndingOf(path))) return false;
  const Result<std::string> bytes = files.Read(path);
  if (!bytes) return false;
  return std::any_of(Formats().begin(), Formats().end(), [&](const Format& format) {
    return format.name == "fhir" && format.looks_like(*bytes, path);
  });
}

class Walk {
 public:
  Walk(const std::vector<std::string>& patterns, const FileReader& files,
       const std::function<bool(const std::string&)>& take)
      : patterns_(patterns), files_(files), take_(take) {}

  void Folder(const std::string& path) {
    std::error_code ignored;
    const std::string real = std::filesystem::weakly_canonical(path, ignored).string();
    if (std::find(above_.begin(), above_.end(), real) != above_.end()) return;
    Result<std::vector<std::string>> names = files_.List(path);
    if (!names) return File(path);  // reading it as a file reports why it cannot be opened
    above_.push_back(real);
    for (const std::string& name : *names) {
      if (stopped_) break;
      if (name.empty() || name[0] == '.') continue;
      const std::string below = path.back() == '/' ? path + name : path + "/" + name;
      if (files_.IsFolder(below)) {
        Folder(below);
      } else if (IsReport(below, patterns_, files_)) {
        File(below);
      }
    }
    above_.pop_back();
  }

  void File(const std::string& path) {
    ++taken_;
    stopped_ = !take_(path);
  }

  size_t taken() const { return taken_; }
  bool stopped() const { return stopped_; }

 private:
  const std::vector<std::string>& patterns_;
  const FileReader& files_;
  const std::function<bool(const std::string&)>& take_;
  std::vector<std::string> above_;  // real paths from the top to here: a link to one is a loop
  size_t taken_ = 0;
  bool stopped_ = false;
};

Result<std::string> ReadStandardInput(uint64_t limit) {
  std::string bytes;
  std::array<char, 1 << 16> buffer;
  while (const size_t n = std::fread(buffer.data(), 1, buffer.size(), stdin)) {
    bytes.append(buffer.data(), n);
    if (bytes.size() > limit) {
      return Error{"S002", "-", "larger than the limit of " + std::to_string(limit) + " bytes"};
    }
  }
  if (std::ferror(stdin) != 0) return Error{"S001", "-", "standard input cannot be read"};
  return bytes;
}

}  // namespace

bool IsReportName(std::string_view name) { return IsAmong(kEndings, EndingOf(name)); }

bool IsReport(const std::string& path, const std::vector<std::string>& patterns,
              const FileReader& files) {
  const std::string name = path.substr(path.rfind('/') + 1);
  if (patterns.empty()) return IsReportName(name) || IsJsonReport(path, files);
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  });
}

std::vector<std::string> ForEachInput(const std::vector<std::string>& paths,
                                      const std::vector<std::string>& patterns,
                                      const FileReader& files,
                                      const std::function<bool(const std::string&)>& take) {
  std::vector<std::string> no_reports;
  Walk walk(patterns, files, take);
  for (const std::string& path : paths) {
    if (walk.stopped()) break;
    if (path == "-" || !files.IsFolder(path)) {
      walk.File(path);
      continue;
    }
    const size_t before = walk.taken();
    walk.Folder(path);
    if (walk.taken() == before) no_reports.push_back(path);
  }
  return no_reports;
}

Inputs ExpandInputs(const std::vector<std::string>& paths, const std::vector<std::string>& patterns,
                    const FileReader& files) {
  Inputs inputs;
  inputs.no_reports = ForEachInput(paths, patterns, files, [&](const std::string& path) {
    inputs.files.push_back(path);
    return true;
  });
  return inputs;
}

Result<std::string> FilesAndStandardInput::Read(const std::string& path, uint64_t limit) const {
  if (path != "-") return RealFiles().Read(path, limit);
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!standard_input_) {
    Result<std::string> bytes = ReadStandardInput(limit);
    if (!bytes) return bytes;
    standard_input_ = std::move(*bytes);
  }
  return *standard_input_;
}

Result<std::vector<std::string>> FilesAndStandardInput::List(const std::string& path) const {
  return RealFiles().List(path);
}

bool FilesAndStandardInput::IsFolder(const std::string& path) const {
  return path != "-" && RealFiles().IsFolder(path);
}

}  // namespace pathex
