#include "extractor/base/cache_folder.h"

#include <cstdint>
#include <cstring>
#include <utility>

#include "extractor/base/build_id.h"
#include "extractor/base/checksum.h"
#include "extractor/base/sha256.h"

namespace pathex {
namespace {

constexpr std::string_view kEnding = ".cache";
constexpr size_t kNameHashSize = 32;
constexpr size_t kSumSize = sizeof(uint64_t);

std::string SumOf(std::string_view bytes) {
  const uint64_t sum = Checksum(bytes);
  std::string out(kSumSize, '\0');
  std::memcpy(out.data(), &sum, kSumSize);
  return out;
}

std::string PrefixOf(std::string_view kind) { return std::string(kind) + '-'; }

}  // namespace

CacheFolder::CacheFolder(std::string folder)
    : folder_(std::move(folder)), build_(folder_.empty() ? "" : BuildId()) {
  if (build_.empty()) folder_.clear();
}

std::string CacheFolder::PathOf(std::string_view kind, std::string_view key) const {
  const std::string name = Sha256Hex(HeadOf(key)).substr(0, kNameHashSize);
  return folder_ + '/' + PrefixOf(kind) + name + std::string(kEnding);
}

std::string CacheFolder::HeadOf(std::string_view key) const {
  return build_ + '\0' + std::string(key) + '\0';
}

std::optional<CacheFolder::Entry> CacheFolder::Read(std::string_view kind,
                                                    std::string_view key) const {
  if (!is_open()) return std::nullopt;
  Entry entry;
  entry.file = MapPrivateFile(PathOf(kind, key));
  if (entry.file == nullptr || entry.file->bytes().size() < kSumSize) return std::nullopt;
  const std::string_view body = entry.file->bytes().substr(kSumSize);
  const std::string head = HeadOf(key);
  if (SumOf(body) != entry.file->bytes().substr(0, kSumSize) || !body.starts_with(head)) {
    return std::nullopt;
  }
  entry.bytes = body.substr(head.size());
  return entry;
}

void CacheFolder::Write(std::string_view kind, std::string_view key, std::string_view bytes) const {
  if (!is_open()) return;
  const std::string body = HeadOf(key) + std::string(bytes);
  if (WritePrivateFile(PathOf(kind, key), SumOf(body) + body)) DropOld(kind);
}

// Of files that change often, as those of an author do. Also what was never finished.
void CacheFolder::DropOld(std::string_view kind) const {
  const std::string prefix = PrefixOf(kind);
  size_t kept = 0;
  for (const std::string& name : ListPrivateFiles(folder_)) {
    if (name.starts_with(prefix) && ++kept > kMostEntries) RemovePrivateFile(folder_ + '/' + name);
  }
}

}  // namespace pathex
