// pathex lexicon check|test|list: for the authors of rules.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/lexicon_commands.h"
#include "extractor/cli/lexicon_list.h"

namespace pathex {
namespace {

void AddCheck(CLI::App* lexicon, Session* session) {
  auto options = std::make_shared<LexiconCheckOptions>();
  CLI::App* command = lexicon->add_subcommand("check", "find every fault in the lexicons");
  AddKnowledgeOptions(command, &options->knowledge);
  command->add_flag("--strict", options->strict, "warnings fail, too (exit status 1)");
  command->add_flag("--unused", options->unused, "name values that no example uses");
  command->add_flag("--differences", options->differences,
                    "print topics and rules that only some\nlanguages have");
  command->footer(
      "Prints all faults at once, compiler style: file:line:column, what is wrong, and where the\n"
      "cause is clear, what to write instead. Exit status 3 when there is an error.\n\n"
      "Examples:\n"
      "  pathex lexicon check\n"
      "  pathex lexicon check --lexicons my-lexicons --strict");
  command->callback([=] { session->run = [=] { return RunLexiconCheck(*options, *session); }; });
}

void AddTest(CLI::App* lexicon, Session* session) {
  auto options = std::make_shared<LexiconTestOptions>();
  CLI::App* command = lexicon->add_subcommand("test", "run the examples that rules carry");
  command->add_option("WHAT", options->what,
                      "files or rule ids to test, e.g. en/margins.jsonc,\n"
                      "en/margin.status or margin; none tests all");
  AddKnowledgeOptions(command, &options->knowledge);
  command->add_option("--lang", options->language, "only this language")->type_name("LANG");
  command->add_flag("-v,--verbose", options->verbose, "name every example on standard output");
  command->footer(
      "Each match example must give exactly what it marks, by its rule alone and among all rules;\n"
      "each reject example must give nothing. Exit status 1 when one does not.\n\n"
      "Examples:\n"
      "  pathex lexicon test\n"
      "  pathex lexicon test lexicons/nl/margins.jsonc\n"
      "  pathex lexicon test en/margin.distance -v");
  command->callback([=] { session->run = [=] { return RunLexiconTest(*options, *session); }; });
}

void AddList(CLI::App* lexicon, Session* session) {
  auto options = std::make_shared<LexiconListOptions>();
  CLI::App* command = lexicon->add_subcommand("list", "what is in the lexicons, and what is used");
  command
      ->add_option("WHAT", options->what,
                   "languages, topics, rules, fields, terms, values,\nsections or cues")
      ->check(CLI::IsMember(kLexiconLists).description(""));
  AddKnowledgeOptions(command, &options->knowledge);
  AddReadingOptions(command, &options->reading);
  AddIncludeOption(command, &options->reading);
  command
      ->add_option("--coverage", options->coverage,
                   "read these reports; list rules and values that\n"
                   "never occurred, and sentences with the trigger\n"
                   "words of a topic in which nothing was read")
      ->type_name("PATH")
      ->expected(1)
      ->take_all();
  command->add_option("--sentences", options->limit, "sentences a topic (0 = all; default 50)")
      ->type_name("N");
  command->footer(
      "Writes a table with a header line, columns apart by tabs. The sentences of --coverage are\n"
      "report text: keep that table where the reports may be kept.\n\n"
      "Examples:\n"
      "  pathex lexicon list fields\n"
      "  pathex lexicon list --coverage corpus/ --sentences 20 | column -ts \"$(printf '\\t')\" | "
      "less "
      "-S");
  command->callback([=] { session->run = [=] { return RunLexiconList(*options, *session); }; });
}

}  // namespace

void AddLexicon(CLI::App* app, Session* session) {
  CLI::App* command = app->add_subcommand("lexicon", "check, test and list the lexicons");
  command->require_subcommand(1);
  AddCheck(command, session);
  AddTest(command, session);
  AddList(command, session);
  command->footer("lexicons/README.md describes the files.");
}

}  // namespace pathex
