// Reading inputs as the command line asks for it: options, tables of the formats, sources.
#ifndef PATHEX_EXTRACTOR_CLI_READING_H_
#define PATHEX_EXTRACTOR_CLI_READING_H_

#include <memory>
#include <string>
#include <vector>

#include "extractor/cli/commands.h"
#include "extractor/cli/knowledge.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/read_options.h"

namespace pathex {

struct ReadingOptions {
  std::string language, format, encoding, profile, id_column, text_column;
  std::vector<std::string> patterns;  // --include: which files of a folder are reports
};

// Adds --lang, --format, --encoding, --profile, --id-column, --text-column.
void AddReadingOptions(CLI::App* command, ReadingOptions* options);
// Adds --include.
void AddIncludeOption(CLI::App* command, ReadingOptions* options);

// ReadOptions with the tables they point to.
struct PreparedReading {
  ReadOptions options;
  std::shared_ptr<const FormatTables> tables;
};

// Errors: those of the tables and of the profile.
Result<PreparedReading> PrepareReading(const ReadingOptions& options,
                                       const KnowledgeOptions& knowledge, const Session& session);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_READING_H_
