#include "extractor/sinks/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace pathex {
namespace {

bool IsStandardOutput(const std::string& path) { return path.empty() || path == "-"; }

Error CannotBeMade(const std::string& path, const std::string& reason) {
  return {"U011", path, "cannot be written (" + reason + "); choose another file for -o"};
}

// So that a new name survives a power cut.
void SyncFolderOf(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

}  // namespace

bool IsWrittenInPlace(const std::string& path) {
  if (IsStandardOutput(path)) return true;
  std::error_code none;
  const std::filesystem::file_status status = std::filesystem::symlink_status(path, none);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status) &&
         !std::filesystem::is_directory(status);
}

Result<DurableFile> DurableFile::Open(const std::string& path, uint64_t keep) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return CannotBeMade(path, std::strerror(errno));
  DurableFile file(path, descriptor, keep, false);
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return CannotBeMade(path, std::strerror(errno));
  if (static_cast<uint64_t>(status.st_size) < keep) {
    return Error{"U014", path,
                 "is shorter than the journal of the earlier run says; run without --resume"};
  }
  if (ftruncate(descriptor, static_cast<off_t>(keep)) != 0 || lseek(descriptor, 0, SEEK_END) < 0) {
    return CannotBeMade(path, std::strerror(errno));
  }
  return file;
}

Result<DurableFile> DurableFile::OpenUnfinished(const std::string& path, uint64_t keep) {
  const std::string unfinished = path + ".unfinished";
  std::error_code none;
  if (keep > 0 && !std::filesystem::exists(unfinished, none) &&
      std::filesystem::file_size(path, none) == keep) {
    std::filesystem::rename(path, unfinished, none);  // Open says so when it failed
  }
  return Open(unfinished, keep);
}

Result<DurableFile> DurableFile::OpenInPlace(const std::string& path) {
  if (IsStandardOutput(path)) return DurableFile("standard output", STDOUT_FILENO, 0, true);
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return CannotBeMade(path, std::strerror(errno));
  return DurableFile(path, descriptor, 0, true);
}

DurableFile::DurableFile(DurableFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      in_place_(other.in_place_) {}

DurableFile& DurableFile::operator=(DurableFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  std::swap(in_place_, other.in_place_);
  return *this;
}

DurableFile::~DurableFile() {
  if (descriptor_ > STDOUT_FILENO) close(descriptor_);
}

Error DurableFile::Failure(int reason) const {
  if (reason == EPIPE) {
    return {"U012", path_, "nobody reads the output any more (closed pipe); it is not complete"};
  }
  return {"U012", path_,
          std::string("not everything could be written (") + std::strerror(reason) +
              "); free some space or choose another place, then run again" +
              (in_place_ ? "" : " (--resume continues)")};
}

std::optional<Error> DurableFile::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(descriptor_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Failure(errno);
    size_ += static_cast<uint64_t>(n);
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return std::nullopt;
}

std::optional<Error> DurableFile::Sync() {
  if (in_place_ || fdatasync(descriptor_) == 0) return std::nullopt;
  return Failure(errno);
}

std::optional<Error> DurableFile::Close() {
  const int descriptor = std::exchange(descriptor_, -1);
  if (descriptor <= STDOUT_FILENO || close(descriptor) == 0) return std::nullopt;
  return Failure(errno);
}

std::optional<Error> DurableFile::CloseAs(const std::string& path) {
  if (auto error = Sync()) return error;
  if (auto error = Close()) return error;
  if (std::rename(path_.c_str(), path.c_str()) != 0) return Failure(errno);
  SyncFolderOf(path);
  return std::nullopt;
}

}  // namespace pathex
