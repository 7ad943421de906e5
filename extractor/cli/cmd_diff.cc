// `pathex diff`: which values changed between two runs, and why.
#include <CLI/CLI.hpp>
#include <memory>

#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/output.h"
#include "extractor/evaluate/diff.h"
#include "extractor/evaluate/print.h"

namespace pathex {
namespace {

struct DiffOptions {
  std::string before, after;
  bool json = false;
  bool check = false;
  KnowledgeOptions knowledge;
};

Result<RecordSet> LoadRecords(const std::string& path, const Session& session) {
  const Result<std::string> text = session.files->Read(path);
  if (!text) return text.error();
  return RecordSet::Parse(path, *text);
}

int Fail(const Error& error, ExitCode code) {
  PrintError(error);
  return code;
}

int RunDiff(const DiffOptions& options, const Session& session) {
  KnowledgeOptions wanted = options.knowledge;
  wanted.lexicons = "-";  // not needed here, so not looked for
  const Result<KnowledgeOptions> knowledge = FindKnowledge(wanted, session);
  if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
  const Result<EvaluationSpec> spec =
      LoadEvaluationSpec(knowledge->schemas + "/evaluation.json", *session.files);
  if (!spec) return Fail(spec.error(), kExitKnowledge);
  const Result<RecordSet> before = LoadRecords(options.before, session);
  if (!before) return Fail(before.error(), kExitFailed);
  const Result<RecordSet> after = LoadRecords(options.after, session);
  if (!after) return Fail(after.error(), kExitFailed);
  const RecordDiff diff = DiffRecords(*before, *after, *spec);
  Result<Output> output = Output::Open("");
  if (!output) return Fail(output.error(), kExitFailed);
  output->Write(options.json
                    ? DiffToJson(diff).dump(1, ' ', false, Json::error_handler_t::replace) + "\n"
                    : PrintDiff(diff));
  if (auto error = output->Close()) return Fail(*error, kExitFailed);
  const bool same = diff.changes.empty() && diff.only_old.empty() && diff.only_new.empty();
  return options.check && !same ? kExitFailed : kExitFine;
}

}  // namespace

void AddDiff(CLI::App* app, Session* session) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command =
      app->add_subcommand("diff", "which values changed between two runs, and by which rules");
  command->add_option("OLD", options->before, "records, one a line; - is standard input")
      ->required();
  command->add_option("NEW", options->after, "records of the same reports")->required();
  command->add_flag("--json", options->json, "everything as one JSON object");
  command->add_flag("--check", options->check, "exit with 1 when anything changed");
  AddSchemasOption(command, &options->knowledge);
  command->callback([=] { session->run = [=] { return RunDiff(*options, *session); }; });
}

}  // namespace pathex
