// Reading files, so that tests can do it from memory.
#ifndef PATHEX_EXTRACTOR_BASE_FILES_H_
#define PATHEX_EXTRACTOR_BASE_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "extractor/base/result.h"

namespace pathex {

class FileReader {
 public:
  virtual ~FileReader() = default;
  // Whole file. Error S001 with the system's reason; S002 when larger than `limit` bytes.
  virtual Result<std::string> Read(const std::string& path, uint64_t limit) const = 0;
  Result<std::string> Read(const std::string& path) const { return Read(path, kDefaultLimit); }
  // Names (not paths) in a folder, sorted bytewise; error S001 when it is not a readable folder.
  virtual Result<std::vector<std::string>> List(const std::string& path) const = 0;
  virtual bool IsFolder(const std::string& path) const = 0;

  static constexpr uint64_t kDefaultLimit = 256ull << 20;
};

// The file system.
const FileReader& RealFiles();

// path -> bytes; folders exist implicitly.
class MemoryFiles : public FileReader {
 public:
  explicit MemoryFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  using FileReader::Read;
  Result<std::string> Read(const std::string& path, uint64_t limit) const override;
  Result<std::vector<std::string>> List(const std::string& path) const override;
  bool IsFolder(const std::string& path) const override;

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_FILES_H_
