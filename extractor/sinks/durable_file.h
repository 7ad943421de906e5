// DurableFile: a file that grows at its end, can be cut back to a length that is known to be good,
// and says when what it holds has reached the disk.
#ifndef PATHEX_EXTRACTOR_SINKS_DURABLE_FILE_H_
#define PATHEX_EXTRACTOR_SINKS_DURABLE_FILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace pathex {

class DurableFile {
 public:
  DurableFile() = default;
  // Made when it is not there, and cut to `keep` bytes. Error U011: cannot be made, or is shorter.
  static Result<DurableFile> Open(const std::string& path, uint64_t keep);
  // The same of <path>.unfinished, which CloseAs(path) gives its name. Where a run was killed while
  // its files got their names, the whole file, of just these bytes, becomes unfinished again.
  static Result<DurableFile> OpenUnfinished(const std::string& path, uint64_t keep);
  // Standard output, or a device, pipe or link that must be written itself and cannot be cut.
  static Result<DurableFile> OpenInPlace(const std::string& path);

  DurableFile(DurableFile&& other) noexcept;
  DurableFile& operator=(DurableFile&& other) noexcept;
  ~DurableFile();

  // Errors U012, with what to do about it.
  std::optional<Error> Write(std::string_view bytes);
  std::optional<Error> Sync();
  std::optional<Error> Close();
  // Syncs, closes and gives the file another name, which survives a power cut.
  std::optional<Error> CloseAs(const std::string& path);

  const std::string& path() const { return path_; }
  uint64_t size() const { return size_; }

 private:
  DurableFile(std::string path, int descriptor, uint64_t size, bool in_place)
      : path_(std::move(path)), descriptor_(descriptor), size_(size), in_place_(in_place) {}
  Error Failure(int reason) const;

  std::string path_;
  int descriptor_ = -1;
  uint64_t size_ = 0;
  bool in_place_ = false;
};

// Whether `path` is something that must be written itself: "" and "-" (standard output), a device,
// a pipe, a link.
bool IsWrittenInPlace(const std::string& path);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_DURABLE_FILE_H_
