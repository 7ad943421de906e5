// CacheFolder: what a program has made of files and would make again, in a folder of the user's
// own, for the very build that wrote it.
//
// An entry has a kind ("lexicons") and a key: the SHA-256 of what it was made from. Its name says
// the hash of the key and of the build. What is damaged, cut off, of another build or somebody
// else's is passed over; what cannot be written is left alone: the next run makes it again.
#ifndef PATHEX_EXTRACTOR_BASE_CACHE_FOLDER_H_
#define PATHEX_EXTRACTOR_BASE_CACHE_FOLDER_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/private_files.h"

namespace pathex {

class CacheFolder {
 public:
  struct Entry {
    std::shared_ptr<const MappedFile> file;  // holds the bytes
    std::string_view bytes;
  };

  // `folder` is made when it is missing; "": no cache. Without a build id (base/build_id.h) there
  // is none either.
  explicit CacheFolder(std::string folder);

  // Whether Read and Write may do anything.
  bool is_open() const { return !folder_.empty(); }

  std::optional<Entry> Read(std::string_view kind, std::string_view key) const;

  // Keeps the newest kMostEntries entries of the kind.
  void Write(std::string_view kind, std::string_view key, std::string_view bytes) const;

  static constexpr size_t kMostEntries = 8;

 private:
  std::string PathOf(std::string_view kind, std::string_view key) const;
  // The build and the key, as an entry begins.
  std::string HeadOf(std::string_view key) const;
  void DropOld(std::string_view kind) const;

  std::string folder_;
  std::string build_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_CACHE_FOLDER_H_
