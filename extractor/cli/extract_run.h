// The run behind `pathex extract`: from its options to records in their sink.
#ifndef PATHEX_EXTRACTOR_CLI_EXTRACT_RUN_H_
#define PATHEX_EXTRACTOR_CLI_EXTRACT_RUN_H_

#include <cstddef>
#include <string>
#include <vector>

#include "extractor/cli/commands.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/reading.h"

namespace pathex {

struct ExtractOptions {
  std::vector<std::string> paths;
  std::string output;
  std::string watch;  // folder; "" = do not watch
  std::string shard;  // "2/8"; "" = everything
  size_t jobs = 0;
  double time_limit = 60;
  bool pretty = false, quiet = false, stats = false;
  bool line_buffered = false, resume = false, only_failed = false;
  KnowledgeOptions knowledge;
  ReadingOptions reading;
};

// Returns an ExitCode.
int RunExtract(const ExtractOptions& options, const Session& session);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_EXTRACT_RUN_H_
