#include "extractor/cli/stats.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <vector>

#include "extractor/match/find.h"
#include "extractor/match/judge.h"
#include "extractor/match/overlap.h"
#include "extractor/match/section.h"
#include "extractor/record/assemble.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

constexpr std::array<const char*, kStages> kNames = {
    "read", "extract", "  fold", "  forms", "  outline", "  find", "  judge", "  assemble", "write"};
constexpr size_t kRulesShown = 10;
constexpr int kRounds = 3;  // of which the fastest counts: the others were disturbed

std::string Row(const char* format, const std::string& name, double a, double b) {
  std::array<char, 200> line;
  const int n = std::snprintf(line.data(), line.size(), format, name.c_str(), a, b);
  return std::string(line.data(), static_cast<size_t>(std::clamp<int>(n, 0, line.size() - 1)));
}

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
  std::string out = "stage            calls     seconds    us a call\n";
  for (size_t i = 0; i < kStages; ++i) {
    const OfStage& of = stages[i];
    std::array<char, 16> calls;
    std::snprintf(calls.data(), calls.size(), "%9zu", of.calls);
    std::string name = kNames[i];
    name.resize(12, ' ');
    out += Row("%s %11.4f %12.1f\n", name + " " + calls.data(), of.seconds,
               of.calls == 0 ? 0 : of.seconds * 1e6 / static_cast<double>(of.calls));
  }
  const double reports = static_cast<double>(stages[static_cast<size_t>(Stage::kExtract)].calls);
  out += Row("%s: %.0f reports a second, %.2f MB/s (with the measuring)\n", "whole run",
             reports / seconds, static_cast<double>(bytes) / 1e6 / seconds);
  std::vector<std::pair<double, std::string>> dearest;
  for (const auto& [id, cost] : rules) {
    if (cost.seconds > 0) {
      dearest.emplace_back(cost.seconds * 1e6 / static_cast<double>(cost.reports), id);
    }
  }
  std::sort(dearest.begin(), dearest.end(), std::greater<>());
  if (dearest.size() > kRulesShown) dearest.resize(kRulesShown);
  if (!dearest.empty()) out += "most expensive rules, us a report\n";
  for (const auto& [micros, id] : dearest) out += Row("%s%9.2f\n", id + "  ", micros, 0);
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
    FindOutline(text, reading, lexicon, part.part->section, &outline);
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
