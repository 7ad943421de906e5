// pathex schema: prints a schema, byte for byte as it lies in the schemas folder.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/output.h"

namespace pathex {
namespace {

constexpr std::string_view kEnding = ".schema.json";

struct SchemaOptions {
  std::string name;
  KnowledgeOptions knowledge;
};

std::vector<std::string> SchemaNames(const std::string& folder, const FileReader& files) {
  std::vector<std::string> out;
  const Result<std::vector<std::string>> names = files.List(folder);
  if (!names) return out;
  for (const std::string& name : *names) {
    if (name.size() > kEnding.size() && name.ends_with(kEnding)) {
      out.push_back(name.substr(0, name.size() - kEnding.size()));
    }
  }
  return out;
}

int Print(const std::string& bytes) {
  Result<Output> output = Output::Open("");
  if (!output) return kExitFailed;
  output->Write(bytes);
  if (const std::optional<Error> error = output->Close()) {
    PrintError(*error);
    return kExitFailed;
  }
  return kExitFine;
}

int RunSchema(const SchemaOptions& options, const Session& session) {
  const Result<std::string> folder = FindSchemas(options.knowledge, session);
  if (!folder) {
    PrintError(folder.error());
    return kExitKnowledge;
  }
  const std::vector<std::string> names = SchemaNames(*folder, *session.files);
  if (names.empty()) {
    PrintError({"U010", *folder, "no *.schema.json here; name the right folder with --schemas"});
    return kExitKnowledge;
  }
  if (options.name.empty()) return Print(Joined(names) + "\n");
  if (std::find(names.begin(), names.end(), options.name) == names.end()) {
    PrintError({"U002", "",
                "no schema \"" + options.name + "\"" + Suggestion(options.name, names) +
                    "; there are: " + Joined(names)});
    return kExitUsage;
  }
  const Result<std::string> bytes =
      session.files->Read(*folder + "/" + options.name + std::string(kEnding));
  if (!bytes) {
    PrintError(bytes.error());
    return kExitKnowledge;
  }
  return Print(*bytes);
}

}  // namespace

void AddSchema(CLI::App* app, Session* session) {
  auto options = std::make_shared<SchemaOptions>();
  CLI::App* command = app->add_subcommand("schema", "print a JSON Schema");
  command->add_option("NAME", options->name, "report, record, …; none lists the names");
  AddSchemasOption(command, &options->knowledge);
  command->footer(
      "The schemas are JSON Schema draft-07. \"report\" describes the clean values, \"record\" the "
      "whole\n"
      "line that extract writes.\n\n"
      "Examples:\n"
      "  pathex schema record > record.schema.json\n"
      "  pathex schema                              which schemas there are");
  command->callback([=] { session->run = [=] { return RunSchema(*options, *session); }; });
}

}  // namespace pathex
