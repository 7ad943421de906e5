// Record: what one report becomes (the output contract; schemas/README.md describes every key).
#ifndef PATHEX_EXTRACTOR_RECORD_RECORD_H_
#define PATHEX_EXTRACTOR_RECORD_RECORD_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/match/mention.h"
#include "extractor/match/outline.h"
#include "extractor/record/node.h"
#include "extractor/text/fold.h"
#include "extractor/text/source.h"

namespace pathex {

// One part with everything that was computed about it. `part` and its text outlive the analysis.
struct PartAnalysis {
  const Part* part = nullptr;
  Text text;
  Outline outline;
};

// Why a person should look. `reason` is from the closed list in schemas/record.schema.json;
// `pointer` is the field concerned ("" = the whole report). Most doubtful first.
struct ReviewReason {
  std::string_view reason;
  std::string pointer;
  std::vector<uint32_t> findings;
};

struct Record {
  const Source* source = nullptr;  // outlives the record
  std::string language;            // the language whose lexicons were used
  std::vector<PartAnalysis> parts;
  std::vector<Finding> findings;  // every mention, ordered by part and position; ids are m1, m2, …
  Node report;
  Node derived;  // values that follow from others, never mixed with `report`
  std::vector<ReviewReason> review;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_RECORD_H_
