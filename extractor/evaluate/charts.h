// Charts as inline SVG: pure text, no script, colours from the page's CSS variables (--ink,
// --faint,
// --bar, --mark, --good), so that they follow light and dark.
#ifndef PATHEX_EXTRACTOR_EVALUATE_CHARTS_H_
#define PATHEX_EXTRACTOR_EVALUATE_CHARTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/evaluate/score.h"

namespace pathex {

// & < > " ' made safe for text and attributes.
std::string EscapeHtml(std::string_view text);

struct Bar {
  std::string label;
  double value = 0;  // 0..1; NaN draws no bar
  Interval interval;
  std::string note;  // shown at the right, e.g. "n = 31"
  bool strong = false;
};

// Horizontal bars from 0 to 1 with whiskers.
std::string BarChart(std::string_view title, const std::vector<Bar>& bars);

// The review curve with the diagonal of reading in any order.
std::string CurveChart(std::string_view title, const std::vector<ReviewPoint>& curve);

// A table coloured by share of the row, rows = gold, columns = extracted, the diagonal marked.
std::string ConfusionTable(std::string_view title, const Confusion& confusion);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_CHARTS_H_
