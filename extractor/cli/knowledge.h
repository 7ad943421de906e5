// Knowledge: where the lexicons and schemas lie, and the options that say so.
#ifndef PATHEX_EXTRACTOR_CLI_KNOWLEDGE_H_
#define PATHEX_EXTRACTOR_CLI_KNOWLEDGE_H_

#include <string>

#include "extractor/base/result.h"
#include "extractor/cli/commands.h"

namespace pathex {

struct KnowledgeOptions {
  std::string lexicons;   // --lexicons DIR; "" = look for it
  std::string schemas;    // --schemas DIR; "" = look for it
  bool no_cache = false;  // --no-cache
  std::string cache;      // folder for compiled lexicons; "" = none. FindKnowledge fills it in
};

// Adds --lexicons and --schemas.
void AddKnowledgeOptions(CLI::App* command, KnowledgeOptions* options);

// Adds --no-cache, for commands that read reports.
void AddCacheOption(CLI::App* command, KnowledgeOptions* options);

// Adds --schemas only.
void AddSchemasOption(CLI::App* command, KnowledgeOptions* options);

// Fills what is "". Looked for in this order, each a folder that holds lexicons/ or schemas/:
// beside the program and up to three folders above it, <prefix>/share/pathex (the program being in
// <prefix>/bin), the prefix it was built for, and $PATHEX_DATA. Error U010 names the places.
// The cache is $XDG_CACHE_HOME/pathex, or $HOME/.cache/pathex.
Result<KnowledgeOptions> FindKnowledge(const KnowledgeOptions& options, const Session& session);
// The schemas alone, for commands that need no lexicons.
Result<std::string> FindSchemas(const KnowledgeOptions& options, const Session& session);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_KNOWLEDGE_H_
