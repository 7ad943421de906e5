// Record: what one report becomes (the output contract; schemas/README.md describes every key).
#ifndef PATHEX_EXTRACTOR_RECORD_RECORD_H_
#define PATHEX_EXTRACTOR_RECORD_RECORD_H_

#include <optional>
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

// How often values of this field with this support were right when measured; shares in thousandths.
struct ValueReliability {
  std::string pointer;
  int n = 0;
  int32_t precision = 0, low = 0;  // low: lower bound of the 95 % interval
};

struct Record {
  const Source* source = nullptr;  // outlives the record
  std::string language;            // the language whose lexicons were used
  std::vector<PartAnalysis> parts;
  std::vector<Finding> findings;  // every mention, ordered by part and position; ids are m1, m2, …
  Node report;
  Node derived;  // values that follow from others, never mixed with `report`
  std::vector<ReviewReason> review;
  std::optional<bool> review_needed;          // unset: any reason asks for review
  std::vector<ValueReliability> reliability;  // empty unless a table was measured
  std::optional<int32_t> error_probability;   // thousandths; that a key field is wrong
  std::vector<Diagnostic> diagnostics;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_RECORD_H_
