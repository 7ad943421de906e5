#include "extractor/bulk/load.h"

#include <atomic>
#include <cstring>
#include <memory>
#include <utility>

#include "extractor/bulk/flow.h"

namespace pathex {
namespace {

constexpr size_t kRecords = 64;
constexpr size_t kBytes = 2 << 20;
constexpr size_t kFaultsShown = 10;

struct Lines : Flowing {
  uint64_t first_line = 1;
  RecordBatch batch;
  std::vector<uint64_t> refused;  // numbers of the lines that are no records
  Encoded encoded;
};

// Cuts the input into batches.
class LineReader {
 public:
  explicit LineReader(RecordLines* lines) : lines_(*lines) {}

  // nullptr at the end.
  std::unique_ptr<Lines> Next() {
    auto out = std::make_unique<Lines>();
    out->first_line = number_ + 1;
    RecordBatch& batch = out->batch;
    while (batch.ends.size() < kRecords && batch.lines.size() < kBytes && lines_.Next(&line_)) {
      ++number_;
      line_ += '\n';
      batch.lines.Append(line_);
      batch.ends.push_back(batch.lines.size());
    }
    return batch.ends.empty() ? nullptr : std::move(out);
  }

 private:
  RecordLines& lines_;
  std::string line_;
  uint64_t number_ = 0;
};

// Leaves out empty lines, and what is no record.
void Sift(Lines* piece) {
  RecordBatch* batch = &piece->batch;
  std::vector<size_t> ends;
  const std::string_view rest = batch->lines.view();
  size_t begin = 0, to = 0;
  for (size_t i = 0; i < batch->ends.size(); ++i) {
    const size_t size = batch->ends[i] - begin;
    const std::string_view line = rest.substr(begin, size - 1);
    const bool good = !line.empty() && NameOfRecord(line);
    if (!line.empty() && !good) piece->refused.push_back(piece->first_line + i);
    if (good) {
      if (to != begin) std::memmove(batch->lines.data() + to, line.data(), size);
      to += size;
      ends.push_back(to);
    }
    begin = batch->ends[i];
  }
  batch->lines.Truncate(to);
  batch->ends = std::move(ends);
}

void Refuse(const std::string& name, uint64_t line, LoadResult* result) {
  if (result->faults.size() == kFaultsShown) {
    ++result->more_faults;
    return;
  }
  result->faults.push_back(
      {"D001", name + ":" + std::to_string(line), "is no record; the line is left out"});
}

}  // namespace

LoadResult LoadRecords(RecordLines* lines, const std::string& name, size_t jobs, Sink* sink) {
  LoadResult result;
  LineReader reader(lines);
  std::optional<Error> failure;
  std::atomic<bool> failed = false;
  const auto sift = [](Flowing* piece) { Sift(static_cast<Lines*>(piece)); };
  const auto number = [&](Flowing* piece) {
    auto* of = static_cast<Lines*>(piece);
    of->batch.first = result.records;
    result.records += of->batch.ends.size();
    for (const uint64_t line : of->refused) Refuse(name, line, &result);
  };
  const auto encode = [&](Flowing* piece) {
    auto* of = static_cast<Lines*>(piece);
    of->encoded = sink->Encode(std::move(of->batch));
  };
  const auto write = [&](Flowing* piece) {
    if (failed) return;
    failure = sink->Write(std::move(static_cast<Lines*>(piece)->encoded));
    failed = failure.has_value();
  };
  RunFlow(jobs, [&] { return failed ? nullptr : reader.Next(); },
          {{FlowStage::Order::kAny, sift},
           {FlowStage::Order::kInput, number},
           {FlowStage::Order::kAny, encode},
           {FlowStage::Order::kInput, write}});
  result.error = failure ? failure : lines->error() ? lines->error() : sink->Close();
  return result;
}

}  // namespace pathex
