#include "extractor/bulk/work.h"

#include <algorithm>
#include <utility>

#include "extractor/bulk/failed_record.h"
#include "extractor/bulk/read_document.h"
#include "extractor/record/triage.h"
#include "extractor/record/write.h"
#include "extractor/stage_clock.h"

namespace pathex {
namespace {

// Room for the lines of a batch, when the first of its records is written: the others are about as
// long, and lines that grow step by step are copied twice.
void ReserveLines(size_t records, ByteBuffer* lines) {
  constexpr size_t kMost = size_t{8} << 20;
  lines->Room(std::min(kMost, lines->size() * (records - 1) * 5 / 4));
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
    ByteBuffer* lines = &batch_.records.lines;
    const size_t before = lines->size();
    const Record record =
        why != nullptr ? FailedRecord(source) : extractor_.Extract(source, Matcher::kFast, &clock);
    const double extracted = options_.observe ? StageClock::Steady() : 0;
    if (!clock.over()) Write(record);
    if (clock.Over("write") && why == nullptr) {
      lines->Truncate(before);
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
    ByteBuffer* lines = &batch_.records.lines;
    if (options_.pretty) {
      WriteRecordPretty(record, extractor_.engine(), lines);
    } else {
      WriteRecord(record, extractor_.engine(), lines);
      lines->Append("\n");
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
      ++(NeedsReview(record) ? batch_.tally.to_review : batch_.tally.fine);
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
  for (Document& document : batch->documents) {
    if (!document.skip) batch->tally.bytes += document.bytes.size();
    const double began = StageClock::Steady();
    if (document.kind == Document::Kind::kParsed) {
      batch->sources.push_back(std::move(document.sources));
    } else if (document.skip && document.kind != Document::Kind::kMember) {
      batch->sources.emplace_back();
    } else {
      batch->sources.push_back(ReadDocument(document, options));
    }
    document.read_seconds = StageClock::Steady() - began;
    if (document.kind == Document::Kind::kFile && !document.skip) {
      document.input->sha256 = HashOfInput(document, batch->sources.back());
    }
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
                  SpareBuffers* spare, Batch* batch) {
  batch->records.lines = spare->Take();
  SourceWork work(extractor, options, batch);
  size_t records = 0;
  for (const std::vector<Source>& sources : batch->sources) records += sources.size();
  for (size_t d = 0; d < batch->documents.size(); ++d) {
    const Document& document = batch->documents[d];
    const double share =
        document.read_seconds / static_cast<double>(std::max<size_t>(1, batch->sources[d].size()));
    for (Source& source : batch->sources[d]) {
      work.Run(document, source, share);
      if (batch->records.ends.size() == 1) ReserveLines(records, &batch->records.lines);
      source = Source();  // so that a batch holds texts or lines, hardly both
    }
    if (document.last) ++batch->tally.files;
  }
  batch->sources.clear();
  batch->encoded = sink.Encode(std::move(batch->records));
  spare->Give(std::move(batch->records.lines));
}

}  // namespace pathex
