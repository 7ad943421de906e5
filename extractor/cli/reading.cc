#include "extractor/cli/reading.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "extractor/bulk/failed_record.h"
#include "extractor/cli/console.h"
#include "extractor/text/read.h"

namespace pathex {
namespace {

// A profile is a file when it looks like one.
bool IsFileName(const std::string& profile) {
  return profile.ends_with(".json") || profile.find('/') != std::string::npos;
}

// Known names are checked before any file is read; profiles may be named as formats, too.
std::optional<Error> CheckFormat(const std::string& name, const XmlProfiles& profiles) {
  if (name.empty() || profiles.Find(name) != nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const Format& format : Formats()) names.emplace_back(format.name);
  if (std::find(names.begin(), names.end(), name) != names.end()) return std::nullopt;
  for (const XmlProfile& profile : profiles.all()) names.push_back(profile.name);
  return Error{
      "U006", "",
      "no format \"" + name + "\"" + Suggestion(name, names) + "; there are: " + Joined(names)};
}

Error UnknownProfile(const std::string& name, const XmlProfiles& profiles) {
  std::vector<std::string> names;
  for (const XmlProfile& profile : profiles.all()) names.push_back(profile.name);
  return {"U007", "",
          "no XML profile \"" + name + "\"" + Suggestion(name, names) +
              "; there are: " + (names.empty() ? "none" : Joined(names)) +
              "; or name a file such as my.json (schemas/README.md describes it)"};
}

std::optional<Error> LoadProfiles(const ReadingOptions& options, const std::string& schemas,
                                  const Session& session, PreparedReading* reading) {
  auto profiles = std::make_shared<XmlProfiles>();
  const std::string folder = schemas + "/profiles";
  if (session.files->IsFolder(folder)) {
    Result<XmlProfiles> loaded = XmlProfiles::Load(folder, *session.files);
    if (!loaded) return loaded.error();
    *profiles = std::move(*loaded);
  }
  if (IsFileName(options.profile)) {
    const Result<std::string> name = profiles->Add(options.profile, *session.files);
    if (!name) return name.error();
    reading->options.profile = *name;
  } else if (!options.profile.empty()) {
    if (profiles->Find(options.profile) == nullptr) {
      return UnknownProfile(options.profile, *profiles);
    }
    reading->options.profile = options.profile;
  }
  reading->profiles = profiles;
  reading->options.profiles = profiles.get();
  return std::nullopt;
}

}  // namespace

void AddReadingOptions(CLI::App* command, ReadingOptions* options) {
  command->add_option("--lang", options->language, "language of the reports (default: detected)")
      ->type_name("LANG");
  command->add_option("--format", options->format, "format of the input (default: looked at)")
      ->type_name("NAME");
  command
      ->add_option(
          "--profile", options->profile,
          "where other XML keeps its text: the name of a\nprofile in schemas/profiles, or a file")
      ->type_name("NAME");
  command->add_option("--encoding", options->encoding, "encoding (default: declared or detected)")
      ->type_name("NAME");
  command->add_option("--id-column", options->id_column, "column with the id, for tables")
      ->type_name("NAME");
  command->add_option("--text-column", options->text_column, "column with the text, for tables")
      ->type_name("NAME");
  command
      ->add_option("--delimiter", options->delimiter,
                   "what parts the columns of tables, e.g. ';' or TAB\n(default: looked at)")
      ->type_name("MARK");
  command
      ->add_option("--limit", options->limits,
                   "raise or lower a limit of reading, e.g.\ninput.bytes=1G")
      ->type_name("NAME=N")
      ->expected(1)
      ->take_all();
}

void AddIncludeOption(CLI::App* command, ReadingOptions* options) {
  command
      ->add_option("--include", options->patterns,
                   "in folders, read files with such names, e.g.\n'*.rep' (default: by the ending)")
      ->type_name("PATTERN")
      ->expected(1)
      ->take_all();
}

std::string FormatList() {
  std::string out;
  for (const Format& format : Formats()) {
    std::string name(format.name);
    name.resize(10, ' ');
    out += "  " + name + std::string(format.about) + "\n";
  }
  return out;
}

Result<PreparedReading> PrepareReading(const ReadingOptions& options,
                                       const KnowledgeOptions& knowledge, const Session& session) {
  PreparedReading reading;
  reading.options.language = options.language;
  reading.options.format = options.format;
  reading.options.encoding = options.encoding;
  reading.options.id_column = options.id_column;
  reading.options.text_column = options.text_column;
  reading.options.delimiter = options.delimiter == "TAB" ? "\t" : options.delimiter;
  for (const std::string& setting : options.limits) {
    if (const auto error = SetLimit(setting, &reading.options.limits)) return *error;
  }
  const std::string formats = knowledge.schemas + "/formats";
  if (session.files->IsFolder(formats)) {
    Result<FormatTables> tables = FormatTables::Load(formats, *session.files);
    if (!tables) return tables.error();
    reading.tables = std::make_shared<const FormatTables>(std::move(*tables));
    reading.options.tables = reading.tables.get();
  }
  if (auto error = LoadProfiles(options, knowledge.schemas, session, &reading)) return *error;
  if (auto error = CheckFormat(options.format, *reading.profiles)) return *error;
  return reading;
}

Error WithNextStep(Error error, const std::string& path, const FileReader& files) {
  if (error.code == "S002") error.message += "; --limit input.bytes=N raises it";
  if (error.code != "S001") return error;
  const size_t slash = path.find_last_of('/');
  const Result<std::vector<std::string>> names =
      files.List(slash == std::string::npos ? "." : path.substr(0, slash + 1));
  if (names) error.message += Suggestion(path.substr(slash + 1), *names);
  return error;
}

std::vector<Source> ReadInput(const std::string& path, const FileReader& files,
                              const PreparedReading& reading) {
  const Result<std::string> bytes = files.Read(path, reading.options.limits.input_bytes);
  if (!bytes) return {FailedSource(path, WithNextStep(bytes.error(), path, files), "")};
  Result<std::vector<Source>> sources = ReadSources(ValidUtf8(path), *bytes, reading.options);
  if (!sources) return {FailedSource(path, sources.error(), *bytes)};
  return std::move(*sources);
}

ExitCode ExitCodeOfReading(const Error& error) {
  return error.code.starts_with('U') ? kExitUsage : kExitKnowledge;
}

std::optional<Error> CheckLanguage(const std::string& language, const LexiconSet& lexicons) {
  if (language.empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const auto& lexicon : lexicons.languages) {
    if (lexicon.language() == language) return std::nullopt;
    names.push_back(lexicon.language());
  }
  return Error{"U003", "",
               "no lexicons for language \"" + language + "\"" + Suggestion(language, names) +
                   "; there are: " + Joined(names)};
}

void PrintNoReports(const std::string& folder) {
  PrintError({"U009", folder,
              "no reports in this folder; name the files, or say with --include which names they "
              "have, e.g. --include '*.rep'"});
}

}  // namespace pathex
