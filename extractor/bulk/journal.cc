#include "extractor/bulk/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "extractor/base/json.h"
#include "extractor/base/sha256_file.h"
#include "extractor/bulk/failed_record.h"

namespace pathex {
namespace {

Json ToJson(const InputFile& input) {
  return {{"input", ValidUtf8(input.path)},
          {"size", input.size},
          {"time", input.time},
          {"sha256", input.sha256}};
}

Json ToJson(const Tally& tally) {
  Json codes = Json::object();
  for (const auto& [code, of] : tally.diagnostics) {
    codes[code] = {of.count, static_cast<int>(of.severity)};
  }
  return {{"files", tally.files},   {"bytes", tally.bytes},         {"records", tally.records},
          {"failed", tally.failed}, {"to_review", tally.to_review}, {"fine", tally.fine},
          {"diagnostics", codes}};
}

Json ToJson(const JournalMark& mark) {
  Json json = {{"inputs", mark.inputs}, {"documents", mark.documents}};
  if (mark.documents > 0) json["partial"] = ToJson(mark.partial);
  json["output"] = mark.output;
  json["failed"] = mark.failed;
  json["tally"] = ToJson(mark.tally);
  return json;
}

// The members that are there with the right type; a journal is ours, so nothing else is expected.
uint64_t Number(const Json& json, const char* key) {
  return json.is_object() && json.contains(key) && json[key].is_number_unsigned()
             ? json[key].get<uint64_t>()
             : 0;
}

InputFile InputOf(const Json& json) {
  InputFile input;
  input.path = json.value("input", "");
  input.size = Number(json, "size");
  input.time = static_cast<int64_t>(Number(json, "time"));
  input.sha256 = json.value("sha256", "");
  return input;
}

JournalMark MarkOf(const Json& json) {
  JournalMark mark;
  mark.inputs = Number(json, "inputs");
  mark.documents = Number(json, "documents");
  if (json.contains("partial")) mark.partial = InputOf(json["partial"]);
  for (const Json& length : json["output"]) mark.output.push_back(length.get<uint64_t>());
  mark.failed = Number(json, "failed");
  const Json& tally = json["tally"];
  mark.tally.files = Number(tally, "files");
  mark.tally.bytes = Number(tally, "bytes");
  mark.tally.records = Number(tally, "records");
  mark.tally.failed = Number(tally, "failed");
  mark.tally.to_review = Number(tally, "to_review");
  mark.tally.fine = Number(tally, "fine");
  for (const auto& [code, of] : tally["diagnostics"].items()) {
    mark.tally.diagnostics[code] = {of[0].get<uint64_t>(), static_cast<Severity>(of[1].get<int>())};
  }
  return mark;
}

// One line after the other; the first that is torn ends it.
class JournalLines {
 public:
  explicit JournalLines(const std::string& path) : in_(path, std::ios::binary) {}

  // nullopt at the end.
  std::optional<Json> Next() {
    std::string line;
    if (!std::getline(in_, line) || in_.eof()) return std::nullopt;
    Result<Json> json = ParseJsonValue(line);
    if (!json || !json->is_object()) return std::nullopt;
    at_ += line.size() + 1;
    return std::move(*json);
  }

  bool is_open() const { return in_.is_open(); }
  uint64_t at() const { return at_; }  // behind the last line

 private:
  std::ifstream in_;
  uint64_t at_ = 0;
};

// Whether the first line is of this run. An empty journal is of any run.
Result<bool> IsOfRun(JournalLines* lines, const std::string& path, const std::string& run) {
  if (!lines->is_open()) return false;
  const std::optional<Json> header = lines->Next();
  if (!header) return false;
  if (header->value("run", "") == run) return true;
  return Error{"U014", path,
               "is of a run with other inputs, options, lexicons or schemas; run with the same "
               "ones, or without --resume to start over"};
}

bool IsSame(const InputFile& then, const std::string& path) {
  if (then.path != ValidUtf8(path)) return false;
  InputFile now;
  const bool there = LookAt(path, &now);
  if (then.sha256.empty() && then.size == 0) return true;  // failed, or no file: done is done
  if (!there || now.size != then.size) return false;
  if (now.time == then.time) return true;
  return !then.sha256.empty() && Sha256OfFile(path) == then.sha256;
}

}  // namespace

bool LookAt(const std::string& path, InputFile* input) {
  struct stat status {};
  if (path == "-" || stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  input->size = static_cast<uint64_t>(status.st_size);
  input->time = int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  return true;
}

Result<Journal> Journal::Open(const std::string& path, const std::string& run, uint64_t keep) {
  const int lock = open(path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0666);
  if (lock < 0) {
    return Error{"U011", path,
                 std::string("cannot be written (") + std::strerror(errno) +
                     "); choose another file for -o"};
  }
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    close(lock);
    return Error{"U015", path, "another run is writing this output; wait for it, or stop it"};
  }
  Result<DurableFile> file = DurableFile::Open(path, keep);
  if (!file) {
    close(lock);
    return file.error();
  }
  Journal journal(std::move(*file), lock);
  if (keep == 0) {
    const Json header = {{"pathex_journal", 1}, {"run", run}};
    if (auto error = journal.file_.Write(header.dump() + "\n")) return *error;
  }
  return journal;
}

Journal::Journal(Journal&& other) noexcept
    : file_(std::move(other.file_)), lock_(std::exchange(other.lock_, -1)) {}

Journal::~Journal() {
  if (lock_ >= 0) close(lock_);
}

std::optional<Error> Journal::Write(const std::vector<InputFile>& done, const JournalMark& mark) {
  std::string lines;
  for (const InputFile& input : done) {
    lines += ToJson(input).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  lines += Json{{"mark", ToJson(mark)}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  if (auto error = file_.Write(lines)) return error;
  return file_.Sync();
}

Result<ResumePoint> FindResumePoint(const std::string& path, const std::string& run,
                                    const InputWalk& walk) {
  JournalLines lines(path);
  const Result<bool> ours = IsOfRun(&lines, path, run);
  if (!ours) return ours.error();
  ResumePoint best;
  if (!*ours) return best;
  std::optional<ResumePoint> partial;  // good if the next input is the one it speaks of
  // The next input of the journal; nullopt when it has no more. Marks on the way count.
  const auto next_input = [&]() -> std::optional<InputFile> {
    while (const std::optional<Json> line = lines.Next()) {
      if (line->contains("input")) return InputOf(*line);
      if (!line->contains("mark")) continue;
      ResumePoint here{MarkOf((*line)["mark"]), lines.at()};
      if (here.mark.documents > 0) {
        partial = std::move(here);
      } else {
        best = std::move(here);
        partial.reset();
      }
    }
    return std::nullopt;
  };
  bool same = true;
  walk([&](const std::string& now) {
    const std::optional<InputFile> then = next_input();
    if (partial && IsSame(partial->mark.partial, now)) best = *partial;
    partial.reset();
    return same = then && IsSame(*then, now);
  });
  if (same) next_input();  // for the marks behind the last input
  return best;
}

Result<ResumePoint> ReadJournal(const std::string& path, const std::string& run,
                                const std::function<void(const InputFile&)>& done) {
  JournalLines lines(path);
  const Result<bool> ours = IsOfRun(&lines, path, run);
  if (!ours) return ours.error();
  ResumePoint best;
  std::vector<InputFile> since;
  while (const std::optional<Json> line = *ours ? lines.Next() : std::nullopt) {
    if (line->contains("input")) since.push_back(InputOf(*line));
    if (!line->contains("mark")) continue;
    JournalMark mark = MarkOf((*line)["mark"]);
    if (mark.documents > 0) continue;
    best = {std::move(mark), lines.at()};
    for (const InputFile& input : since) done(input);
    since.clear();
  }
  return best;
}

}  // namespace pathex
