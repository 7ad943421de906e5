#include "extractor/text/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/read.h"
#include "extractor/text/source_fields.h"

namespace pathex {
namespace {

constexpr uint64_t kFreeBytes = 1 << 20;  // below this no ratio is asked for
constexpr size_t kBlock = 1 << 16;

struct ArchiveCloser {
  void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, ArchiveCloser>;

Archive NewArchive() {
  Archive a(archive_read_new());
  archive_read_support_filter_all(a.get());
  archive_read_support_format_all(a.get());
  archive_read_support_format_raw(a.get());  // a compressed file that is no archive
  return a;
}

// "report.xml.gz" -> "report.xml"
std::string WithoutLastEnding(std::string_view path) {
  const size_t slash = path.find_last_of("/!");
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const size_t dot = name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

bool IsSideFile(std::string_view name) {
  return name.substr(0, 9) == "__MACOSX/" || name.ends_with(".DS_Store") ||
         name.ends_with("Thumbs.db") || name.ends_with("desktop.ini");
}

class Unpacker {
 public:
  Unpacker(archive* a, std::string_view path, const ReadLimits& limits,
           const std::function<bool(ArchiveMember)>& take)
      : a_(a), path_(path), limits_(limits), take_(take) {}

  Result<size_t> Run() {
    while (true) {
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(a_, &entry);
      if (status == ARCHIVE_EOF) break;
      if (status == ARCHIVE_FATAL || (status != ARCHIVE_OK && status != ARCHIVE_WARN)) {
        return Damaged();
      }
      if (archive_entry_filetype(entry) == AE_IFDIR) continue;
      ArchiveMember member;
      member.name = NameOf(entry);
      if (IsSideFile(member.name)) continue;
      if (++members_ > limits_.archive_members) {
        return Limit("archive.members", std::to_string(limits_.archive_members));
      }
      if (archive_entry_is_data_encrypted(entry) || archive_entry_is_metadata_encrypted(entry)) {
        member.error = {"S054", path_ + "!" + member.name, "member is encrypted"};
      } else if (!Unpack(&member)) {
        return fault_;
      }
      if (!take_(std::move(member))) break;
    }
    return members_;
  }

 private:
  std::string NameOf(archive_entry* entry) const {
    if (archive_format(a_) == ARCHIVE_FORMAT_RAW) return WithoutLastEnding(path_);
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    std::string text = name == nullptr ? "member " + std::to_string(members_ + 1) : name;
    return IsValidUtf8(text) ? text : "member " + std::to_string(members_ + 1);
  }

  // False when the whole archive has to be given up.
  bool Unpack(ArchiveMember* member) {
    std::string block(kBlock, '\0');
    while (true) {
      const la_ssize_t n = archive_read_data(a_, block.data(), block.size());
      if (n == 0) return true;
      if (n < 0) {
        const char* reason = archive_error_string(a_);
        member->bytes.clear();
        member->error = {"S052", path_ + "!" + member->name,
                         std::string("member is damaged: ") + (reason ? reason : "unknown fault")};
        return true;
      }
      unpacked_ += static_cast<uint64_t>(n);
      if (unpacked_ > limits_.archive_bytes) {
        return Give(Limit("archive.bytes", std::to_string(limits_.archive_bytes) + " bytes"));
      }
      const double packed =
          static_cast<double>(std::max<la_int64_t>(archive_filter_bytes(a_, -1), 1));
      if (unpacked_ > kFreeBytes &&
          static_cast<double>(unpacked_) > packed * limits_.archive_ratio) {
        return Give(Limit("archive.ratio",
                          std::to_string(static_cast<int64_t>(limits_.archive_ratio)) + " to 1"));
      }
      if (member->error.code.empty()) member->bytes.append(block, 0, static_cast<size_t>(n));
      if (member->bytes.size() > limits_.input_bytes) {
        member->bytes.clear();
        member->bytes.shrink_to_fit();
        member->error = {
            "S053", path_ + "!" + member->name,
            "beyond the limit input.bytes (" + std::to_string(limits_.input_bytes) + ")"};
      }
    }
  }

  bool Give(Error fault) {
    fault_ = std::move(fault);
    return false;
  }

  Error Limit(const std::string& name, const std::string& value) const {
    return {"S053", path_, "archive is beyond the limit " + name + " (" + value + ")"};
  }

  Error Damaged() const {
    const char* reason = archive_error_string(a_);
    return {"S052", path_,
            std::string("archive cannot be read: ") + (reason ? reason : "unknown fault")};
  }

  archive* a_;
  const std::string path_;
  const ReadLimits& limits_;
  const std::function<bool(ArchiveMember)>& take_;
  size_t members_ = 0;
  uint64_t unpacked_ = 0;
  Error fault_;
};

// Sources of one archive and of those in it.
class Collector {
 public:
  Collector(std::string_view path, const ReadOptions& options) : path_(path), options_(options) {
    inner_ = options;
    inner_.format.clear();
    ++inner_.archive_level;
  }

  bool Take(const ArchiveMember& member) {
    if (member.name == "[Content_Types].xml" || member.name == "mimetype") {
      office_ = true;
      return false;
    }
    const std::string path = path_ + "!" + member.name;
    if (!member.error.code.empty()) {
      Refuse(path, member.error);
      return true;
    }
    if (inner_.archive_level >= options_.limits.archive_depth &&
        LooksLikeArchive(member.bytes, member.name)) {
      Refuse(path, {"S053", path,
                    "archives are nested deeper than the limit archive.depth (" +
                        std::to_string(options_.limits.archive_depth) + ")"});
      return true;
    }
    Result<std::vector<Source>> sources = ReadSources(path, member.bytes, inner_);
    if (!sources) {
      Refuse(path, sources.error());
      return true;
    }
    for (Source& source : *sources) sources_.push_back(std::move(source));
    return sources_.size() <= options_.limits.reports;
  }

  void Refuse(const std::string& path, const Error& error) {
    Source source = StartSource(path, "archive", options_.language);
    source.media_type = "application/octet-stream";
    AddDiagnostic(Severity::kError, error.code, error.where, error.message, &source);
    sources_.push_back(std::move(source));
  }

  bool office() const { return office_; }
  std::vector<Source>& sources() { return sources_; }

 private:
  const std::string path_;
  const ReadOptions& options_;
  ReadOptions inner_;
  std::vector<Source> sources_;
  bool office_ = false;
};

}  // namespace

bool LooksLikeArchive(std::string_view bytes, std::string_view) {
  using std::string_view_literals::operator""sv;
  for (std::string_view magic : {"PK\x03\x04"sv, "PK\x05\x06"sv, "\x1F\x8B"sv, "BZh"sv,
                                 "\xFD\x37zXZ\0"sv, "\x28\xB5\x2F\xFD"sv, "7z\xBC\xAF\x27\x1C"sv}) {
    if (bytes.substr(0, magic.size()) == magic) return true;
  }
  return bytes.size() > 512 && bytes.substr(257, 5) == "ustar";
}

Result<size_t> ForEachMember(std::string_view bytes, std::string_view path,
                             const ReadLimits& limits,
                             const std::function<bool(ArchiveMember)>& take) {
  const Archive a = NewArchive();
  if (archive_read_open_memory(a.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    const char* reason = archive_error_string(a.get());
    return Error{"S052", std::string(path),
                 std::string("archive cannot be opened: ") + (reason ? reason : "unknown fault")};
  }
  return Unpacker(a.get(), path, limits, take).Run();
}

Result<size_t> ForEachMemberOfFile(const std::string& path, const ReadLimits& limits,
                                   const std::function<bool(ArchiveMember)>& take) {
  const Archive a = NewArchive();
  if (archive_read_open_filename(a.get(), path.c_str(), kBlock) != ARCHIVE_OK) {
    const char* reason = archive_error_string(a.get());
    return Error{"S052", path,
                 std::string("archive cannot be opened: ") + (reason ? reason : "unknown fault")};
  }
  return Unpacker(a.get(), path, limits, take).Run();
}

Result<std::vector<Source>> ReadArchive(std::string_view bytes, std::string_view path,
                                        const ReadOptions& options) {
  Collector collector(path, options);
  const Result<size_t> members =
      ForEachMember(bytes, path, options.limits,
                    [&collector](const ArchiveMember& member) { return collector.Take(member); });
  if (collector.office()) {
    return Error{"S039", std::string(path),
                 "this is an office document (DOCX, XLSX, ODT); save it as text or RTF"};
  }
  if (!members) {
    if (collector.sources().empty()) return members.error();
    collector.Refuse(std::string(path), members.error());
  }
  if (collector.sources().empty())
    return Error{"S057", std::string(path), "archive without a file"};
  MakeIdsUnique(&collector.sources());
  return WithinLimits(std::move(collector.sources()), path, options);
}

}  // namespace pathex
