#include "extractor/bulk/load.h"

#include <atomic>
#include <memory>
#include <utility>

#include "extractor/bulk/flow.h"

namespace pathex {
namespace {

constexpr size_t kRecords = 64;
constexpr size_t kBytes = 2 << 20;
constexpr size_t kFaultsShown = 10;

struct Lines : Flowing {
  RecordBatch batch;
  Encoded encoded;
};

class LineReader {
 public:
  LineReader(RecordLines* lines, const std::string& name, LoadResult* result)
      : lines_(*lines), name_(name), result_(*result) {}

  // nullptr at the end.
  std::unique_ptr<Lines> Next() {
    auto out = std::make_unique<Lines>();
    out->batch.first = result_.records;
    std::string line;
    while (out->batch.ends.size() < kRecords && out->batch.lines.size() < kBytes &&
           lines_.Next(&line)) {
      ++number_;
      if (line.empty()) continue;
      if (!NameOfRecord(line)) {
        Refuse();
        continue;
      }
      out->batch.lines += line + "\n";
      out->batch.ends.push_back(out->batch.lines.size());
    }
    result_.records += out->batch.ends.size();
    return out->batch.ends.empty() ? nullptr : std::move(out);
  }

 private:
  void Refuse() {
    if (result_.faults.size() == kFaultsShown) {
      ++result_.more_faults;
      return;
    }
    result_.faults.push_back(
        {"D001", name_ + ":" + std::to_string(number_), "is no record; the line is left out"});
  }

  RecordLines& lines_;
  const std::string name_;
  LoadResult& result_;
  uint64_t number_ = 0;
};

}  // namespace

LoadResult LoadRecords(RecordLines* lines, const std::string& name, size_t jobs, Sink* sink) {
  LoadResult result;
  LineReader reader(lines, name, &result);
  std::optional<Error> failure;
  std::atomic<bool> failed = false;
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
          {{FlowStage::Order::kAny, encode}, {FlowStage::Order::kInput, write}});
  result.error = failure ? failure : lines->error() ? lines->error() : sink->Close();
  return result;
}

}  // namespace pathex
