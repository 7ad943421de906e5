#include "extractor/cli/output.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace pathex {
namespace {

// A device, a pipe or a link must be written itself, never replaced.
bool InPlace(const std::string& path) {
  std::error_code none;
  const std::filesystem::file_status status = std::filesystem::symlink_status(path, none);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

}  // namespace

Result<Output> Output::Open(const std::string& path) {
  if (path.empty() || path == "-") return Output("", "", stdout);
  const std::string unfinished = InPlace(path) ? "" : path + ".unfinished";
  std::FILE* stream = std::fopen(unfinished.empty() ? path.c_str() : unfinished.c_str(), "wb");
  if (stream == nullptr) {
    return Error{"U011", path,
                 std::string("cannot be written (") + std::strerror(errno) +
                     "); choose another file for -o"};
  }
  return Output(path, unfinished, stream);
}

Output::Output(Output&& other) noexcept
    : path_(std::move(other.path_)),
      unfinished_(std::move(other.unfinished_)),
      stream_(std::exchange(other.stream_, nullptr)),
      failure_(other.failure_) {}

Output::~Output() {
  if (stream_ == nullptr || path_.empty()) return;
  std::fclose(stream_);
  if (!unfinished_.empty()) std::remove(unfinished_.c_str());
}

void Output::Write(std::string_view bytes) {
  if (failure_ != 0) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), stream_) != bytes.size()) failure_ = errno;
}

std::optional<Error> Output::Close() {
  std::FILE* stream = std::exchange(stream_, nullptr);
  errno = 0;
  const bool flushed = path_.empty() ? std::fflush(stream) == 0 : std::fclose(stream) == 0;
  if (failure_ == 0 && !flushed) failure_ = errno;
  if (failure_ == 0 && !unfinished_.empty() &&
      std::rename(unfinished_.c_str(), path_.c_str()) != 0) {
    failure_ = errno;
  }
  if (failure_ == 0) return std::nullopt;
  if (!unfinished_.empty()) std::remove(unfinished_.c_str());
  return Error{"U012", path_.empty() ? "standard output" : path_,
               std::string("not everything could be written (") + std::strerror(failure_) +
                   "); free some space or choose another place, then run again"};
}

}  // namespace pathex
