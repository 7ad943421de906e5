#include "extractor/review/texts.h"

#include <algorithm>
#include <charconv>

#include "extractor/evaluate/facts.h"
#include "extractor/text/read.h"

namespace pathex {
namespace {

constexpr size_t kKeptBytes = 256u << 20;
constexpr uint64_t kLargestLines = 4ull << 30;

std::string TextAt(const Json& value, std::string_view pointer) {
  const Json* found = ValueAt(value, pointer);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

// "a.zip!b/c.txt" -> "a.zip": what lies on disk.
std::string FileOf(const std::string& path) { return path.substr(0, path.find('!')); }

std::string Joined(const std::string& folder, std::string_view path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  return folder.ends_with('/') ? folder + std::string(path) : folder + "/" + std::string(path);
}

std::string MemberOf(const std::string& path) {
  const size_t mark = path.find('!');
  return mark == std::string::npos ? std::string() : path.substr(mark);
}

// "!line[17]" -> 17, 0 for members of archives and for none.
size_t LineOf(const std::string& member) {
  constexpr std::string_view kBefore = "!line[";
  size_t number = 0;
  if (!member.starts_with(kBefore) || !member.ends_with("]")) return 0;
  const char* end = member.data() + member.size() - 1;
  const auto read = std::from_chars(member.data() + kBefore.size(), end, number);
  return read.ec == std::errc() && read.ptr == end ? number : 0;
}

// The report of a record among those of its file (or of its line).
const Source* Pick(const std::vector<Source>& sources, const Json& record, bool* changed) {
  const std::string id = TextAt(record, "/id"), sha256 = TextAt(record, "/sha256");
  const std::string member = MemberOf(TextAt(record, "/path"));
  for (const Source& source : sources) {
    if (source.id != id || MemberOf(source.path) != member) continue;
    if (source.sha256 == sha256) return &source;
    *changed = true;
  }
  // The stem of a file is its id, and it may have been renamed since; a line has its number for
  // one.
  for (const Source& source : sources) {
    if (source.sha256 == sha256 && sources.size() == 1) return &source;
  }
  return nullptr;
}

size_t TextBytes(const std::vector<Source>& sources) {
  size_t bytes = 0;
  for (const Source& source : sources) {
    for (const Part& part : source.parts) bytes += part.text.size();
  }
  return bytes;
}

}  // namespace

// Where the file of a record may lie: below the folder, with as much of its path as fits, then
// under the path as it stands.
std::vector<std::string> ReportTexts::Places(const std::string& path, const std::string& id) const {
  std::vector<std::string> places;
  if (!folder_.empty()) {
    std::string_view rest = path;
    for (;;) {
      places.push_back(Joined(folder_, rest));
      const size_t slash = rest.find('/');
      if (slash == std::string_view::npos) break;
      rest.remove_prefix(slash + 1);
    }
    if (!id.empty() && id.find('/') == std::string::npos) {
      places.push_back(Joined(folder_, id + ".txt"));
    }
  }
  places.push_back(path);
  return places;
}

// The file, or the line of it that `member` names.
Result<std::string> ReportTexts::Bytes(const std::string& path, const std::string& member) {
  const size_t number = LineOf(member);
  if (number == 0) return files_.Read(path, options_.limits.input_bytes);
  if (lines_.path != path) {
    Result<std::string> bytes = files_.Read(path, kLargestLines);
    if (!bytes) return bytes;
    lines_ = {path, std::move(*bytes), {0}};
    for (size_t at = 0; (at = lines_.bytes.find('\n', at)) != std::string::npos;) {
      lines_.begins.push_back(++at);
    }
  }
  if (number > lines_.begins.size()) return std::string();
  const size_t begin = lines_.begins[number - 1];
  size_t end = std::min(lines_.bytes.find('\n', begin), lines_.bytes.size());
  if (end > begin && lines_.bytes[end - 1] == '\r') --end;
  return lines_.bytes.substr(begin, end - begin);
}

ReportTexts::Sources ReportTexts::Read(const std::string& file, const std::string& member,
                                       std::string* problem) {
  const bool is_line = LineOf(member) > 0;
  const std::string path = is_line ? file + member : file;
  for (auto kept = kept_.begin(); kept != kept_.end(); ++kept) {
    if (kept->path != path) continue;
    kept_.splice(kept_.begin(), kept_, kept);
    return kept_.front().sources;
  }
  const Result<std::string> bytes = Bytes(file, member);
  if (!bytes) {
    if (bytes.error().code != "S001") *problem = bytes.error().ToString();
    return nullptr;
  }
  Result<std::vector<Source>> read = ReadSources(path, *bytes, options_);
  if (!read) {
    *problem = read.error().ToString();
    return nullptr;
  }
  auto sources = std::make_shared<const std::vector<Source>>(std::move(*read));
  kept_.push_front({path, sources, TextBytes(*sources)});
  size_t total = 0;
  for (auto kept = kept_.begin(); kept != kept_.end();) {
    total += kept->bytes;
    const bool keep = kept == kept_.begin() || total <= kKeptBytes;
    kept = keep ? std::next(kept) : kept_.erase(kept);
  }
  return sources;
}

ReportText ReportTexts::Find(const Json& record) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const std::string path = TextAt(record, "/path"), file = FileOf(path), member = MemberOf(path);
  ReportText out;
  if (file.empty() || file == "-") {
    out.problem = "the report came from standard input, so there is no file to show";
    return out;
  }
  bool changed = false, found = false;
  for (const std::string& place : Places(file, TextAt(record, "/id"))) {
    const Sources sources = Read(place, member, &out.problem);
    if (sources == nullptr) continue;
    found = true;
    const Source* source = Pick(*sources, record, &changed);
    if (source == nullptr) continue;
    out.parts = source->parts;
    out.problem = source->parts.empty() ? "the report could not be read" : "";
    if (out.parts.empty() && !source->diagnostics.empty()) {
      out.problem += ": " + source->diagnostics.front().message;
    }
    return out;
  }
  if (!out.problem.empty() && !found) return out;
  if (changed || found) {
    out.problem = "the file found for " + path +
                  " is not the one that was read (it has changed, or another has its name); "
                  "extract it again, or give the right folder with --texts";
  } else {
    out.problem = "no file " + path + (folder_.empty() ? "" : " below " + folder_) +
                  "; give the folder of the reports with --texts";
  }
  return out;
}

}  // namespace pathex
