// What `pathex lexicon check|test|list` do once the command line is understood.
#ifndef PATHEX_EXTRACTOR_CLI_LEXICON_COMMANDS_H_
#define PATHEX_EXTRACTOR_CLI_LEXICON_COMMANDS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "extractor/cli/commands.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/reading.h"

namespace pathex {

struct LexiconCheckOptions {
  KnowledgeOptions knowledge;
  bool strict = false;
  bool differences = false;
  bool unused = false;
};

struct LexiconTestOptions {
  KnowledgeOptions knowledge;
  std::vector<std::string> what;  // files or (beginnings of) rule ids, with or without language
  std::string language;
  bool verbose = false;
};

struct LexiconListOptions {
  KnowledgeOptions knowledge;
  ReadingOptions reading;
  std::string what;
  std::vector<std::string> coverage;
  size_t limit = 50;
};

// Each prints and returns an ExitCode.
int RunLexiconCheck(const LexiconCheckOptions& options, const Session& session);
int RunLexiconTest(const LexiconTestOptions& options, const Session& session);
int RunLexiconList(const LexiconListOptions& options, const Session& session);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_LEXICON_COMMANDS_H_
