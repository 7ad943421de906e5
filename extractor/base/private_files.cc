#include "extractor/base/private_files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace pathex {
namespace {

namespace fs = std::filesystem;

// Closed at the end of its scope.
struct Descriptor {
  explicit Descriptor(int descriptor) : number(descriptor) {}
  ~Descriptor() {
    if (number >= 0) close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  const int number;
};

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

}  // namespace

MappedFile::~MappedFile() { munmap(const_cast<void*>(begin_), size_); }

std::shared_ptr<const MappedFile> MapPrivateFile(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status {};
  if (file.number < 0 || fstat(file.number, &status) != 0) return nullptr;
  if (!S_ISREG(status.st_mode) || status.st_uid != geteuid() || status.st_size == 0 ||
      (status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return nullptr;
  }
  const auto size = static_cast<size_t>(status.st_size);
  const void* begin = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.number, 0);
  if (begin == MAP_FAILED) return nullptr;
  return std::make_shared<const MappedFile>(begin, size);
}

bool WritePrivateFile(const std::string& path, std::string_view bytes) {
  std::error_code failed;
  const fs::path folder = fs::path(path).parent_path();
  fs::create_directories(folder.parent_path(), failed);
  mkdir(folder.c_str(), S_IRWXU);  // fails when it is there
  std::string unfinished = path + ".XXXXXX";
  const Descriptor file(mkostemp(unfinished.data(), O_CLOEXEC));  // for this user alone
  if (file.number < 0) return false;
  if (WriteAll(file.number, bytes) && rename(unfinished.c_str(), path.c_str()) == 0) {
    return true;
  }
  unlink(unfinished.c_str());
  return false;
}

std::vector<std::string> ListPrivateFiles(const std::string& folder) {
  std::vector<std::pair<fs::file_time_type, std::string>> files;
  std::error_code failed;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    std::error_code gone;
    const fs::file_time_type written = it->last_write_time(gone);
    if (!gone) files.emplace_back(written, it->path().filename().string());
  }
  std::sort(files.rbegin(), files.rend());
  std::vector<std::string> names;
  names.reserve(files.size());
  for (auto& [written, name] : files) names.push_back(std::move(name));
  return names;
}

void RemovePrivateFile(const std::string& path) { unlink(path.c_str()); }

}  // namespace pathex
