// The whole machine in one screen: Source -> Text -> Outline -> Mentions -> Findings -> Record.
//
//   Result<Extractor> extractor = Extractor::Load({.lexicons = "lexicons", .schemas = "schemas"},
//   files); Result<Source> source = ReadSource("report.txt", files);   // text/read.h Record record
//   = extractor->Extract(*source); WriteRecord(record, extractor->engine(), &buffer);         //
//   record/write.h
//
// An Extractor is immutable after Load and may be shared by any number of threads; each thread
// brings its own Scratch (reused buffers), or none.
#ifndef PATHEX_EXTRACTOR_PIPELINE_H_
#define PATHEX_EXTRACTOR_PIPELINE_H_

#include <memory>
#include <string>
#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/base/files.h"
#include "extractor/base/result.h"
#include "extractor/lexicon/lexicon_set.h"
#include "extractor/record/assembly.h"
#include "extractor/record/engine_stamp.h"
#include "extractor/record/record.h"
#include "extractor/record/reliability.h"
#include "extractor/stage_clock.h"
#include "extractor/text/source.h"

namespace pathex {

struct ExtractorOptions {
  std::string lexicons;    // folder with one folder a language
  std::string schemas;     // folder with report.schema.json, assembly.json, …
  std::string language;    // force this language for every report; empty = detect
  std::string cache = {};  // folder for compiled lexicons (lexicon/lexicon_cache.h); empty = none
};

enum class Matcher { kFast, kNaive };  // kNaive: every rule on every unit, for differential tests

class Extractor {
 public:
  // Reads all lexicons and schemas. On faults the Error's message holds all of them, compiler
  // style, one below the other.
  static Result<Extractor> Load(const ExtractorOptions& options, const FileReader& files);

  // Total: never fails; what was odd is in record.diagnostics (S059: the language has no rules).
  // `source` must outlive the record. With a clock that runs out the record is unfinished: ask
  // clock->over() before it is used.
  Record Extract(const Source& source, Matcher matcher = Matcher::kFast,
                 StageClock* clock = nullptr) const;

  const EngineStamp& engine() const { return stamp_; }
  const LexiconSet& lexicons() const { return *lexicons_; }
  const Assembly& assembly() const { return *assembly_; }
  // Whether records carry measured reliability; a table of other lexicons does not count.
  bool has_reliability() const { return reliability_ != nullptr; }

 private:
  ExtractorOptions options_;
  EngineStamp stamp_;
  std::shared_ptr<const LexiconSet> lexicons_;
  std::shared_ptr<const Assembly> assembly_;
  std::shared_ptr<const Reliability> reliability_;  // nullptr: not measured for these lexicons
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_PIPELINE_H_
