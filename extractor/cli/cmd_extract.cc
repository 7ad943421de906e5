// pathex extract: reports in, one record a line out.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <thread>

#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/extraction.h"
#include "extractor/cli/failed_record.h"
#include "extractor/cli/inputs.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/ordered.h"
#include "extractor/cli/output.h"
#include "extractor/cli/progress.h"
#include "extractor/cli/reading.h"

namespace pathex {
namespace {

constexpr size_t kReportsToMeasureRulesOn = 20;

struct ExtractOptions {
  std::vector<std::string> paths;
  std::string output;
  size_t jobs = 0;
  bool pretty = false, quiet = false, stats = false;
  KnowledgeOptions knowledge;
  ReadingOptions reading;
};

int Fail(const Error& error, ExitCode code) {
  PrintError(error);
  return code;
}

size_t Threads(size_t asked) {
  return asked > 0 ? asked : std::max<size_t>(1, std::thread::hardware_concurrency());
}

// The dearest rules, measured on the first reports once the run is over.
void AddRuleCosts(const std::vector<std::string>& files, const Extractor& extractor,
                  const PreparedReading& reading, const Session& session, RunStats* stats) {
  size_t left = kReportsToMeasureRulesOn;
  for (size_t i = 0; i < files.size() && left > 0; ++i) {
    const std::vector<Source> sources = ReadInput(files[i], *session.files, reading);
    for (size_t s = 0; s < sources.size() && left > 0; ++s) {
      if (WhyFailed(sources[s]) != nullptr) continue;
      MeasureRules(extractor, extractor.Extract(sources[s]), stats);
      --left;
    }
  }
}

struct Run {
  Outcomes outcomes;
  RunStats stats;
};

// Reads all files on their threads; records go to `output` in the order of the inputs.
Run ExtractAll(const std::vector<std::string>& files, const Extraction& extraction,
               const ExtractOptions& options, Output* output) {
  const auto measure = options.stats ? Extraction::Measure::kYes : Extraction::Measure::kNo;
  Progress progress(options.quiet ? Progress::Show::kNever : Progress::Show::kOnTerminal,
                    files.size());
  Run run;
  RunOrdered<FileExtraction>(
      files.size(), Threads(options.jobs),
      [&](size_t i) { return extraction.Run(files[i], measure); },
      [&](size_t i, FileExtraction done) {
        output->Write(done.lines);
        if (!done.errors.empty()) progress.Hide();
        for (const Diagnostic& odd : done.errors) PrintError({odd.code, odd.where, odd.message});
        run.outcomes.Add(done.outcomes);
        run.stats.Add(done.stats);
        progress.Step(i + 1);
      });
  return run;
}

int RunExtract(const ExtractOptions& options, const Session& session) {
  Stopwatch watch;
  const Result<KnowledgeOptions> knowledge = FindKnowledge(options.knowledge, session);
  if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
  const Result<PreparedReading> reading = PrepareReading(options.reading, *knowledge, session);
  if (!reading) return Fail(reading.error(), ExitCodeOfReading(reading.error()));
  const Result<Extractor> extractor = Extractor::Load(
      {knowledge->lexicons, knowledge->schemas, options.reading.language}, *session.files);
  if (!extractor) return Fail(extractor.error(), kExitKnowledge);
  if (const auto error = CheckLanguage(options.reading.language, extractor->lexicons())) {
    return Fail(*error, kExitUsage);
  }
  const Inputs inputs = ExpandInputs(options.paths, options.reading.patterns, *session.files);
  for (const std::string& folder : inputs.no_reports) PrintNoReports(folder);
  Result<Output> output = Output::Open(options.output);
  if (!output) return Fail(output.error(), kExitFailed);
  const Extraction extraction(*extractor, *reading, *session.files,
                              options.pretty ? RecordStyle::kPretty : RecordStyle::kLine);
  Run run = ExtractAll(inputs.files, extraction, options, &*output);
  if (const std::optional<Error> error = output->Close()) return Fail(*error, kExitFailed);
  if (options.stats) {
    const double seconds = watch.Lap();
    AddRuleCosts(inputs.files, *extractor, *reading, session, &run.stats);
    PrintFaults(run.stats.ToString(seconds));
  }
  if (!options.quiet) Say(run.outcomes.ToString());
  return run.outcomes.failed > 0 || !inputs.no_reports.empty() ? kExitFailed : kExitFine;
}

}  // namespace

void AddExtract(CLI::App* app, Session* session) {
  auto options = std::make_shared<ExtractOptions>();
  CLI::App* command = app->add_subcommand("extract", "read reports, write records");
  command->add_option("PATH", options->paths, "files, folders or - for standard input")->required();
  command->add_option("-o,--output", options->output, "write there instead of standard output")
      ->type_name("FILE");
  command->add_flag("--pretty", options->pretty, "records for people: indented, many lines");
  command->add_option("-j,--jobs", options->jobs, "threads (default: one a processor)")
      ->type_name("N");
  command->add_flag("-q,--quiet", options->quiet, "neither progress nor summary");
  command->add_flag("--stats", options->stats, "where the time went, on standard error");
  AddReadingOptions(command, &options->reading);
  AddIncludeOption(command, &options->reading);
  AddKnowledgeOptions(command, &options->knowledge);
  command->footer(
      std::string() +
      "Writes one JSON record for each report, in the order of the input whatever the number of\n"
      "threads; the same input gives the same bytes. A file that cannot be read gives a record, "
      "too:\n"
      "with an empty report and the error in its diagnostics (and exit status 1). A folder stands "
      "for\n"
      "the reports below it, by the endings of their names; --include says otherwise.\n"
      "pathex schema record describes a record, pathex explain shows one report with its proof.\n\n"
      "Formats (--format):\n" +
      FormatList() +
      "\nExamples:\n"
      "  pathex extract reports/ -o records.ndjson\n"
      "  pathex extract export.csv --id-column case --text-column report\n"
      "  pathex extract reports/ --include '*.rep' --format text --lang fr\n"
      "  zcat report.txt.gz | pathex extract - --pretty");
  command->callback([=] { session->run = [=] { return RunExtract(*options, *session); }; });
}

}  // namespace pathex
