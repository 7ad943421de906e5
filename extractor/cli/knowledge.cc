#include "extractor/cli/knowledge.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace pathex {
namespace {

// Folders that may hold "lexicons" and "schemas", best first.
std::vector<std::string> Places(const Session& session) {
  std::vector<std::string> places;
  if (!session.program_folder.empty()) {
    const std::filesystem::path program(session.program_folder);
    std::filesystem::path up = program;
    for (int i = 0; i < 4 && up.has_relative_path(); ++i, up = up.parent_path()) {
      places.push_back(up.string());
    }
    places.push_back((program.parent_path() / "share/pathex").string());
  }
#ifdef PATHEX_INSTALL_DATA
  places.push_back(PATHEX_INSTALL_DATA);
#endif
  if (const char* data = std::getenv("PATHEX_DATA"); data != nullptr && *data != '\0') {
    places.push_back(data);
  }
  return places;
}

Result<std::string> Look(const std::string& name, const Session& session) {
  const std::vector<std::string> places = Places(session);
  for (const std::string& place : places) {
    std::string folder = place + "/" + name;
    if (session.files->IsFolder(folder)) return folder;
  }
  std::string tried;
  for (const std::string& place : places) tried += "\n    " + place + "/" + name;
  return Error{"U010", "",
               "no " + name + " found; give the folder with --" + name +
                   " DIR or set PATHEX_DATA to the folder that holds it. Looked in:" + tried};
}

// Where the user keeps what programs can make again; "" when nobody says.
std::string CacheFolder() {
  // The standard of these folders ignores names that do not begin at the root.
  const char* caches = std::getenv("XDG_CACHE_HOME");
  if (caches != nullptr && *caches == '/') return std::string(caches) + "/pathex";
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return std::string(home) + "/.cache/pathex";
  return "";
}

}  // namespace

void AddKnowledgeOptions(CLI::App* command, KnowledgeOptions* options) {
  command->add_option("--lexicons", options->lexicons, "folder with one folder a language")
      ->type_name("DIR");
  AddSchemasOption(command, options);
}

void AddCacheOption(CLI::App* command, KnowledgeOptions* options) {
  command->add_flag("--no-cache", options->no_cache,
                    "compile the lexicons anew, and keep nothing of them");
}

void AddSchemasOption(CLI::App* command, KnowledgeOptions* options) {
  command->add_option("--schemas", options->schemas, "folder with the schemas")->type_name("DIR");
}

Result<KnowledgeOptions> FindKnowledge(const KnowledgeOptions& options, const Session& session) {
  KnowledgeOptions found = options;
  if (!found.no_cache) found.cache = CacheFolder();
  if (found.lexicons.empty()) {
    Result<std::string> folder = Look("lexicons", session);
    if (!folder) return folder.error();
    found.lexicons = *folder;
  }
  Result<std::string> schemas = FindSchemas(options, session);
  if (!schemas) return schemas.error();
  found.schemas = *schemas;
  return found;
}

Result<std::string> FindSchemas(const KnowledgeOptions& options, const Session& session) {
  if (!options.schemas.empty()) return options.schemas;
  return Look("schemas", session);
}

}  // namespace pathex
