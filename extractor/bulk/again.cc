#include "extractor/bulk/again.h"

#include <algorithm>
#include <sstream>

#include "extractor/base/json.h"
#include "extractor/bulk/failed_record.h"
#include "extractor/sinks/durable_file.h"
#include "extractor/sinks/record_lines.h"

namespace pathex {
namespace {

constexpr size_t kBlock = 1 << 20;  // records are packed in blocks of about that size

bool IsOf(const std::string& path, const std::string& input) {
  return path == input ||
         (path.size() > input.size() && path.starts_with(input) && path[input.size()] == '!');
}

// Lines become the blocks of a file, compressed like the output of a run.
class BlockWriter {
 public:
  BlockWriter(DurableFile file, Compression compression)
      : file_(std::move(file)), compression_(compression) {}

  std::optional<Error> Add(const std::string& line) {
    block_ += line;
    block_ += '\n';
    return block_.size() < kBlock ? std::nullopt : Flush();
  }

  std::optional<Error> CloseAs(const std::string& path) {
    if (auto error = Flush()) return error;
    return file_.CloseAs(path);
  }

 private:
  std::optional<Error> Flush() {
    ByteBuffer packed;
    if (!block_.empty()) Compress(compression_, block_, &packed);
    block_.clear();
    return file_.Write(packed.view());
  }

  DurableFile file_;
  const Compression compression_;
  std::string block_;
};

// Records of the second run, input by input.
class AgainLines {
 public:
  explicit AgainLines(RecordLines lines) : lines_(std::move(lines)) { Step(); }

  // Passes on what belongs to `input`.
  std::optional<Error> MoveTo(const std::string& input, BlockWriter* out) {
    while (there_ && IsOf(path_, input)) {
      if (auto error = out->Add(line_)) return error;
      Step();
    }
    return lines_.error();
  }

 private:
  void Step() {
    there_ = lines_.Next(&line_);
    const std::optional<RecordName> name = there_ ? NameOfRecord(line_) : std::nullopt;
    path_ = name ? name->path : "";
  }

  RecordLines lines_;
  std::string line_, path_;
  bool there_ = false;
};

}  // namespace

Result<FailedInputs> ReadFailedInputs(const std::string& path, const FileReader& files) {
  const Result<std::string> bytes = files.Read(path);
  if (!bytes) return bytes.error();
  FailedInputs out;
  std::istringstream lines(*bytes);
  for (std::string line; std::getline(lines, line);) {
    const Result<Json> json = ParseJsonValue(line);
    if (!json || !json->is_object()) {
      return Error{"D001", path, "is no list of failed inputs; run without --only-failed"};
    }
    const std::string input = json->value("input", "");
    if (out.inputs.empty() || out.inputs.back() != input) out.inputs.push_back(input);
    out.reports.emplace_back(json->value("id", ""), json->value("path", ""));
  }
  return out;
}

std::optional<Error> ReplaceRecords(const std::string& old_path, const std::string& again_path,
                                    const std::vector<std::string>& inputs, Compression compression,
                                    const std::string& new_path) {
  Result<RecordLines> old_lines = RecordLines::Open(old_path);
  if (!old_lines) return old_lines.error();
  Result<RecordLines> again_lines = RecordLines::Open(again_path);
  if (!again_lines) return again_lines.error();
  Result<DurableFile> file = DurableFile::Open(new_path + ".unfinished", 0);
  if (!file) return file.error();
  AgainLines again(std::move(*again_lines));
  BlockWriter out(std::move(*file), compression);
  size_t next = 0;       // input to be replaced next
  std::string replaced;  // the one whose old records are being passed over
  std::string line;
  while (old_lines->Next(&line)) {
    const std::optional<RecordName> name = NameOfRecord(line);
    if (name && !replaced.empty() && IsOf(name->path, replaced)) continue;
    replaced.clear();
    if (name && next < inputs.size() && IsOf(name->path, inputs[next])) {
      replaced = inputs[next++];
      if (auto error = again.MoveTo(replaced, &out)) return error;
      continue;
    }
    if (auto error = out.Add(line)) return error;
  }
  if (old_lines->error()) return old_lines->error();
  return out.CloseAs(new_path);
}

}  // namespace pathex
