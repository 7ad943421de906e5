#include "extractor/bulk/run.h"

#include <cstdio>
#include <memory>
#include <thread>
#include <utility>

#include "extractor/base/json.h"
#include "extractor/bulk/channel.h"
#include "extractor/bulk/flow.h"
#include "extractor/bulk/spare_buffers.h"
#include "extractor/bulk/work.h"
#include "extractor/sinks/durable_file.h"
#include "extractor/stage_clock.h"

namespace pathex {
namespace {

constexpr uint64_t kInFlightBytes = 48 << 20;

std::string ToLine(const Failure& failure) {
  return Json{{"input", failure.input},
              {"path", failure.path},
              {"id", failure.id},
              {"code", failure.reason.code},
              {"where", failure.reason.where},
              {"message", failure.reason.message}}
             .dump(-1, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

// The end of the pipeline: one batch at a time, in order.
class Writer {
 public:
  Writer(const BulkOptions& options, const BulkOutput& output, Channel* channel,
         SpareBuffers* spare)
      : options_(options),
        output_(output),
        channel_(*channel),
        spare_(*spare),
        mark_(options.resumed) {
    tally_ = mark_.tally;
  }

  std::optional<Error> Open() {
    if (output_.failed_path.empty()) return std::nullopt;
    Result<DurableFile> file = DurableFile::Open(output_.failed_path, mark_.failed);
    if (!file) return file.error();
    failed_ = std::move(*file);
    return std::nullopt;
  }

  void Write(Batch* batch) {
    if (!error_) error_ = WriteParts(batch);
    batch->documents.clear();
    spare_.Give(std::move(batch->encoded.bytes));
    if (error_) channel_.Stop();
    channel_.Done(batch->bytes);
  }

  // Everything is written: the last mark.
  std::optional<Error> Finish() {
    if (!error_) error_ = Mark();
    if (!error_ && !output_.failed_path.empty()) {
      error_ = failed_.Close();
      if (failed_.size() == 0) std::remove(output_.failed_path.c_str());
    }
    return error_;
  }

  const Tally& tally() const { return tally_; }

 private:
  std::optional<Error> WriteParts(Batch* batch) {
    if (auto error = output_.sink->Write(std::move(batch->encoded))) return error;
    std::string lines;
    for (const Failure& failure : batch->failures) {
      if (options_.failed) options_.failed(failure);
      lines += ToLine(failure);
    }
    if (!lines.empty() && !output_.failed_path.empty()) {
      if (auto error = failed_.Write(lines)) return error;
    }
    tally_.Add(batch->tally);
    if (output_.journal != nullptr) Note(batch->documents);
    if (options_.progress) options_.progress(tally_);
    if (output_.journal == nullptr || StageClock::Steady() - marked_ < options_.mark_seconds) {
      return std::nullopt;
    }
    return Mark();
  }

  void Note(const std::vector<Document>& documents) {
    for (const Document& document : documents) {
      // Those that were skipped count in the mark that the run began with.
      if (!document.skip) ++mark_.documents;
      mark_.partial = *document.input;
      if (!document.last) continue;
      done_.push_back(*document.input);
      ++mark_.inputs;
      mark_.documents = 0;
    }
  }

  std::optional<Error> Mark() {
    if (output_.journal == nullptr) return std::nullopt;
    if (auto error = output_.sink->Commit()) return error;
    if (!output_.failed_path.empty()) {
      if (auto error = failed_.Sync()) return error;
    }
    mark_.output = output_.sink->Position();
    mark_.failed = failed_.size();
    mark_.tally = tally_;
    auto error = output_.journal->Write(done_, mark_);
    done_.clear();
    marked_ = StageClock::Steady();
    return error;
  }

  const BulkOptions& options_;
  const BulkOutput& output_;
  Channel& channel_;
  SpareBuffers& spare_;
  DurableFile failed_;
  JournalMark mark_;             // what is written, on disk or not
  std::vector<InputFile> done_;  // since the last mark
  Tally tally_;
  double marked_ = StageClock::Steady();
  std::optional<Error> error_;
};

}  // namespace

BulkResult RunBulk(const Extractor& extractor, const FileReader& files, const BulkOptions& options,
                   const BulkOutput& output, const std::function<void(Feed*)>& feed) {
  Channel channel(kInFlightBytes, options.jobs * kPiecesAJob);
  SpareBuffers spare;
  Writer writer(options, output, &channel, &spare);
  if (auto error = writer.Open()) return {options.resumed.tally, error};
  std::thread reader([&] {
    FeedOptions feeding = options.feed;
    feeding.hash_inputs = output.journal != nullptr;
    Feed reading(feeding, files, &channel);
    feed(&reading);
    channel.Close();
  });
  Numbering numbering(options.resumed.tally.records);
  const auto batch = [](Flowing* piece) { return static_cast<Batch*>(piece); };
  using Order = FlowStage::Order;
  RunFlow(options.jobs, [&] { return channel.Pop(); },
          {{Order::kAny, [&](Flowing* p) { ReadBatch(*options.feed.reading, batch(p)); }},
           {Order::kInput, [&](Flowing* p) { numbering.Number(batch(p)); }},
           {Order::kAny,
            [&](Flowing* p) { ExtractBatch(extractor, options, *output.sink, &spare, batch(p)); }},
           {Order::kInput, [&](Flowing* p) { writer.Write(batch(p)); }}});
  reader.join();
  const std::optional<Error> error = writer.Finish();
  return {writer.tally(), error};
}

}  // namespace pathex
