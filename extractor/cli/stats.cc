#include "extractor/cli/stats.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

#include "extractor/evaluate/print.h"
#include "extractor/match/find.h"
#include "extractor/match/judge.h"
#include "extractor/match/overlap.h"
#include "extractor/match/section.h"
#include "extractor/record/assemble.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

constexpr std::array<const char*, kStages> kNames = {"read",    "extract",    "  fold",
                                                     "  forms", "  outline",  "  find",
                                                     "  judge", "  assemble", "write"};
constexpr size_t kRulesShown = 10;
constexpr int kRounds = 3;  // of which the fastest counts: the others were disturbed

// Seconds to find the mentions of one rule (an index without rule: of none) in a part.
double TimeOfRule(const PartAnalysis& part, const Reading& reading, const Lexicon& lexicon,
                  int rule, FindScratch* scratch) {
  FindOptions options;
  options.only_rule = rule;
  double best = std::numeric_limits<double>::infinity();
  std::vector<FoundMention> found;
  for (int round = 0; round < kRounds; ++round) {
    found.clear();
    Stopwatch watch;
    FindMentions(part.text, part.outline, reading, lexicon, options, scratch, &found);
    best = std::min(best, watch.Lap());
  }
  return best;
}

}  // namespace

void RunStats::Add(Stage stage, double seconds) {
  OfStage& of = stages[static_cast<size_t>(stage)];
  of.seconds += seconds;
  ++of.calls;
}

void RunStats::Add(const RunStats& other) {
  for (size_t i = 0; i < kStages; ++i) {
    stages[i].seconds += other.stages[i].seconds;
    stages[i].calls += other.stages[i].calls;
  }
  for (const auto& [id, cost] : other.rules) {
    rules[id].seconds += cost.seconds;
    rules[id].reports += cost.reports;
  }
  bytes += other.bytes;
}

std::string RunStats::ToString(double seconds) const {
  std::string out = PadRight("stage", 12) + PadLeft("calls", 9) + PadLeft("seconds", 12) +
                    PadLeft("us a call", 12) + "\n";
  for (size_t i = 0; i < kStages; ++i) {
    const OfStage& of = stages[i];
    const double each = of.calls == 0 ? 0 : of.seconds * 1e6 / static_cast<double>(of.calls);
    out += PadRight(kNames[i], 12) + PadLeft(std::to_string(of.calls), 9) +
           PadLeft(Fixed(of.seconds, 4), 12) + PadLeft(Fixed(each, 1), 12) + "\n";
  }
  out += "(the stages of extract were run once more to measure them, on warm caches)\n";
  const OfStage& whole = stages[static_cast<size_t>(Stage::kExtract)];
  out += "whole run: " + Fixed(static_cast<double>(whole.calls) / seconds, 0) +
         " reports a second, " + Fixed(static_cast<double>(bytes) / 1e6 / seconds, 2) +
         " MB/s (measuring included)\n";
  std::vector<std::pair<double, std::string>> dearest;
  for (const auto& [id, cost] : rules) {
    if (cost.seconds > 0) {
      dearest.emplace_back(cost.seconds * 1e6 / static_cast<double>(cost.reports), id);
    }
  }
  std::sort(dearest.begin(), dearest.end(), std::greater<>());
  if (dearest.size() > kRulesShown) dearest.resize(kRulesShown);
  if (!dearest.empty()) out += "most expensive rules, us a report\n";
  for (const auto& [micros, id] : dearest) out += PadLeft(Fixed(micros, 2), 9) + "  " + id + "\n";
  return out;
}

void MeasureStages(const Extractor& extractor, const Record& record, RunStats* stats) {
  const Lexicon& lexicon = extractor.lexicons().Find(record.language);

  Reading reading;
  FindScratch scratch;
  for (const PartAnalysis& part : record.parts) {
    Text text;
    Outline outline;
    std::vector<FoundMention> found;
    Stopwatch watch;
    Fold(part.part->text, &text);
    stats->Add(Stage::kFold, watch.Lap());
    ReadForms(text, lexicon, &reading);
    stats->Add(Stage::kForms, watch.Lap());
    FindOutline(text, lexicon, part.part->section, &reading, &outline);
    stats->Add(Stage::kOutline, watch.Lap());
    FindMentions(text, outline, reading, lexicon, FindOptions(), &scratch, &found);
    stats->Add(Stage::kFind, watch.Lap());
    const std::vector<int32_t> lost_to = ResolveOverlaps(found, lexicon);
    for (const FoundMention& mention : found) {
      const Context context = JudgeContext(mention, outline, reading, lexicon);
    }
    stats->Add(Stage::kJudge, watch.Lap());
  }
  Record again = record;
  again.report = again.derived = Node();
  again.review.clear();
  Stopwatch watch;
  Assemble(extractor.assembly(), &again);
  stats->Add(Stage::kAssemble, watch.Lap());
}

void MeasureRules(const Extractor& extractor, const Record& record, RunStats* stats) {
  const Lexicon& lexicon = extractor.lexicons().Find(record.language);
  Reading reading;
  FindScratch scratch;
  for (const PartAnalysis& part : record.parts) {
    ReadForms(part.text, lexicon, &reading);
    const int none = std::numeric_limits<int>::max();
    const double idle = TimeOfRule(part, reading, lexicon, none, &scratch);
    for (size_t r = 0; r < lexicon.rules.size(); ++r) {
      const double busy = TimeOfRule(part, reading, lexicon, static_cast<int>(r), &scratch);
      RuleCost& cost = stats->rules[lexicon.rules[r].id];
      cost.seconds += std::max(0.0, busy - idle);
      ++cost.reports;
    }
  }
}

}  // namespace pathex
