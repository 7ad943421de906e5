#include "extractor/evaluate/html.h"

#include "extractor/evaluate/charts.h"
#include "extractor/evaluate/print.h"

namespace pathex {
namespace {

constexpr char kStyle[] = R"(
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2430; --faint: #d5dbe3; --soft: #5b6675;
  --bar: #9db7d5; --key: #3b74b4; --mark: #1c2430; --good: 46, 125, 80; --bad: 190, 60, 50; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181e; --ink: #e4e9f0; --faint: #333c48; --soft: #9aa6b5;
    --bar: #44607f; --key: #6ba3e0; --mark: #e4e9f0; --good: 90, 180, 125; --bad: 225, 105, 95; } }
body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif;
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; margin: .6rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .15rem .6rem; text-align: right; border-bottom: 1px solid var(--faint); }
th:first-child, td:first-child, td.text { text-align: left; } th { color: var(--soft); font-weight: 600; }
tr.total td { font-weight: 600; } caption { text-align: left; font-weight: 600; padding: .3rem 0; }
.confusion { display: inline-table; margin-right: 3rem; vertical-align: top; }
.confusion td { text-align: center; min-width: 2.2rem; }
.confusion td.right { background: rgba(var(--good), calc(.75 * var(--share))); }
.confusion td.off { background: rgba(var(--bad), calc(.75 * var(--share))); }
svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font-size: 13px; }
svg .end { text-anchor: end; } svg .middle { text-anchor: middle; }
svg .small { font-size: 12px; fill: var(--soft); } svg .strong { font-weight: 700; }
svg .bar { fill: var(--bar); } svg .bar.key { fill: var(--key); }
svg .grid { stroke: var(--faint); } svg .mark { stroke: var(--mark); stroke-width: 1.5; }
svg .chance { stroke: var(--soft); stroke-dasharray: 4 4; }
svg .curve { fill: none; stroke: var(--key); stroke-width: 2.5; }
.note { color: var(--soft); } code { font-size: .9em; }
.miss { margin: .5rem 0; } .miss div { margin-left: 1.4rem; } details { margin: .4rem 0; }
)";

std::string Cells(std::initializer_list<std::string> cells, std::string_view tag = "td") {
  std::string out;
  for (const std::string& cell : cells) {
    out += "<" + std::string(tag) + ">" + EscapeHtml(cell) + "</" + std::string(tag) + ">";
  }
  return out;
}

std::string IntervalText(const Interval& interval) {
  return Fixed(interval.low, 3) + "–" + Fixed(interval.high, 3);
}

std::string FieldRow(const std::string& name, const ScoreCounts& counts, bool total) {
  return (total ? "<tr class=\"total\">" : "<tr>") +
         Cells({name, std::to_string(counts.gold()), std::to_string(counts.true_positives),
                std::to_string(counts.false_positives), std::to_string(counts.false_negatives),
                Fixed(counts.precision(), 3), IntervalText(counts.precision_interval()),
                Fixed(counts.recall(), 3), IntervalText(counts.recall_interval()),
                Fixed(counts.f1(), 3), IntervalText(counts.f1_interval())}) +
         "</tr>\n";
}

std::string FieldTable(const Evaluation& evaluation) {
  std::string out = "<table><tr>" +
                    Cells({"field", "gold", "TP", "FP", "FN", "precision", "95 %", "recall", "95 %",
                           "F1", "95 %"},
                          "th") +
                    "</tr>\n";
  for (const auto& [name, counts] : evaluation.fields) out += FieldRow(name, counts, false);
  return out + FieldRow("key fields (micro)", evaluation.key, true) +
         FieldRow("all fields (micro)", evaluation.all, true) + "</table>\n";
}

std::string FieldBars(const AccuracyPage& page) {
  std::vector<Bar> bars;
  const auto add = [&](const std::string& name, const ScoreCounts& counts, bool strong) {
    bars.push_back(
        {name, counts.f1(), counts.f1_interval(), "gold " + std::to_string(counts.gold()), strong});
  };
  for (const auto& [name, counts] : page.evaluation->fields) {
    add(name, counts, page.spec->IsKeyField(name));
  }
  add("key fields", page.evaluation->key, true);
  add("all fields", page.evaluation->all, false);
  return BarChart("F1 of each field with its 95 % interval", bars);
}

std::string ReviewSection(const Evaluation& evaluation) {
  std::string out = "<h2>Review</h2>\n<p>" + std::to_string(evaluation.flagged) + " of " +
                    std::to_string(evaluation.documents.size()) + " documents ask for review; " +
                    std::to_string(evaluation.wrong_and_flagged) + " of the " +
                    std::to_string(evaluation.wrong) +
                    " documents with a wrong key field are among them. Precision in documents not "
                    "flagged: every field " +
                    Fixed(evaluation.unflagged_all.precision(), 4) + " (" +
                    IntervalText(evaluation.unflagged_all.precision_interval()) + "), key fields " +
                    Fixed(evaluation.unflagged_key.precision(), 4) + " (" +
                    IntervalText(evaluation.unflagged_key.precision_interval()) + ").</p>\n";
  if (evaluation.review.empty()) return out + "<p class=\"note\">No document is wrong.</p>\n";
  out += "<p>Reading 10 % of the documents finds " +
         Fixed(100 * FoundByReview(evaluation, 0.10), 0) +
         " % of the wrong ones, reading 25 % finds " +
         Fixed(100 * FoundByReview(evaluation, 0.25), 0) + " %.</p>\n";
  return out + CurveChart("share of wrong documents found by review", evaluation.review) + "\n";
}

std::string ConfusionSection(const AccuracyPage& page) {
  std::string out = "<h2>Confusion</h2>\n";
  for (const std::string& field : page.spec->confusion) {
    out += ConfusionTable(field, ConfusionOf(*page.evaluation, field));
  }
  return out;
}

std::string PartsSection(const AccuracyPage& page) {
  if (page.parts.empty()) return {};
  std::string out = "<h2>Parts</h2>\n<table><tr>" +
                    Cells({"part", "documents", "key precision", "key recall", "key F1",
                           "all precision", "all recall", "all F1"},
                          "th") +
                    "</tr>\n";
  for (const auto& [name, part] : page.parts) {
    out +=
        "<tr>" +
        Cells({name, std::to_string(part.documents.size()), Fixed(part.key.precision(), 3),
               Fixed(part.key.recall(), 3), Fixed(part.key.f1(), 3), Fixed(part.all.precision(), 3),
               Fixed(part.all.recall(), 3), Fixed(part.all.f1(), 3)}) +
        "</tr>\n";
  }
  return out + "</table>\n";
}

std::string RobustnessSection(const AccuracyPage& page) {
  if (page.robustness.empty()) return {};
  std::string out = "<h2>Robustness</h2>\n<table><tr>" +
                    Cells({"variant", "key F1", "all F1", "reports changed"}, "th") + "</tr>\n";
  for (const RobustnessRow& row : page.robustness) {
    out += "<tr>" +
           Cells({row.variant, Fixed(row.key.f1(), 4), Fixed(row.all.f1(), 4),
                  std::to_string(row.documents_changed)}) +
           "</tr>\n";
  }
  return out + "</table>\n";
}

std::string DocumentSection(const Evaluation& evaluation) {
  std::string out = "<h2>Documents</h2>\n<details><summary>" +
                    std::to_string(evaluation.documents.size()) + " documents, " +
                    std::to_string(evaluation.missing) +
                    " without a record</summary>\n<table><tr>" +
                    Cells({"document", "TP", "FP", "FN", "key fields", "review"}, "th") + "</tr>\n";
  for (const DocumentScore& document : evaluation.documents) {
    const char* review = document.record == nullptr ? "no record"
                         : document.flagged         ? "flagged"
                                                    : "";
    out += "<tr>" +
           Cells({document.id, std::to_string(document.all.true_positives),
                  std::to_string(document.all.false_positives),
                  std::to_string(document.all.false_negatives), document.wrong ? "wrong" : "right",
                  review}) +
           "</tr>\n";
  }
  return out + "</table></details>\n";
}

std::string ReadingHtml(const MentionRead& reading, std::string_view before) {
  const std::string& text = reading.excerpt.empty() ? reading.text : reading.excerpt;
  std::string out = "<div>" + EscapeHtml(before) + "<code>" + EscapeHtml(reading.rule) + "</code> ";
  if (!reading.section.empty())
    out += "<span class=\"note\">" + EscapeHtml(reading.section) + "</span> ";
  out += "<q>" + EscapeHtml(text) + "</q>";
  for (const std::string& cue : reading.cues) {
    if (reading.not_used.find(cue) == std::string::npos) {
      out += " cue <code>" + EscapeHtml(cue) + "</code>";
    }
  }
  if (!reading.not_used.empty())
    out += " <span class=\"note\">" + EscapeHtml(reading.not_used) + "</span>";
  return out + "</div>";
}

std::string MissSection(const AccuracyPage& page) {
  if (page.misses.empty()) return {};
  std::string out = "<h2>Misses</h2>\n<p class=\"note\">This part quotes the reports.</p>\n";
  std::string field;
  for (const Miss& miss : page.misses) {
    if (miss.field != field) {
      out += (field.empty() ? "" : "</details>\n") + std::string("<details><summary>") +
             EscapeHtml(miss.field) + "</summary>\n";
      field = miss.field;
    }
    out += "<div class=\"miss\"><b>" + EscapeHtml(miss.document) + "</b> " + EscapeHtml(miss.key) +
           " " + std::string(MissKindName(miss.kind)) + ": gold <b>" +
           (miss.gold.empty() ? "none" : EscapeHtml(miss.gold)) + "</b>, extracted <b>" +
           (miss.extracted.empty() ? "none" : EscapeHtml(miss.extracted)) + "</b>";
    for (const MentionRead& reading : miss.readings) out += ReadingHtml(reading, "");
    for (const MentionRead& reading : miss.in_vain) out += ReadingHtml(reading, "read in vain: ");
    if (miss.readings.empty() && miss.in_vain.empty())
      out += "<div class=\"note\">no rule matched</div>";
    out += "</div>\n";
  }
  return out + "</details>\n";
}

}  // namespace

std::string RenderAccuracyPage(const AccuracyPage& page) {
  const Evaluation& evaluation = *page.evaluation;
  const std::string title = EscapeHtml(page.title);
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         title + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<h1>" + title +
         "</h1>\n<p>" + std::to_string(evaluation.documents.size()) + " documents, " +
         std::to_string(evaluation.missing) + " without a record. Key fields (dark bars): F1 " +
         Fixed(evaluation.key.f1(), 3) + " (" + IntervalText(evaluation.key.f1_interval()) +
         "); every field: F1 " + Fixed(evaluation.all.f1(), 3) + " (" +
         IntervalText(evaluation.all.f1_interval()) + ").</p>\n<h2>Fields</h2>\n" +
         FieldBars(page) + "\n" + FieldTable(evaluation) + PartsSection(page) +
         ReviewSection(evaluation) + ConfusionSection(page) + RobustnessSection(page) +
         DocumentSection(evaluation) + MissSection(page) + "</body>\n</html>\n";
}

}  // namespace pathex
