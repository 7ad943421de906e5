#include "extractor/base/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace pathex {
namespace {

class DiskFiles : public FileReader {
 public:
  using FileReader::Read;

  Result<std::string> Read(const std::string& path, uint64_t limit) const override {
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    std::error_code code;
    if (!in || std::filesystem::is_directory(path, code)) {
      const std::string reason = std::filesystem::is_directory(path, code) ? "is a folder" : std::strerror(errno);
      return Error{"S001", path, "cannot be read: " + reason};
    }
    std::string bytes;
    char block[1 << 16];
    while (in.read(block, sizeof block) || in.gcount() > 0) {
      bytes.append(block, static_cast<size_t>(in.gcount()));
      if (bytes.size() > limit) {
        return Error{"S002", path, "larger than the limit of " + std::to_string(limit) + " bytes"};
      }
    }
    if (in.bad()) return Error{"S001", path, std::string("cannot be read: ") + std::strerror(errno)};
    return bytes;
  }

  Result<std::vector<std::string>> List(const std::string& path) const override {
    std::error_code code;
    std::filesystem::directory_iterator entries(path, code);
    if (code) return Error{"S001", path, "cannot be listed: " + code.message()};
    std::vector<std::string> names;
    for (const auto& entry : entries) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

  bool IsFolder(const std::string& path) const override {
    std::error_code code;
    return std::filesystem::is_directory(path, code);
  }
};

}  // namespace

const FileReader& RealFiles() {
  static const DiskFiles* files = new DiskFiles;
  return *files;
}

Result<std::string> MemoryFiles::Read(const std::string& path, uint64_t limit) const {
  auto found = files_.find(path);
  if (found == files_.end()) return Error{"S001", path, "cannot be read: No such file or directory"};
  if (found->second.size() > limit) {
    return Error{"S002", path, "larger than the limit of " + std::to_string(limit) + " bytes"};
  }
  return found->second;
}

Result<std::vector<std::string>> MemoryFiles::List(const std::string& path) const {
  const std::string prefix = path.empty() || path.back() == '/' ? path : path + "/";
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files_) {
    if (name.compare(0, prefix.size(), prefix) != 0) continue;
    const std::string rest = name.substr(prefix.size());
    names.push_back(rest.substr(0, rest.find('/')));
  }
  if (names.empty()) return Error{"S001", path, "cannot be listed: No such file or directory"};
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool MemoryFiles::IsFolder(const std::string& path) const {
  const std::string prefix = path + "/";
  auto it = files_.lower_bound(prefix);
  return it != files_.end() && it->first.compare(0, prefix.size(), prefix) == 0;
}

}  // namespace pathex
