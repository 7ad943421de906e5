// Files that a program keeps for itself, such as caches: nobody else may have written them, and
// doing without them is always possible, so that no function here has an error to report.
#ifndef PATHEX_EXTRACTOR_BASE_PRIVATE_FILES_H_
#define PATHEX_EXTRACTOR_BASE_PRIVATE_FILES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pathex {

// The bytes of a file where they lie: in the memory of the system, which all programs share.
class MappedFile {
 public:
  MappedFile(const void* begin, size_t size) : begin_(begin), size_(size) {}
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {static_cast<const char*>(begin_), size_}; }

 private:
  const void* begin_;
  size_t size_;
};

// Nullptr when it is no file of this user's that only they may write, is empty or cannot be read.
// WritePrivateFile may put another in its place meanwhile: these bytes stay.
std::shared_ptr<const MappedFile> MapPrivateFile(const std::string& path);

// Makes the folder it lies in when that is missing. The file is there whole or not at all, whoever
// else writes it; it is not waited for until it is on the disk, so that after a power cut it may be
// damaged. Only this user may read it.
bool WritePrivateFile(const std::string& path, std::string_view bytes);

// Names of the files in a folder, the last written first.
std::vector<std::string> ListPrivateFiles(const std::string& folder);

void RemovePrivateFile(const std::string& path);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_PRIVATE_FILES_H_
