// Robustness: accuracy on the reports as written and on variants of them (perturb.h).
#ifndef PATHEX_EXTRACTOR_EVALUATE_ROBUSTNESS_H_
#define PATHEX_EXTRACTOR_EVALUATE_ROBUSTNESS_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/base/result.h"
#include "extractor/evaluate/perturb.h"
#include "extractor/evaluate/score.h"

namespace pathex {

// A report's text -> its record (a JSON object with "report"). Called once a variant and document.
using ExtractText = std::function<Result<Json>(const std::string& id, const std::string& text)>;

struct RobustnessRow {
  std::string variant;  // "as written" first, then PerturbationName
  ScoreCounts key, all;
  int documents_changed = 0;  // documents whose report differs from the one as written
};

struct RobustnessSettings {
  std::vector<Perturbation> kinds;
  uint64_t seed = 1;
  int rounds = 1;  // how often random variants are drawn; their counts are added up
};

// `texts`: gold id -> text; documents without a text are left out of every row. The error is that
// of the first extraction that failed.
Result<std::vector<RobustnessRow>> MeasureRobustness(
    const std::vector<GoldCase>& gold, const std::map<std::string, std::string>& texts,
    const EvaluationSpec& spec, const NoiseTable& noise, const RobustnessSettings& settings,
    const ExtractText& extract);

// How much lower the key-field F1 of a variant may be: 0.03 for noise, else 0.01.
double AllowedLoss(std::string_view variant);

std::string PrintRobustness(const std::vector<RobustnessRow>& rows);
Json RobustnessToJson(const std::vector<RobustnessRow>& rows);
// Variants that lose more than allowed; empty when all hold.
std::vector<std::string> VariantsThatFail(const std::vector<RobustnessRow>& rows);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_ROBUSTNESS_H_
