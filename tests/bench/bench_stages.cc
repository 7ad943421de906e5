// The stages one by one: each runs over a batch of reports whose earlier stages are done.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <functional>

#include "extractor/match/find.h"
#include "extractor/match/judge.h"
#include "extractor/match/overlap.h"
#include "extractor/match/reading.h"
#include "extractor/match/section.h"
#include "extractor/record/assemble.h"
#include "extractor/record/write.h"
#include "extractor/text/fold.h"
#include "extractor/text/read.h"
#include "tests/bench/bench_process.h"
#include "tests/bench/bench_work.h"

namespace pathex {
namespace {

// One report on its way through the stages.
struct Work {
  const InventedReport* report = nullptr;
  Source source;
  PartAnalysis analysis;
  Reading reading;
  std::vector<FoundMention> found;
  std::vector<int32_t> lost_to;
  std::vector<Context> contexts;
  Record record;
  std::string json;
};

// A stage: what it does to one report. Runs as often as wanted with the same outcome.
struct Stage {
  std::string name;
  std::function<void(Work*)> run;
  std::function<void(Work*)> before;  // not timed
};

void Read(Work* work) {
  static const ReadOptions kOptions;
  Result<std::vector<Source>> sources =
      ReadSources(work->report->id + ".txt", work->report->text, kOptions);
  work->source = std::move(sources->front());
}

// A record as the pipeline hands it to Assemble().
void MakeRecord(const Lexicon& lexicon, Work* work) {
  Record& record = work->record;
  record = Record();
  record.source = &work->source;
  record.language = lexicon.language;
  record.parts.push_back(work->analysis);
  for (size_t i = 0; i < work->found.size(); ++i) {
    record.findings.push_back({work->found[i].mention, work->contexts[i], work->lost_to[i]});
  }
}

std::vector<Stage> Stages(const Extractor& extractor) {
  const Lexicon& lexicon = extractor.lexicons().Find("en");
  const auto none = [](Work*) {};
  std::vector<Stage> stages;
  stages.push_back({"read", Read, none});
  stages.push_back({"fold", [](Work* w) { Fold(w->analysis.part->text, &w->analysis.text); },
                    [](Work* w) { w->analysis.part = &w->source.parts[0]; }});
  // One stage: the outline notes the answers of checklists in what was read.
  stages.push_back({"words, forms and outline",
                    [&lexicon](Work* w) {
                      ReadForms(w->analysis.text, lexicon, &w->reading);
                      FindOutline(w->analysis.text, lexicon, "", &w->reading, &w->analysis.outline);
                    },
                    none});
  stages.push_back({"find",
                    [&lexicon](Work* w) {
                      static FindScratch scratch;
                      w->found.clear();
                      FindMentions(w->analysis.text, w->analysis.outline, w->reading, lexicon, {},
                                   &scratch, &w->found);
                    },
                    none});
  stages.push_back(
      {"overlaps", [&lexicon](Work* w) { w->lost_to = ResolveOverlaps(w->found, lexicon); }, none});
  stages.push_back({"judge",
                    [&lexicon](Work* w) {
                      w->contexts.clear();
                      for (const FoundMention& found : w->found) {
                        w->contexts.push_back(
                            JudgeContext(found, w->analysis.outline, w->reading, lexicon));
                      }
                    },
                    none});
  stages.push_back({"assemble",
                    [&extractor](Work* w) { Assemble(extractor.assembly(), &w->record); },
                    [&lexicon](Work* w) { MakeRecord(lexicon, w); }});
  stages.push_back({"write",
                    [&extractor](Work* w) {
                      w->json.clear();
                      WriteRecord(w->record, extractor.engine(), &w->json);
                    },
                    none});
  return stages;
}

void RunStage(benchmark::State& state, const Stage& stage, std::vector<Work>* batch) {
  for (auto _ : state) {
    for (Work& work : *batch) stage.before(&work);
    const double began = ThreadCpuSeconds();
    for (Work& work : *batch) stage.run(&work);
    state.SetIterationTime((ThreadCpuSeconds() - began) / static_cast<double>(batch->size()));
  }
}

// Keeps the medians instead of printing.
class Medians : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Aggregate || run.aggregate_name != "median") continue;
      medians.emplace_back(run.run_name.function_name, run.GetAdjustedRealTime());
    }
  }

  std::vector<std::pair<std::string, double>> medians;
};

}  // namespace

std::vector<std::pair<std::string, double>> TimeStages(const Extractor& extractor,
                                                       const std::vector<InventedReport>& reports,
                                                       int repetitions) {
  const std::vector<Stage> stages = Stages(extractor);
  std::vector<Work> batch(reports.size());
  for (size_t i = 0; i < reports.size(); ++i) batch[i].report = &reports[i];
  for (const Stage& stage : stages) {  // so that every stage finds the work of those before it
    for (Work& work : batch) stage.before(&work);
    for (Work& work : batch) stage.run(&work);
  }
  for (const Stage& stage : stages) {
    benchmark::RegisterBenchmark(stage.name.c_str(), RunStage, stage, &batch)
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(std::max(repetitions, 3))
        ->Unit(benchmark::kMicrosecond);
  }
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  benchmark::ClearRegisteredBenchmarks();
  return std::move(medians.medians);
}

}  // namespace pathex
