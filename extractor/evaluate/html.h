// The accuracy page: one self-contained HTML file (inline style and SVG, no script, no network), in
// light or dark as the reader's system is.
#ifndef PATHEX_EXTRACTOR_EVALUATE_HTML_H_
#define PATHEX_EXTRACTOR_EVALUATE_HTML_H_

#include <string>
#include <utility>
#include <vector>

#include "extractor/evaluate/errors.h"
#include "extractor/evaluate/robustness.h"
#include "extractor/evaluate/score.h"

namespace pathex {

struct AccuracyPage {
  std::string title;
  const Evaluation* evaluation = nullptr;
  const EvaluationSpec* spec = nullptr;
  std::vector<std::pair<std::string, Evaluation>> parts;  // e.g. working and held out; may be empty
  std::vector<RobustnessRow> robustness;                  // may be empty
  std::vector<Miss> misses;  // these quote the reports; empty = the page holds no report text
};

std::string RenderAccuracyPage(const AccuracyPage& page);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_HTML_H_
