#include "extractor/cli/extraction.h"

#include <algorithm>

#include "extractor/cli/console.h"
#include "extractor/cli/failed_record.h"
#include "extractor/record/write.h"
#include "extractor/text/read.h"

namespace pathex {
namespace {

const Diagnostic* FirstError(const Source& source) {
  const auto found =
      std::find_if(source.diagnostics.begin(), source.diagnostics.end(),
                   [](const Diagnostic& odd) { return odd.severity == Severity::kError; });
  return found == source.diagnostics.end() ? nullptr : &*found;
}

}  // namespace

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
  const Diagnostic* error = FirstError(source);
  const bool failed = source.parts.empty() && error != nullptr;
  Stopwatch watch;
  const Record record = failed ? FailedRecord(source) : extractor_.Extract(source);
  if (measure == Measure::kYes) {
    out->stats.Add(Stage::kExtract, watch.Lap());
    if (!failed) MeasureStages(extractor_, record, &out->stats);
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
  if (failed) {
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
  const Result<std::vector<Source>> sources = ReadSources(path, files_, reading_.options);
  if (measure == Measure::kYes) out.stats.Add(Stage::kRead, watch.Lap());
  if (!sources) {
    Add(FailedSource(path, sources.error()), measure, &out);
    return out;
  }
  for (const Source& source : *sources) {
    out.stats.bytes += source.bytes;
    Add(source, measure, &out);
  }
  return out;
}

}  // namespace pathex
