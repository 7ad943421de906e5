// Archives and compressed files through libarchive: zip, tar, 7z, gz, bz2, xz, zst and their
// combinations, read member by member.
#ifndef PATHEX_EXTRACTOR_TEXT_ARCHIVE_H_
#define PATHEX_EXTRACTOR_TEXT_ARCHIVE_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

bool LooksLikeArchive(std::string_view bytes, std::string_view path);

// A file of an archive, or why it could not be unpacked.
struct ArchiveMember {
  std::string name;   // as in the archive, "/" between folders
  std::string bytes;  // empty with an error
  Error error;        // code empty = none; S053 (input.bytes), S054 (encrypted), S052 (damaged)
};

// Calls `take` for each file in the archive's order; folders and the side files of systems
// (".DS_Store",
// "__MACOSX/") are passed over. Nothing is written to disk and only one member is held at a time.
// `take` returns false to stop. Error S052: no archive, or damaged beyond going on (members before
// the damage were given); S053: a limit (archive.bytes, archive.members, archive.ratio) was hit.
// Returns the number of members given.
Result<size_t> ForEachMember(std::string_view bytes, std::string_view path,
                             const ReadLimits& limits,
                             const std::function<bool(ArchiveMember)>& take);
// The same for a file, which may be larger than memory.
Result<size_t> ForEachMemberOfFile(const std::string& path, const ReadLimits& limits,
                                   const std::function<bool(ArchiveMember)>& take);

// All reports of all members, by the reader of each. Source::path is "<path>!<member>", sha256 and
// bytes are the member's, spans count its bytes. A member that cannot be read is a Source without
// parts and the reason in its diagnostics. Archives inside are read down to archive.depth. Errors:
// as above when no member was given at all; S039 for an office document, which is a zip by chance.
Result<std::vector<Source>> ReadArchive(std::string_view bytes, std::string_view path,
                                        const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_ARCHIVE_H_
