// An Evaluation as text for a terminal and as JSON. Deterministic, no locale.
#ifndef PATHEX_EXTRACTOR_EVALUATE_PRINT_H_
#define PATHEX_EXTRACTOR_EVALUATE_PRINT_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/evaluate/score.h"

namespace pathex {

// "0.953"; "nan" for NaN.
std::string Fixed(double value, int digits);
// Filled with blanks to a width in code points; longer text stays.
std::string PadLeft(std::string_view text, size_t width);
std::string PadRight(std::string_view text, size_t width);

// The table of fields, then review: curve, precision of what was not flagged.
std::string PrintEvaluation(const Evaluation& evaluation);

// One line a document: counts, wrong, flagged, rank; the worst first.
std::string PrintDocuments(const Evaluation& evaluation);

// One line a part ("working", "held out", a split's name) with the two micro-averages.
std::string PrintParts(const std::vector<std::pair<std::string, Evaluation>>& parts);

// Everything that PrintEvaluation and PrintDocuments show, and the confusion matrices; null for
// NaN.
Json EvaluationToJson(const Evaluation& evaluation, const EvaluationSpec& spec);

// Names of the fields (and of the two averages) whose F1 is lower than in `baseline`, a JSON
// document of EvaluationToJson, or that are gone; one message each, empty when none dropped.
// Differences below half a thousandth do not count.
std::vector<std::string> FieldsThatDropped(const Evaluation& evaluation, const Json& baseline);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_PRINT_H_
