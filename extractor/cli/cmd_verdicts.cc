// pathex verdicts: what a review says, as gold, as a summary or as lines.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <memory>

#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/output.h"
#include "extractor/record/schema.h"
#include "extractor/review/gold_out.h"
#include "extractor/review/ledger.h"
#include "extractor/review/summary.h"
#include "extractor/review/verdict_file.h"

namespace pathex {
namespace {

const std::vector<std::string> kForms = {"summary", "gold", "ndjson"};

struct VerdictsOptions {
  std::string file, form = "summary", output, records, reviewer;
  bool json = false;
  bool partial = false;
  KnowledgeOptions knowledge;
};

int Fail(const Error& error, ExitCode code) {
  PrintError(error);
  return code;
}

int WriteText(const std::string& path, std::string_view text) {
  Result<Output> output = Output::Open(path);
  if (!output) return Fail(output.error(), kExitFailed);
  output->Write(text);
  if (const std::optional<Error> error = output->Close()) return Fail(*error, kExitFailed);
  return kExitFine;
}

// One file a record; names of files hold no "/".
int WriteGold(const VerdictsOptions& options, const GoldOfReview& gold,
              const ReportSchema& checker) {
  std::error_code code;
  std::filesystem::create_directories(options.output, code);
  if (code) return Fail({"U011", options.output, "cannot be made: " + code.message()}, kExitFailed);
  int exit = kExitFine;
  for (const GoldRecord& record : gold.records) {
    const std::string path = options.output + "/" + record.file + ".json";
    for (const Diagnostic& fault : checker.ValidateReport(record.gold.at("report"))) {
      PrintError({"D030", path + fault.where, fault.message});
      exit = kExitFailed;
    }
    const std::string text = record.gold.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
    if (const int written = WriteText(path, text); written != kExitFine) return written;
  }
  Say("wrote " + Count(gold.records.size(), "report") + " to " + options.output);
  if (gold.incomplete > 0) {
    Say(Count(gold.incomplete, "record") +
        " not yet judged completely and left out; --partial writes what is known of them");
  }
  return exit;
}

int RunVerdicts(const VerdictsOptions& options, const Session& session) {
  KnowledgeOptions wanted = options.knowledge;
  wanted.lexicons = "-";  // not needed here, so not looked for
  const Result<KnowledgeOptions> knowledge = FindKnowledge(wanted, session);
  if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
  const Result<FieldTable> table =
      LoadFieldTable(knowledge->schemas + "/review.json", *session.files);
  if (!table) return Fail(table.error(), kExitKnowledge);
  if (options.form == "gold" && options.output.empty()) {
    Say("--as gold writes one file a report: name a folder with -o");
    return kExitUsage;
  }
  const Result<VerdictFile> file =
      LoadVerdictFile(options.file, options.records, options.reviewer, *session.files);
  if (!file) return Fail(file.error(), kExitFailed);
  if (options.form == "ndjson") return WriteText(options.output, VerdictLines(*file));
  if (options.form == "gold") {
    const Result<ReportSchema> checker = ReportSchema::Load(knowledge->schemas, *session.files);
    if (!checker) return Fail(checker.error(), kExitKnowledge);
    const Result<GoldOfReview> gold =
        MakeGold(*file, *table, options.partial ? Completeness::kPartial : Completeness::kComplete);
    if (!gold) return Fail(gold.error(), kExitFailed);
    return WriteGold(options, *gold, *checker);
  }
  const ReviewSummary summary = Summarise(file->verdicts, file->records, file->design, *table);
  return WriteText(options.output,
                   options.json ? SummaryToJson(summary).dump(1) + "\n" : PrintSummary(summary));
}

}  // namespace

void AddVerdicts(CLI::App* app, Session* session) {
  auto options = std::make_shared<VerdictsOptions>();
  CLI::App* command =
      app->add_subcommand("verdicts", "what a review says: a summary, gold, or lines");
  command
      ->add_option("FILE", options->file,
                   "verdicts of pathex review: review.sqlite, or the NDJSON that the page exports")
      ->required();
  command->add_option("--as", options->form, "summary (default), gold or ndjson")
      ->type_name("FORM")
      ->check(CLI::IsMember(kForms).description(""));
  command
      ->add_option("-o,--output", options->output,
                   "write there instead of standard output; of gold,\nthe folder for its files")
      ->type_name("PATH");
  command->add_option("--reviewer", options->reviewer, "only the verdicts of this reviewer")
      ->type_name("NAME");
  command
      ->add_option(
          "--records", options->records,
          "the records that were reviewed; gold and complete\nrecords need them for NDJSON")
      ->type_name("FILE");
  command->add_flag("--partial", options->partial,
                    "gold also of records not judged completely, with\nthe rest marked ambiguous");
  command->add_flag("--json", options->json, "the summary as one JSON object");
  AddSchemasOption(command, &options->knowledge);
  command->footer(
      "The summary gives the precision of each field with a 95 % interval, what was missing, and\n"
      "how far reviewers agree. Gold is what the reports say according to the verdicts: of "
      "records\n"
      "all of whose values are judged, for pathex evaluate.\n\n"
      "Examples:\n"
      "  pathex verdicts review.sqlite\n"
      "  pathex verdicts review.sqlite --as gold -o gold\n"
      "  pathex evaluate gold records.ndjson\n"
      "  pathex verdicts verdicts.ndjson --records records.ndjson --as gold -o gold");
  command->callback([=] { session->run = [=] { return RunVerdicts(*options, *session); }; });
}

}  // namespace pathex
