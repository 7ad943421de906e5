// Commands: what `pathex NAME …` can do, one file cmd_<name>.cc each.
//
// AddName() puts the command with its options and help into the parser; parsing the command line
// then sets Session::run, and main() calls it. So nothing happens before the whole line was
// understood. A new command: one AddName here, one line in kCommands of main.cc.
//
//   void AddDiff(CLI::App* app, Session* session) {
//     auto options = std::make_shared<DiffOptions>();
//     CLI::App* command = app->add_subcommand("diff", "which values changed between two runs");
//     command->add_option("OLD", options->before, "records, one a line")->required();
//     command->callback([=] { session->run = [=] { return RunDiff(*options, *session); }; });
//   }
#ifndef PATHEX_EXTRACTOR_CLI_COMMANDS_H_
#define PATHEX_EXTRACTOR_CLI_COMMANDS_H_

#include <functional>
#include <string>

#include "extractor/base/files.h"

namespace CLI {
class App;
}

namespace pathex {

// What the program tells its caller.
enum ExitCode : int {
  kExitFine = 0,
  kExitFailed = 1,     // ran, but some document failed or some check did not pass
  kExitUsage = 2,      // the command line was not understood
  kExitKnowledge = 3,  // lexicons or schemas are missing or invalid
};

// Codes of errors about usage:
//   U001 the command line     U002 no such schema        U003 no such language
//   U004 no such example      U005 a folder for a file   U006 no such format
//   U007 no such XML profile  U008 no such limit         U009 a folder without reports
//   U010 no lexicons/schemas  U011 output not writable   U012 output not complete
//   U013 no report of that id  U014 journal of another run  U015 output in use by another run
//   U016 the database refused

// What every command is given. Lives until the program ends.
struct Session {
  const FileReader* files = nullptr;  // the file system; the path "-" is standard input
  std::string program_folder;         // where the running program lies; "" when unknown
  std::function<int()> run;           // set by the command that was chosen; returns an ExitCode
};

void AddExtract(CLI::App* app, Session* session);
void AddLoad(CLI::App* app, Session* session);
void AddExplain(CLI::App* app, Session* session);
void AddValidate(CLI::App* app, Session* session);
void AddEvaluate(CLI::App* app, Session* session);
void AddDiff(CLI::App* app, Session* session);
void AddLexicon(CLI::App* app, Session* session);
void AddSchema(CLI::App* app, Session* session);
void AddReview(CLI::App* app, Session* session);
void AddVerdicts(CLI::App* app, Session* session);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_COMMANDS_H_
