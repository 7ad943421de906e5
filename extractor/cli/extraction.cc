#include "extractor/cli/extraction.h"

#include "extractor/cli/console.h"
#include "extractor/cli/failed_record.h"
#include "extractor/record/write.h"

namespace pathex {

void Outcomes::Add(const Outcomes& other) {
  files += other.files;
  records += other.records;
  failed += other.failed;
  to_review += other.to_review;
  fine += other.fine;
}

std::string Outcomes::ToString() const {
  return Count(records, "record") + " from " + Count(files, "file") + ": " +
         std::to_string(failed) + " failed, " + std::to_string(to_review) + " to review, " +
         std::to_string(fine) + " fine";
}

void Extraction::Add(const Source& source, Measure measure, FileExtraction* out) const {
  const Diagnostic* error = WhyFailed(source);
  Stopwatch watch;
  const Record record = error != nullptr ? FailedRecord(source) : extractor_.Extract(source);
  if (measure == Measure::kYes) {
    out->stats.Add(Stage::kExtract, watch.Lap());
    if (error == nullptr) MeasureStages(extractor_, record, &out->stats);
    watch.Lap();
  }
  if (style_ == RecordStyle::kPretty) {
    WriteRecordPretty(record, extractor_.engine(), &out->lines);
  } else {
    WriteRecord(record, extractor_.engine(), &out->lines);
    out->lines += '\n';
  }
  if (measure == Measure::kYes) out->stats.Add(Stage::kWrite, watch.Lap());
  ++out->outcomes.records;
  if (error != nullptr) {
    ++out->outcomes.failed;
    out->errors.push_back(*error);
  } else {
    ++(record.review.empty() ? out->outcomes.fine : out->outcomes.to_review);
  }
}

FileExtraction Extraction::Run(const std::string& path, Measure measure) const {
  FileExtraction out;
  out.outcomes.files = 1;
  Stopwatch watch;
  const std::vector<Source> sources = ReadInput(path, files_, reading_);
  if (measure == Measure::kYes) out.stats.Add(Stage::kRead, watch.Lap());
  for (const Source& source : sources) {
    out.stats.bytes += source.bytes;
    Add(source, measure, &out);
  }
  return out;
}

}  // namespace pathex
