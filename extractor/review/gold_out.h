// Gold from verdicts: what `pathex evaluate` compares records with.
#ifndef PATHEX_EXTRACTOR_REVIEW_GOLD_OUT_H_
#define PATHEX_EXTRACTOR_REVIEW_GOLD_OUT_H_

#include <string>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/base/result.h"
#include "extractor/review/fields.h"
#include "extractor/review/verdict_file.h"

namespace pathex {

struct GoldRecord {
  std::string file;  // name for it, without ending, different for each
  Json gold;         // {"id", "report", "ambiguous"?}
};

struct GoldOfReview {
  std::vector<GoldRecord> records;  // by id
  size_t incomplete = 0;            // records left out because not all of their values are judged
};

enum class Completeness { kComplete, kPartial };

// One gold report a report: of several records of it (from several runs) the one with the latest
// verdict counts. The id is the one by which `evaluate` finds the record again: the stem of the
// source's id, or where that is not unique the folder it lies in. Error R005: a record of the
// verdicts is not known, so there is no report to correct.
Result<GoldOfReview> MakeGold(const VerdictFile& file, const FieldTable& table,
                              Completeness completeness);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_GOLD_OUT_H_
