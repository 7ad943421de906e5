// Reliability: measured precision of extracted values by field and kind of support.
//
//   { "version": 1, "lexicons_sha256": "…", "documents": 120, "confidence": 0.95, "by": "/kind",
//     "values": {
//       "/list/*/result": {
//         "field": "…",
//         "all":       { "n": 310, "right": 304, "precision": 0.9806, "low": 0.9584 },
//         "section":   { "microscopy": {…}, … },
//         "rule":      { "en/topic.rule": {…}, … },
//         "agreement": { "1": {…}, "2": {…}, "3+": {…} },
//         "certainty": { "certain": {…}, … },
//         "kind":      { "microscopy|1|certain": {…}, … } } },
//     "all": { "n": 120, "wrong": 31 },
//     "signs": {
//       "by":     { "resection": { "n": 60, "wrong": 22 }, … },
//       "unread": { "0": {…}, "1": {…}, "2": {…}, "3+": {…} }, … } }
//
// Keys of "values" are pointers into the report with * for every index, so that a reader of the
// table needs no field names. "section", "rule" and "certainty" are those of the first mention in
// the evidence; "agreement" counts the mentions; "kind" is section|agreement|certainty. A reader
// takes the "kind" entry of a value when its n is large enough, else "rule", else "all". "low" is
// the lower bound of Wilson's 95 % interval. Only values that were scored count; the same input
// gives the same bytes.
//
// "all" and "signs" count documents with a wrong or missing key field: by the value at "by", and by
// how many mentions (at least one a reason) the reasons for review of one name have together.
#ifndef PATHEX_EXTRACTOR_EVALUATE_RELIABILITY_H_
#define PATHEX_EXTRACTOR_EVALUATE_RELIABILITY_H_

#include <string>

#include "extractor/base/json.h"
#include "extractor/evaluate/score.h"

namespace pathex {

// How a value is supported, as the keys of the table.
struct KindOfSupport {
  std::string section, rule, agreement, certainty;  // "none" without evidence
  std::string kind() const { return section + "|" + agreement + "|" + certainty; }
};
KindOfSupport SupportOf(const Json& record, std::string_view pointer);

Json ReliabilityTable(const Evaluation& evaluation, const EvaluationSpec& spec);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_RELIABILITY_H_
