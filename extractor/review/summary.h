// Summary: what the verdicts say of the extraction: precision of each field with a 95 % interval,
// what was missing, and how far two reviewers agree.
#ifndef PATHEX_EXTRACTOR_REVIEW_SUMMARY_H_
#define PATHEX_EXTRACTOR_REVIEW_SUMMARY_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/evaluate/score.h"
#include "extractor/review/fields.h"
#include "extractor/review/ledger.h"

namespace pathex {

// Verdicts on the values of one field.
struct FieldTally {
  std::string field;
  int right = 0, wrong = 0, corrected = 0, missing = 0, unsure = 0;
  // Right of right + wrong + corrected. In a sample, weighted by stratum: the doubtful records
  // count as they are, what was seen in the random ones stands for all they were drawn from.
  double precision = 0;  // NaN without verdicts
  // Wilson's interval. In a sample: of the random records, with the doubtful ones taken as known;
  // that values of one report are alike is not in it.
  Interval interval;
  // Right of right + corrected + missing: what the reviewers looked for and found there.
  double recall = 0;
};

// Two reviewers on the values that both judged (right; wrong or corrected; unsure).
struct Agreement {
  std::string first, second;
  int values = 0, same = 0;
  double kappa = 0;  // Cohen's; NaN when neither ever differs from one word
};

struct ReviewSummary {
  std::vector<std::string> reviewers;
  SampleDesign design;
  size_t records = 0;              // with a verdict
  size_t complete = 0;             // all of whose values are judged
  std::vector<FieldTally> fields;  // in the order of the table
  FieldTally all;
  std::vector<Agreement> agreement;
};

// `verdicts` that stand. With several reviewers a value that they judge differently is unsure.
ReviewSummary Summarise(const std::vector<Verdict>& verdicts,
                        const std::vector<ReviewedRecord>& records, const SampleDesign& design,
                        const FieldTable& table);

std::string PrintSummary(const ReviewSummary& summary);
Json SummaryToJson(const ReviewSummary& summary);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_SUMMARY_H_
