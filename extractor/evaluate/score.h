// Evaluation: records against gold, counted.
//
// A predicted fact equal to a gold fact is a true positive; a wrong or superfluous one a false
// positive; a gold fact that was not predicted a false negative (a wrong value counts as both).
// Facts that the gold flags as ambiguous are not scored. A document is wrong when a key field of it
// has a miss. Pure and deterministic: documents in the order of the gold, fields by name.
#ifndef PATHEX_EXTRACTOR_EVALUATE_SCORE_H_
#define PATHEX_EXTRACTOR_EVALUATE_SCORE_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/evaluate/facts.h"
#include "extractor/evaluate/gold.h"
#include "extractor/evaluate/spec.h"

namespace pathex {

struct Interval {
  double low = 0, high = 0;  // NaN when there is nothing to count
};

// Wilson's score interval for k of n, 95 % unless another z is given.
Interval Wilson(double k, double n, double z = 1.96);

struct ScoreCounts {
  int true_positives = 0, false_positives = 0, false_negatives = 0;

  ScoreCounts& operator+=(const ScoreCounts& other);
  bool operator==(const ScoreCounts&) const = default;
  int gold() const { return true_positives + false_negatives; }
  int predicted() const { return true_positives + false_positives; }
  double precision() const;  // NaN when nothing was predicted
  double recall() const;     // NaN when there is no gold
  double f1() const;         // NaN when there is neither
  Interval precision_interval() const;
  Interval recall_interval() const;
  // From Wilson's interval of TP / (TP + FP + FN), of which F1 is a monotone function.
  Interval f1_interval() const;
};

// One scored (field, key) of a document; at least one side is there.
struct Judgement {
  std::string field;
  std::string key;
  std::optional<Fact> gold;
  std::optional<Fact> predicted;
  bool right = false;
};

struct DocumentScore {
  std::string id;
  const Json* record = nullptr;  // nullptr: no record. Lives in the RecordSet
  std::vector<Judgement> judged;
  ScoreCounts all, key;
  bool wrong = false;    // a key field is
  bool flagged = false;  // the record asks for review
  double rank = 0;       // how doubtful the record says it is, see ReviewRank
};

// After reading the `share` most doubtful of the documents, `found` of the wrong ones were seen.
struct ReviewPoint {
  double share = 0, found = 0;  // 0..1
};

struct Evaluation {
  std::vector<DocumentScore> documents;
  std::vector<std::pair<std::string, ScoreCounts>> fields;  // scored ones, in the order of the spec
  ScoreCounts key, all;
  int missing = 0;
  int flagged = 0;
  int wrong = 0;
  int wrong_and_flagged = 0;
  ScoreCounts unflagged_key, unflagged_all;  // in documents that do not ask for review
  std::vector<ReviewPoint> review;  // from (0, 0) to (1, 1); empty when no document is wrong

  const ScoreCounts* Field(std::string_view name) const;  // nullptr when not scored
};

// The gold and the records must outlive the result.
Evaluation Evaluate(const std::vector<GoldCase>& gold, const RecordSet& records,
                    const EvaluationSpec& spec);

// The record's own expected number of errors when it states one (spec.review_rank); otherwise
// records that ask for review before those that do not, more reasons first.
double ReviewRank(const Json& record, const EvaluationSpec& spec);

// Share of the wrong documents found by reading at most `share` of all (rounded down, at least
// one). NaN without a curve.
double FoundByReview(const Evaluation& evaluation, double share);

// Gold value (row) against predicted value (column) of one field without keys; "" = none.
struct Confusion {
  std::vector<std::string> values;  // sorted, "" last
  std::vector<std::vector<int>> counts;
};
Confusion ConfusionOf(const Evaluation& evaluation, std::string_view field);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_SCORE_H_
