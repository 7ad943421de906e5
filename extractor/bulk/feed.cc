#include "extractor/bulk/feed.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include "extractor/base/sha256_file.h"
#include "extractor/bulk/read_document.h"
#include "extractor/text/archive.h"
#include "extractor/text/json_scan.h"

namespace pathex {
namespace {

constexpr size_t kProbe = 1024;  // more than LooksLikeArchive looks at

bool IsArchive(const std::string& path) {
  std::array<char, kProbe> head;
  std::ifstream in(path, std::ios::binary);
  in.read(head.data(), head.size());
  return LooksLikeArchive(std::string_view(head.data(), static_cast<size_t>(in.gcount())), path);
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

bool MayBeLines(const ReadOptions& options) {
  return options.format.empty() || options.format == "jsonl" || options.format == "fhir";
}

// A line that is a JSON object: so is what follows it.
bool IsJsonLine(std::string_view line, const ReadLimits& limits) {
  const size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos || line[begin] != '{') return false;
  const Result<JsonTree> json = ScanJson(line, begin, {limits.json_depth, limits.json_nodes});
  return json && IsBlank(line.substr(json->end));
}

Error TooLong(const std::string& where, uint64_t limit) {
  return {"S002", where,
          "larger than the limit of " + std::to_string(limit) +
              " bytes; --limit input.bytes=N raises it"};
}

}  // namespace

Feed::Feed(const FeedOptions& options, const FileReader& files, Channel* channel)
    : options_(options), files_(files), channel_(*channel), batch_(std::make_unique<Batch>()) {}

void Feed::Run(const InputWalk& walk) {
  uint64_t passed = 0;
  walk([&](const std::string& path) {
    if (passed < options_.skip_inputs) {
      ++passed;
      InputFile input;
      if (options_.consumed != nullptr && LookAt(path, &input)) *options_.consumed += input.size;
      return true;
    }
    return Input(path);
  });
  Flush();
}

bool Feed::Input(const std::string& path) {
  auto input = std::make_shared<InputFile>();
  input->path = path;
  LookAt(path, input.get());
  ++inputs_;
  documents_ = 0;
  if (path == "-") {
    StandardInput(input);
  } else if (input->size <= options_.whole_bytes) {
    Document document;
    document.input = input;
    document.path = path;
    File(std::move(document));
  } else if (options_.reading->format.empty() && IsArchive(path)) {
    Archive(input);
  } else if (!JsonLines(input)) {
    Large(input);
  }
  if (options_.consumed != nullptr) *options_.consumed += input->size;
  return !stopped_;
}

void Feed::File(Document document) {
  Result<std::string> bytes = files_.Read(document.path, options_.reading->limits.input_bytes);
  if (bytes) {
    document.bytes = std::move(*bytes);
  } else {
    document.error =
        options_.next_step ? options_.next_step(bytes.error(), document.path) : bytes.error();
  }
  document.last = true;
  Add(std::move(document));
}

void Feed::Archive(const std::shared_ptr<InputFile>& input) {
  // Now: once a document is handed on, others read it.
  if (options_.hash_inputs) input->sha256 = Sha256OfFile(input->path);
  const Result<size_t> members =
      ForEachMemberOfFile(input->path, options_.reading->limits, [&](ArchiveMember member) {
        Document document;
        document.input = input;
        document.kind = Document::Kind::kMember;
        document.path = input->path + "!" + member.name;
        document.bytes = std::move(member.bytes);
        document.error = std::move(member.error);
        return Several(std::move(document));
      });
  Document document;
  document.input = input;
  document.kind = Document::Kind::kMember;
  document.path = input->path;
  if (!members) {
    document.error = members.error();
    Several(std::move(document));
  } else if (*members == 0) {
    document.error = {"S057", input->path, "archive without a file"};
    Several(std::move(document));
  }
  EndSeveral(input);
}

void Feed::StandardInput(const std::shared_ptr<InputFile>& input) {
  const ReadLimits& limits = options_.reading->limits;
  LineStream lines(STDIN_FILENO, limits.input_bytes);
  if (MayBeLines(*options_.reading) && IsJsonLine(lines.Peek(), limits)) {
    return Lines(input, &lines);
  }
  Document document;
  document.input = input;
  document.path = input->path;
  if (!lines.Rest(limits.input_bytes, &document.bytes)) {
    document.error = TooLong("-", limits.input_bytes);
  }
  document.last = true;
  Add(std::move(document));
}

// False, and nothing is read, when the file is no JSON lines.
bool Feed::JsonLines(const std::shared_ptr<InputFile>& input) {
  if (!MayBeLines(*options_.reading)) return false;
  const int descriptor = open(input->path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  LineStream lines(descriptor, options_.reading->limits.input_bytes);
  const bool yes = IsJsonLine(lines.Peek(), options_.reading->limits);
  if (yes) {
    if (options_.hash_inputs) input->sha256 = Sha256OfFile(input->path);
    Lines(input, &lines);
  }
  close(descriptor);
  return yes;
}

void Feed::Lines(const std::shared_ptr<InputFile>& input, LineStream* lines) {
  const bool standard = input->path == "-";
  for (uint64_t number = 1;; ++number) {
    const std::string place = "line[" + std::to_string(number) + "]";
    Document line;
    line.input = input;
    line.kind = Document::Kind::kLine;
    line.path = standard ? input->path : input->path + "!" + place;
    const LineStream::Outcome outcome = lines->Next(&line.bytes);
    if (outcome == LineStream::Outcome::kEnd) break;
    if (outcome == LineStream::Outcome::kLine && IsBlank(line.bytes)) continue;
    if (outcome == LineStream::Outcome::kTooLong) {
      line.error = TooLong(standard ? place : line.path, options_.reading->limits.input_bytes);
    } else if (outcome == LineStream::Outcome::kFailed) {
      line.error = {"S001", input->path, std::string("cannot be read: ") + std::strerror(errno)};
    }
    // Nothing is held back: who feeds lines one by one waits for the answer to each.
    if (!(options_.line_buffered ? Add(std::move(line)) && Flush() : Several(std::move(line))) ||
        outcome == LineStream::Outcome::kFailed) {
      break;
    }
  }
  if (options_.line_buffered) {
    Document end;
    end.input = input;
    end.kind = Document::Kind::kLine;
    end.skip = true;  // nothing more comes: only that it has ended counts
    Several(std::move(end));
  }
  EndSeveral(input);
}

void Feed::Large(const std::shared_ptr<InputFile>& input) {
  Document whole;
  whole.input = input;
  whole.path = input->path;
  Result<std::string> bytes = files_.Read(input->path, options_.reading->limits.input_bytes);
  if (!bytes) return File(std::move(whole));  // which says why
  whole.bytes = std::move(*bytes);
  std::vector<Source> sources = ReadDocument(whole, *options_.reading);
  input->sha256 = HashOfInput(whole, sources);
  whole.bytes = std::string();
  Document piece;
  uint64_t size = 0;
  const auto hand_on = [&] {
    piece.input = input;
    piece.kind = Document::Kind::kParsed;
    piece.path = input->path;
    piece.bytes.resize(size);  // counts as in flight
    Several(std::exchange(piece, Document()));
    size = 0;
  };
  for (Source& source : sources) {
    for (const Part& part : source.parts) size += part.text.size();
    piece.sources.push_back(std::move(source));
    if (piece.sources.size() >= options_.batch_documents || size >= options_.batch_bytes) hand_on();
  }
  if (!piece.sources.empty()) hand_on();
  EndSeveral(input);
}

bool Feed::Several(Document document) {
  const bool fine = !held_ || Add(std::move(*held_));
  held_ = std::move(document);
  return fine;
}

void Feed::EndSeveral(const std::shared_ptr<InputFile>& input) {
  if (!held_) return;
  held_->input = input;
  held_->last = true;
  Add(std::move(*held_));
  held_.reset();
}

bool Feed::Add(Document document) {
  if (stopped_) return false;
  ++documents_;
  if (inputs_ == 1 && documents_ <= options_.skip_documents) {
    document.skip = true;
    if (document.kind != Document::Kind::kMember && !document.last) return true;
  }
  batch_->bytes += document.bytes.size();
  batch_->documents.push_back(std::move(document));
  const bool full =
      batch_->documents.size() >= options_.batch_documents || batch_->bytes >= options_.batch_bytes;
  return full ? Flush() : true;
}

bool Feed::Flush() {
  if (batch_->documents.empty() || stopped_) return !stopped_;
  stopped_ = !channel_.Push(std::move(batch_));
  batch_ = std::make_unique<Batch>();
  return !stopped_;
}

}  // namespace pathex
