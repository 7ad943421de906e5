// pathex load: records that are there already into another kind of output.
#include <CLI/CLI.hpp>
#include <csignal>
#include <memory>

#include "extractor/bulk/load.h"
#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/knowledge.h"
#include "extractor/sinks/open.h"

namespace pathex {
namespace {

struct LoadOptions {
  std::string records, output;
  size_t jobs = 0;
  bool quiet = false;
  KnowledgeOptions knowledge;
};

int RunLoad(const LoadOptions& options, const Session& session) {
  std::signal(SIGPIPE, SIG_IGN);
  const Result<std::string> schemas = FindSchemas(options.knowledge, session);
  if (!schemas) {
    PrintError(schemas.error());
    return kExitKnowledge;
  }
  Result<RecordLines> lines = RecordLines::Open(options.records);
  if (!lines) {
    PrintError(lines.error());
    return kExitFailed;
  }
  Result<std::unique_ptr<Sink>> sink =
      OpenSink(options.output, *schemas, *session.files, {}, Naming::kWhenWhole);
  if (!sink) {
    PrintError(sink.error());
    return sink.error().code[0] == 'L' ? kExitKnowledge : kExitFailed;
  }
  const LoadResult result = LoadRecords(&*lines, options.records, options.jobs, sink->get());
  for (const Error& odd : result.faults) PrintError(odd);
  if (result.more_faults > 0) Say("and " + Count(result.more_faults, "more such line"));
  if (result.error) PrintError(*result.error);
  if (!options.quiet) Say(Count(result.records, "record") + " loaded");
  return result.error || !result.faults.empty() ? kExitFailed : kExitFine;
}

}  // namespace

void AddLoad(CLI::App* app, Session* session) {
  auto options = std::make_shared<LoadOptions>();
  CLI::App* command = app->add_subcommand("load", "write records as tables");
  command
      ->add_option("RECORDS", options->records,
                   "records, one a line (also .zst, .gz); - is standard input")
      ->required();
  command->add_option("OUT", options->output, "what -o of extract takes")->required();
  command->add_option("-j,--jobs", options->jobs, "threads (default, 0: one a processor)")
      ->type_name("N");
  command->add_flag("-q,--quiet", options->quiet, "no summary");
  AddSchemasOption(command, &options->knowledge);
  command->footer(
      "The same tables that extract -o OUT writes, from records that are there already. A report "
      "that\n"
      "a database holds (same source id, same content) is replaced, so loading twice changes "
      "nothing.\n\n"
      "Examples:\n"
      "  pathex load records.ndjson records.sqlite\n"
      "  pathex load records.ndjson.zst postgresql://localhost/registry\n"
      "  pathex load records.ndjson tables/");
  command->callback([=] { session->run = [=] { return RunLoad(*options, *session); }; });
}

}  // namespace pathex
