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
  Walk(const std::vector<std::string>& patterns, const FileReader& files, Inputs* out)
      : patterns_(patterns), files_(files), out_(out) {}

  void Folder(const std::string& path) {
    std::error_code ignored;
    const std::string real = std::filesystem::weakly_canonical(path, ignored).string();
    if (std::find(above_.begin(), above_.end(), real) != above_.end()) return;
    Result<std::vector<std::string>> names = files_.List(path);
    if (!names) {
      out_->files.push_back(path);  // reading it as a file reports why it cannot be opened
      return;
    }
    above_.push_back(real);
    for (const std::string& name : *names) {
      if (name.empty() || name[0] == '.') continue;
      const std::string below = path.back() == '/' ? path + name : path + "/" + name;
      if (files_.IsFolder(below)) {
        Folder(below);
      } else if (Wanted(below, name)) {
        out_->files.push_back(below);
      }
    }
    above_.pop_back();
  }

 private:
  bool Wanted(const std::string& path, const std::string& name) const {
    if (patterns_.empty()) return IsReportName(name) || IsJsonReport(path, files_);
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const std::string& pattern) {
      return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
    });
  }

  const std::vector<std::string>& patterns_;
  const FileReader& files_;
  Inputs* out_;
  std::vector<std::string> above_;  // real paths from the top to here: a link to one is a loop
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

Inputs ExpandInputs(const std::vector<std::string>& paths, const std::vector<std::string>& patterns,
                    const FileReader& files) {
  Inputs inputs;
  Walk walk(patterns, files, &inputs);
  for (const std::string& path : paths) {
    if (path == "-" || !files.IsFolder(path)) {
      inputs.files.push_back(path);
      continue;
    }
    const size_t before = inputs.files.size();
    walk.Folder(path);
    if (inputs.files.size() == before) inputs.no_reports.push_back(path);
  }
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
