#include "extractor/cli/lexicon_commands.h"

#include <algorithm>
#include <map>

#include "extractor/bulk/failed_record.h"
#include "extractor/check.h"
#include "extractor/cli/console.h"
#include "extractor/cli/coverage.h"
#include "extractor/cli/inputs.h"
#include "extractor/cli/lexicon_list.h"
#include "extractor/cli/output.h"
#include "extractor/lexicon/load.h"
#include "extractor/pipeline.h"
#include "extractor/prove.h"

namespace pathex {
namespace {

int Fail(const Error& error, ExitCode code) {
  PrintError(error);
  return code;
}

int Print(const std::string& table) {
  Result<Output> output = Output::Open("");
  if (!output) return Fail(output.error(), kExitFailed);
  output->Write(table);
  if (const std::optional<Error> error = output->Close()) return Fail(*error, kExitFailed);
  return kExitFine;
}

// All languages, or the one asked for; error U003.
Result<std::vector<const Lexicon*>> Choose(const LexiconSet& set, const std::string& language) {
  if (const std::optional<Error> error = CheckLanguage(language, set)) return *error;
  std::vector<const Lexicon*> chosen;
  for (const auto& lexicon : set.languages) {
    if (language.empty() || language == lexicon->language) chosen.push_back(lexicon.get());
  }
  return chosen;
}

// Whether a proof is among what the user asked for: a file (its last two names count), a whole rule
// id or the beginning of one up to a dot, with or without the language before it.
bool Asked(const Proof& proof, const std::string& what) {
  if (what.ends_with(".jsonc")) return what == proof.file || what.ends_with("/" + proof.file);
  const auto begins = [&](std::string_view id) {
    return id.starts_with(what) &&
           (id.size() == what.size() || id[what.size()] == '.' || id[what.size()] == '/');
  };
  return begins(proof.rule) ||
         begins(std::string_view(proof.rule).substr(proof.rule.find('/') + 1)) ||
         begins(proof.name);
}

// Where an example stands: "lexicons/en/margins.jsonc:41:20", as far as it can be found.
class Places {
 public:
  explicit Places(const std::vector<LexiconFile>& files) {
    for (const LexiconFile& file : files) files_[file.name] = &file.document;
  }

  std::string Of(const Proof& proof) const {
    const auto file = files_.find(proof.file);
    if (file == files_.end()) return proof.file;
    // As the author wrote it, in JSON: what dump() makes is found unless he escaped more than
    // needed.
    const std::string quoted =
        Json(proof.markup).dump(-1, ' ', false, Json::error_handler_t::replace);
    const JsonDocument& document = *file->second;
    const size_t at = document.text.find(quoted);
    if (at == std::string::npos) return document.name;
    const LineColumn place = Locate(document.text, at);
    return document.name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  }

 private:
  std::map<std::string, const JsonDocument*> files_;
};

struct Loaded {
  std::vector<LexiconFile> files;
  LexiconSet set;
  Faults faults;
};

Loaded LoadAll(const std::string& folder, const FileReader& files) {
  Loaded loaded;
  loaded.files = ReadLexiconFiles(folder, files, &loaded.faults, &loaded.set.sha256);
  std::string sha256 = loaded.set.sha256;
  loaded.set = CompileLexicons(loaded.files, &loaded.faults);
  loaded.set.sha256 = sha256;
  if (loaded.set.languages.empty() && !loaded.faults.has_errors()) {
    loaded.faults.AddText(Severity::kError, folder +
                                                ": error[L000]: no language here: a language is a "
                                                "folder such as en/ with *.jsonc files");
  }
  return loaded;
}

int ReportFaults(const Loaded& loaded, const std::string& folder) {
  return Fail({"L000", folder, loaded.faults.ToString()}, kExitKnowledge);
}

// All proofs that were asked for, in the order of the files.
std::vector<Proof> Prove(const std::vector<const Lexicon*>& languages,
                         const std::vector<std::string>& what) {
  std::vector<Proof> out;
  for (const Lexicon* lexicon : languages) {
    for (Proof& proof : ProveLexicon(*lexicon)) {
      const bool asked = what.empty() || std::any_of(what.begin(), what.end(), [&](const auto& w) {
                           return Asked(proof, w);
                         });
      if (asked) out.push_back(std::move(proof));
    }
  }
  return out;
}

Result<std::string> CoverageTable(const LexiconListOptions& options, const Extractor& extractor,
                                  const KnowledgeOptions& knowledge, const Session& session) {
  const Result<PreparedReading> reading = PrepareReading(options.reading, knowledge, session);
  if (!reading) return reading.error();
  const Inputs inputs = ExpandInputs(options.coverage, options.reading.patterns, *session.files);
  Coverage coverage(extractor.lexicons());
  for (const std::string& path : inputs.files) {
    for (const Source& source : ReadInput(path, *session.files, *reading)) {
      if (const Diagnostic* error = WhyFailed(source)) {
        PrintError({error->code, error->where, error->message});
        continue;
      }
      const Record record = extractor.Extract(source);
      for (const Part& part : source.parts) {
        coverage.Read(part.text, part.section, extractor.lexicons().Find(record.language), path);
      }
    }
  }
  return coverage.Table(options.limit);
}

}  // namespace

int RunLexiconCheck(const LexiconCheckOptions& options, const Session& session) {
  const Result<KnowledgeOptions> knowledge = FindKnowledge(options.knowledge, session);
  if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
  Loaded loaded = LoadAll(knowledge->lexicons, *session.files);
  if (loaded.faults.has_errors()) return ReportFaults(loaded, knowledge->lexicons);
  const Result<Assembly> assembly = LoadAssembly(knowledge->schemas, *session.files);
  if (!assembly) return Fail(assembly.error(), kExitKnowledge);
  CheckAgainstSchema(loaded.files, loaded.set, *assembly, &loaded.faults);
  CheckStyle(loaded.files, loaded.set, &loaded.faults);
  if (options.unused) CheckUnusedValues(loaded.files, loaded.set, &loaded.faults);
  if (loaded.faults.has_errors()) return ReportFaults(loaded, knowledge->lexicons);
  PrintFaults(loaded.faults.ToString());
  const Result<std::vector<const Lexicon*>> languages = Choose(loaded.set, "");
  if (!languages) return Fail(languages.error(), kExitKnowledge);
  const size_t warnings = loaded.faults.warning_count();
  Say(knowledge->lexicons + ": " + Count(loaded.files.size(), "file") + ", no errors, " +
      Count(warnings, "warning"));
  const int printed = options.differences ? Print(ListDifferences(*languages)) : kExitFine;
  return options.strict && warnings > 0 ? kExitFailed : printed;
}

int RunLexiconTest(const LexiconTestOptions& options, const Session& session) {
  KnowledgeOptions wanted = options.knowledge;
  wanted.schemas = "-";  // not needed here, so not looked for
  const Result<KnowledgeOptions> knowledge = FindKnowledge(wanted, session);
  if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
  const Loaded loaded = LoadAll(knowledge->lexicons, *session.files);
  if (loaded.faults.has_errors()) return ReportFaults(loaded, knowledge->lexicons);
  const Result<std::vector<const Lexicon*>> languages = Choose(loaded.set, options.language);
  if (!languages) return Fail(languages.error(), kExitUsage);
  const std::vector<Proof> proofs = Prove(*languages, options.what);
  if (proofs.empty()) {
    return Fail({"U004", "",
                 "no example was asked for: name a file such as en/margins.jsonc or a rule "
                 "(pathex lexicon list rules shows them)"},
                kExitUsage);
  }
  const Places places(loaded.files);
  std::string names;
  size_t failed = 0;
  for (const Proof& proof : proofs) {
    if (options.verbose) names += (proof.failure.empty() ? "ok\t" : "failed\t") + proof.name + "\n";
    if (proof.failure.empty()) continue;
    ++failed;
    PrintFaults(places.Of(proof) + ": error[L030]: " + proof.name + "\n       text " +
                proof.markup + "\n   " + proof.failure + "\n");
  }
  const int printed = Print(names);
  Say(Count(proofs.size(), "example") + ", " + std::to_string(failed) + " failed");
  return failed > 0 ? kExitFailed : printed;
}

int RunLexiconList(const LexiconListOptions& options, const Session& session) {
  const Result<KnowledgeOptions> knowledge = FindKnowledge(options.knowledge, session);
  if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
  if (!options.coverage.empty()) {
    const Result<Extractor> extractor = Extractor::Load(
        {knowledge->lexicons, knowledge->schemas, options.reading.language}, *session.files);
    if (!extractor) return Fail(extractor.error(), kExitKnowledge);
    const Result<std::string> table = CoverageTable(options, *extractor, *knowledge, session);
    return table ? Print(*table) : Fail(table.error(), kExitKnowledge);
  }
  const Loaded loaded = LoadAll(knowledge->lexicons, *session.files);
  if (loaded.faults.has_errors()) return ReportFaults(loaded, knowledge->lexicons);
  const Result<std::vector<const Lexicon*>> languages =
      Choose(loaded.set, options.reading.language);
  if (!languages) return Fail(languages.error(), kExitUsage);
  return Print(ListLexicon(*languages, options.what));
}

}  // namespace pathex
