// Reading inputs as the command line asks for it: options, limits, tables of the formats.
#ifndef PATHEX_EXTRACTOR_CLI_READING_H_
#define PATHEX_EXTRACTOR_CLI_READING_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractor/cli/commands.h"
#include "extractor/cli/knowledge.h"
#include "extractor/lexicon/lexicon_set.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"
#include "extractor/text/source_xml_profile.h"

namespace pathex {

struct ReadingOptions {
  std::string language, format, encoding, profile, id_column, text_column, delimiter;
  std::vector<std::string> limits;    // "input.bytes=1G"
  std::vector<std::string> patterns;  // --include: which files of a folder are reports
};

// Adds --lang, --format, --profile, --encoding, --id-column, --text-column,
// --delimiter and --limit.
void AddReadingOptions(CLI::App* command, ReadingOptions* options);
// The formats by name, one a line, for help texts.
std::string FormatList();
// Adds --include.
void AddIncludeOption(CLI::App* command, ReadingOptions* options);

// ReadOptions with what they point to. Immutable; shared by all threads.
struct PreparedReading {
  ReadOptions options;
  std::shared_ptr<const FormatTables> tables;
  std::shared_ptr<const XmlProfiles> profiles;
};

// Errors: U006 for an unknown format, U007 for an unknown profile, U008 for a limit that is none;
// else those of the tables and profiles in the schemas folder.
Result<PreparedReading> PrepareReading(const ReadingOptions& options,
                                       const KnowledgeOptions& knowledge, const Session& session);

// The reports of one file, at least one, with a path that is valid UTF-8. Total: what cannot be
// read is a Source without parts whose diagnostics say why (failed_record.h).
std::vector<Source> ReadInput(const std::string& path, const FileReader& files,
                              const PreparedReading& reading);

// The error of a file that cannot be read, with the next step: a name that is near, a limit to
// raise.
Error WithNextStep(Error error, const std::string& path, const FileReader& files);

// What an error of PrepareReading means for the caller: kExitUsage or kExitKnowledge.
ExitCode ExitCodeOfReading(const Error& error);

// U003 when `language` is not "" and has no lexicons.
std::optional<Error> CheckLanguage(const std::string& language, const LexiconSet& lexicons);

// Tells standard error that a folder held no report, and what to do.
void PrintNoReports(const std::string& folder);

// Sets one limit from "name=value"; the value may end in K, M or G (powers of 1024). Error U008.
std::optional<Error> SetLimit(const std::string& setting, ReadLimits* limits);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_READING_H_
