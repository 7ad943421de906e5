#include "extractor/bulk/work.h"

#include <algorithm>
#include <utility>

#include "extractor/base/sha256.h"
#include "extractor/bulk/failed_record.h"
#include "extractor/record/write.h"
#include "extractor/stage_clock.h"
#include "extractor/text/archive.h"
#include "extractor/text/json_scan.h"
#include "extractor/text/read.h"

namespace pathex {
namespace {

constexpr size_t kIdDigits = 16;  // of a line's SHA-256, where it has no id of its own

// Members of an archive are read as text/archive.cc reads them.
ReadOptions OptionsOfMember(const ReadOptions& options) {
  ReadOptions inner = options;
  inner.format.clear();
  ++inner.archive_level;
  return inner;
}

bool IsTooDeep(const Document& document, const ReadOptions& inner) {
  return inner.archive_level >= inner.limits.archive_depth &&
         LooksLikeArchive(document.bytes, document.path);
}

// A line that is no JSON says so itself; the reader of tables would speak of missing columns.
std::optional<Error> FaultOfLine(std::string_view line, const ReadLimits& limits) {
  const size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  const Result<JsonTree> json = ScanJson(line, begin, {limits.json_depth, limits.json_nodes});
  if (json) return std::nullopt;
  return Error{json.error().code, "-", json.error().where + ": " + json.error().message};
}

// What a line is must not depend on where it stands in the stream: an id from its own bytes where
// it has none, and no word on how its columns were found, when that was by their names.
void MakeIndependent(std::vector<Source>* sources) {
  for (Source& source : *sources) {
    if (source.id.starts_with("stdin#")) source.id = source.sha256.substr(0, kIdDigits);
    auto& odd = source.diagnostics;
    odd.erase(std::remove_if(odd.begin(), odd.end(),
                             [](const Diagnostic& diagnostic) {
                               return diagnostic.code == "S049" &&
                                      diagnostic.severity == Severity::kInfo;
                             }),
              odd.end());
  }
}

std::vector<Source> ReadDocument(const Document& document, const ReadOptions& options,
                                 const ReadOptions& inner) {
  const auto refuse = [&](const Error& error) {
    return std::vector<Source>{FailedSource(document.path, error, document.bytes)};
  };
  if (!document.error.code.empty()) return refuse(document.error);
  const bool member = document.kind == Document::Kind::kMember;
  if (member && IsTooDeep(document, inner)) {
    return refuse({"S053", document.path,
                   "archives are nested deeper than the limit archive.depth (" +
                       std::to_string(options.limits.archive_depth) + ")"});
  }
  if (document.kind == Document::Kind::kLine) {
    if (const auto fault = FaultOfLine(document.bytes, options.limits)) return refuse(*fault);
  }
  Result<std::vector<Source>> sources =
      ReadSources(ValidUtf8(document.path), document.bytes, member ? inner : options);
  if (!sources) return refuse(sources.error());
  if (document.kind == Document::Kind::kLine) MakeIndependent(&*sources);
  return std::move(*sources);
}

// The hash of a file that was read at once is nearly always known already.
std::string HashOf(const Document& document, const std::vector<Source>& sources) {
  if (!document.error.code.empty()) return "";
  const Source& first = sources.front();
  if (first.bytes == document.bytes.size() && first.path == document.path) return first.sha256;
  return Sha256Hex(document.bytes);
}

uint64_t Hash(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

// One source becomes a line of batch->records.
class SourceWork {
 public:
  SourceWork(const Extractor& extractor, const BulkOptions& options, Batch* batch)
      : extractor_(extractor), options_(options), batch_(*batch) {}

  // `read_seconds`: its share of the reading of the document.
  void Run(const Document& document, const Source& source, double read_seconds) {
    StageClock clock(options_.document_seconds);
    clock.Spend("read", read_seconds);
    const double began = options_.observe ? StageClock::Steady() : 0;
    const Diagnostic* why = WhyFailed(source);
    std::string* lines = &batch_.records.lines;
    const size_t before = lines->size();
    const Record record =
        why != nullptr ? FailedRecord(source) : extractor_.Extract(source, Matcher::kFast, &clock);
    const double extracted = options_.observe ? StageClock::Steady() : 0;
    if (!clock.over()) Write(record);
    if (clock.Over("write") && why == nullptr) {
      lines->resize(before);
      return TooSlow(document, source, clock);
    }
    if (lines->size() == before) Write(record);
    if (options_.observe) {
      options_.observe({&source, &record, why != nullptr, read_seconds, extracted - began,
                        StageClock::Steady() - extracted});
    }
    Count(document, record, why);
  }

 private:
  void Write(const Record& record) {
    std::string* lines = &batch_.records.lines;
    if (options_.pretty) {
      WriteRecordPretty(record, extractor_.engine(), lines);
    } else {
      WriteRecord(record, extractor_.engine(), lines);
      *lines += '\n';
    }
  }

  void TooSlow(const Document& document, const Source& source, const StageClock& clock) {
    Source failed = source;
    failed.parts.clear();
    failed.statements.clear();
    failed.diagnostics.push_back({Severity::kError,
                                  "D040",
                                  source.path,
                                  "took longer than --time-limit allows; the stage \"" +
                                      std::string(clock.dearest()) + "\" took the most",
                                  {}});
    const Record record = FailedRecord(failed);
    Write(record);
    Count(document, record, &failed.diagnostics.back());
  }

  void Count(const Document& document, const Record& record, const Diagnostic* why) {
    batch_.records.ends.push_back(batch_.records.lines.size());
    ++batch_.tally.records;
    for (const Diagnostic& odd : record.diagnostics) batch_.tally.Count(odd);
    if (why == nullptr) {
      ++(record.review.empty() ? batch_.tally.fine : batch_.tally.to_review);
      return;
    }
    ++batch_.tally.failed;
    batch_.failures.push_back(
        {ValidUtf8(document.input->path), record.source->path, record.source->id, *why});
  }

  const Extractor& extractor_;
  const BulkOptions& options_;
  Batch& batch_;
};

}  // namespace

void ReadBatch(const ReadOptions& options, Batch* batch) {
  const ReadOptions inner = OptionsOfMember(options);
  for (Document& document : batch->documents) {
    if (document.skip && document.kind != Document::Kind::kMember) {
      batch->sources.emplace_back();
      continue;
    }
    const double began = StageClock::Steady();
    batch->sources.push_back(ReadDocument(document, options, inner));
    document.read_seconds = StageClock::Steady() - began;
    if (document.kind == Document::Kind::kFile) {
      document.input->sha256 = HashOf(document, batch->sources.back());
    }
    if (!document.skip) batch->tally.bytes += document.bytes.size();
    document.bytes = std::string();  // a source keeps its own text
  }
}

void Numbering::MakeUnique(Source* source) {
  const std::string base = source->id;
  uint32_t& met = ids_[Hash(base)];
  if (++met == 1) return;
  for (uint32_t n = met;; ++n) {
    source->id = base + "#" + std::to_string(n);
    if (ids_[Hash(source->id)]++ == 0) return;
  }
}

void Numbering::Number(Batch* batch) {
  batch->records.first = records_;
  for (size_t d = 0; d < batch->documents.size(); ++d) {
    const Document& document = batch->documents[d];
    if (document.kind == Document::Kind::kMember) {
      if (document.input.get() != input_) ids_.clear();
      input_ = document.input.get();
      for (Source& source : batch->sources[d]) MakeUnique(&source);
    }
    if (document.skip) batch->sources[d].clear();
    records_ += batch->sources[d].size();
    if (document.last && input_ != nullptr && document.input.get() == input_) {
      ids_.clear();
      input_ = nullptr;  // the next input may lie at the same address
    }
  }
}

void ExtractBatch(const Extractor& extractor, const BulkOptions& options, const Sink& sink,
                  Batch* batch) {
  SourceWork work(extractor, options, batch);
  for (size_t d = 0; d < batch->documents.size(); ++d) {
    const Document& document = batch->documents[d];
    const double share =
        document.read_seconds / static_cast<double>(std::max<size_t>(1, batch->sources[d].size()));
    for (Source& source : batch->sources[d]) {
      work.Run(document, source, share);
      source = Source();  // so that a batch holds texts or lines, hardly both
    }
    if (document.last) ++batch->tally.files;
  }
  batch->sources.clear();
  batch->encoded = sink.Encode(std::move(batch->records));
}

}  // namespace pathex
