// pathex extract: reports in, one record a line out.
#include <CLI/CLI.hpp>
#include <memory>

#include "extractor/cli/commands.h"
#include "extractor/cli/extract_run.h"

namespace pathex {
namespace {

constexpr const char* kAbout =
    "Writes one JSON record for each report, in the order of the input whatever the number of\n"
    "threads; the same input gives the same bytes. A file that cannot be read gives a record, "
    "too:\n"
    "with an empty report and the error in its diagnostics (and exit status 1). A folder stands "
    "for\n"
    "the reports below it, by the endings of their names; --include says otherwise. Standard "
    "input\n"
    "of JSON lines is read line by line: one document with text in, one record out.\n"
    "pathex schema record describes a record, pathex explain shows one report with its proof.\n\n"
    "Outputs (-o), by the ending of the name:\n"
    "  .ndjson, any other   one record a line          .csv        one row a report\n"
    "  .zst, .gz            the same, compressed       DIR/        CSV, one file a table\n"
    "  .sqlite, .db         SQLite tables              postgresql://…  the same tables\n\n"
    "A file has its name when it is whole. Until then OUT.journal says how far the run is: after\n"
    "anything (kill -9, a power cut, a full disk) --resume goes on there and gives the same "
    "bytes.\n"
    "Inputs that failed are listed in OUT.failed.ndjson; --only-failed runs them again.\n\n";

constexpr const char* kExamples =
    "\nExamples:\n"
    "  pathex extract reports/ -o records.ndjson\n"
    "  pathex extract feeds/ archive.tar.zst -o records.sqlite --resume\n"
    "  pathex extract --watch incoming/ -o records.ndjson --resume\n"
    "  pathex extract - --line-buffered < documents.ndjson\n"
    "  pathex extract export.csv --id-column case --text-column report\n"
    "  pathex extract reports/ --include '*.rep' --format text --lang fr\n"
    "  zcat report.txt.gz | pathex extract - --pretty";

void AddBulkOptions(CLI::App* command, ExtractOptions* options) {
  command->add_flag("--resume", options->resume, "go on where the earlier run of -o FILE stopped");
  command->add_flag("--only-failed", options->only_failed,
                    "run only what failed in the earlier run of -o FILE");
  command
      ->add_option("--watch", options->watch,
                   "read files as they arrive in a folder, until\ninterrupted")
      ->type_name("DIR");
  command
      ->add_option("--shard", options->shard,
                   "only this part of the inputs, e.g. 2/8; the outputs\nof all parts are that of "
                   "one run")
      ->type_name("I/N");
  command->add_flag("--line-buffered", options->line_buffered,
                    "write each record at once (one thread)");
  command
      ->add_option("--time-limit", options->time_limit,
                   "set a report aside that takes longer (default: 60;\n0: none)")
      ->type_name("SECONDS");
}

}  // namespace

void AddExtract(CLI::App* app, Session* session) {
  auto options = std::make_shared<ExtractOptions>();
  CLI::App* command = app->add_subcommand("extract", "read reports, write records");
  command->add_option("PATH", options->paths, "files, folders or - for standard input");
  command->add_option("-o,--output", options->output, "write there instead of standard output")
      ->type_name("FILE|URL");
  command->add_flag("--pretty", options->pretty, "records for people: indented, many lines");
  command->add_option("-j,--jobs", options->jobs, "threads (default, 0: one a processor)")
      ->type_name("N");
  command->add_flag("-q,--quiet", options->quiet, "neither progress nor summary");
  command->add_flag("--stats", options->stats, "where the time went, on standard error");
  AddReadingOptions(command, &options->reading);
  AddIncludeOption(command, &options->reading);
  AddKnowledgeOptions(command, &options->knowledge);
  AddCacheOption(command, &options->knowledge);
  AddBulkOptions(command, options.get());
  command->footer(std::string(kAbout) + "Formats (--format):\n" + FormatList() + kExamples);
  command->callback([=] { session->run = [=] { return RunExtract(*options, *session); }; });
}

}  // namespace pathex
