// pathex: reads reports of sarcoma pathology and operations, writes structured records with proof.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <climits>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/inputs.h"

#ifndef PATHEX_VERSION
#error "the build gives PATHEX_VERSION"
#endif

namespace pathex {
namespace {

constexpr std::string_view kAbout =
    "pathex reads pathology and operative reports and writes one JSON record for each: values "
    "with\n"
    "the exact place and the rule that each of them came from. It works offline and never changes\n"
    "its input. It is no medical device and no substitute for reading the report.\n";

constexpr std::string_view kFooter =
    "Examples:\n"
    "  pathex extract reports/ -o records.ndjson     one record a line\n"
    "  pathex extract report.txt --pretty            one readable record\n"
    "  pathex explain report.txt | less -R           why each value was read\n"
    "  pathex extract - < report.txt                 from standard input\n"
    "  pathex review records.ndjson --texts reports/ check values by key, in a browser\n"
    "  pathex COMMAND --help                         options and examples of a command\n"
    "\n"
    "Exit status:\n"
    "  0  fine\n"
    "  1  ran, but some document failed or some check did not pass\n"
    "  2  wrong usage\n"
    "  3  lexicons or schemas are missing or invalid\n"
    "\n"
    "Environment:\n"
    "  PATHEX_DATA     folder that holds lexicons/ and schemas/, when they are not near the "
    "program\n"
    "  XDG_CACHE_HOME  folder for what can be made again: compiled lexicons (default: ~/.cache)\n"
    "  NO_COLOR        no colour, even on a terminal\n"
    "  COLUMNS         width to wrap to, instead of the terminal's";

constexpr std::array kCommands = {AddExtract, AddLoad,   AddExplain,  AddValidate, AddEvaluate,
                                  AddDiff,    AddReview, AddVerdicts, AddLexicon,  AddSchema};

std::string ProgramFolder() {
  std::array<char, PATH_MAX> path;
  const ssize_t n = readlink("/proc/self/exe", path.data(), path.size());
  if (n <= 0) return "";
  const std::string_view whole(path.data(), static_cast<size_t>(n));
  return std::string(whole.substr(0, whole.rfind('/')));
}

// The command whose words were understood last: the one that an error is about.
const CLI::App* Innermost(const CLI::App* app) {
  for (;;) {
    const std::vector<CLI::App*> chosen = app->get_subcommands();
    if (chosen.empty()) return app;
    app = chosen.back();
  }
}

std::string CommandLineOf(const CLI::App* app) {
  const CLI::App* parent = app->get_parent();
  return parent == nullptr ? app->get_name() : CommandLineOf(parent) + " " + app->get_name();
}

// What could stand where `word` stands.
std::vector<std::string> Candidates(const CLI::App* app, std::string_view word) {
  std::vector<std::string> out;
  if (word.starts_with('-')) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
    }
    return out;
  }
  for (const CLI::App* command : app->get_subcommands([](const CLI::App*) { return true; })) {
    out.push_back(command->get_name());
  }
  return out;
}

// What was wrong with the command line, with the next step.
int ReportUsage(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* at = Innermost(&app);
  const std::string line = CommandLineOf(at);
  std::string message = error.what();
  if (message.starts_with("Could not convert")) message[0] = 'c';
  std::vector<std::string> unknown = app.remaining(true);
  if (!unknown.empty()) {
    const std::string word = unknown.front();
    const bool option = word.starts_with('-');
    const bool commands = !at->get_subcommands([](const CLI::App*) { return true; }).empty();
    message = (option     ? "unknown option \""
               : commands ? "unknown command \""
                          : "one argument too many: \"") +
              word.substr(0, word.find('=')) + "\"" +
              Suggestion(word.substr(0, word.find('=')), Candidates(at, word));
  } else if (error.get_name() == "RequiredError" &&
             !at->get_subcommands([](const CLI::App*) { return true; }).empty()) {
    message = "a command is missing";
  }
  PrintError({"U001", line, message + "; " + line + " --help tells more"});
  return kExitUsage;
}

int Run(int argc, char** argv) {
  FilesAndStandardInput files;
  Session session;
  session.files = &files;
  session.program_folder = ProgramFolder();
  CLI::App app(std::string(kAbout), "pathex");
  app.set_version_flag("--version", "pathex " PATHEX_VERSION, "print the version");
  app.set_help_flag("-h,--help", "print this help");
  app.get_formatter()->column_width(28);
  app.get_formatter()->label("TEXT", "");
  app.get_formatter()->label("REQUIRED", "");
  app.require_subcommand(1);
  app.footer(std::string(kFooter));
  for (auto add : kCommands) add(&app, &session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);  // --help and --version
  } catch (const CLI::ParseError& error) {
    return ReportUsage(app, error);
  }
  return session.run();
}

}  // namespace
}  // namespace pathex

int main(int argc, char** argv) { return pathex::Run(argc, argv); }
