#include "extractor/base/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace pathex {
namespace {

Error Unreadable(const std::string& path, const std::string& reason) {
  return Error{"S001", path, "cannot be read: " + reason};
}

Error TooLarge(const std::string& path, uint64_t limit) {
  return Error{"S002", path, "larger than the limit of " + std::to_string(limit) + " bytes"};
}

class DiskFiles : public FileReader {
 public:
  Result<std::string> Read(const std::string& path, uint64_t limit) const override {
    if (IsFolder(path)) return Unreadable(path, "is a folder");
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return Unreadable(path, errno != 0 ? std::strerror(errno) : "cannot be opened");
    std::string bytes;
    std::error_code code;
    const uint64_t size = std::filesystem::file_size(path, code);  // pipes have none
    if (!code && size > limit) return TooLarge(path, limit);
    if (!code) bytes.reserve(size);
    char block[1 << 16];
    while (in.read(block, sizeof block) || in.gcount() > 0) {
      bytes.append(block, static_cast<size_t>(in.gcount()));
      if (bytes.size() > limit) return TooLarge(path, limit);
    }
    if (in.bad()) return Unreadable(path, errno != 0 ? std::strerror(errno) : "broken off");
    return bytes;
  }

  Result<std::vector<std::string>> List(const std::string& path) const override {
    std::error_code code;
    std::filesystem::directory_iterator entry(path, code);
    std::vector<std::string> names;
    for (; !code && entry != std::filesystem::directory_iterator(); entry.increment(code)) {
      names.push_back(entry->path().filename().string());
    }
    if (code) return Error{"S001", path, "cannot be listed: " + code.message()};
    std::sort(names.begin(), names.end());
    return names;
  }

  bool IsFolder(const std::string& path) const override {
    std::error_code code;
    return std::filesystem::is_directory(path, code);
  }
};

std::string WithSlash(const std::string& path) {
  return path.empty() || path.back() == '/' ? path : path + "/";
}

}  // namespace

const FileReader& RealFiles() {
  static const DiskFiles* const kFiles = new DiskFiles;
  return *kFiles;
}

Result<std::string> MemoryFiles::Read(const std::string& path, uint64_t limit) const {
  const auto found = files_.find(path);
  if (found == files_.end()) {
    return Unreadable(path, IsFolder(path) ? "is a folder" : std::strerror(ENOENT));
  }
  if (found->second.size() > limit) return TooLarge(path, limit);
  return found->second;
}

Result<std::vector<std::string>> MemoryFiles::List(const std::string& path) const {
  const std::string prefix = WithSlash(path);
  std::vector<std::string> names;
  for (auto it = files_.lower_bound(prefix); it != files_.end(); ++it) {
    if (!it->first.starts_with(prefix)) break;
    const std::string rest = it->first.substr(prefix.size());
    names.push_back(rest.substr(0, rest.find('/')));
  }
  if (names.empty()) {
    return Error{"S001", path, std::string("cannot be listed: ") + std::strerror(ENOENT)};
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool MemoryFiles::IsFolder(const std::string& path) const {
  const std::string prefix = WithSlash(path);
  const auto it = files_.lower_bound(prefix);
  return it != files_.end() && it->first.starts_with(prefix);
}

}  // namespace pathex
