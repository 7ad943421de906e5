// pathex validate: records, reports and lexicon files against their schemas.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/json_pieces.h"
#include "extractor/cli/knowledge.h"
#include "extractor/record/schema.h"

namespace pathex {
namespace {

const std::vector<std::string> kKinds = {"record", "report", "lexicon"};

struct ValidateOptions {
  std::vector<std::string> paths;
  std::string kind;
  size_t limit = 20;
  bool quiet = false;
  KnowledgeOptions knowledge;
};

bool IsLexiconName(const std::string& path) { return path.ends_with(".jsonc"); }

// Lexicon files below a folder, in order; a file stands for itself.
void Expand(const std::string& path, const FileReader& files, std::vector<std::string>* out) {
  const bool folder = path != "-" && files.IsFolder(path);
  const Result<std::vector<std::string>> names =
      folder ? files.List(path) : Result<std::vector<std::string>>(std::vector<std::string>());
  if (!folder || !names) {
    out->push_back(path);
    return;
  }
  for (const std::string& name : *names) {
    const std::string below = path + "/" + name;
    if (files.IsFolder(below) || IsLexiconName(name)) Expand(below, files, out);
  }
}

class Validation {
 public:
  Validation(const ValidateOptions& options, const ReportSchema& schema)
      : options_(options), schema_(schema) {}

  void File(const std::string& path, const Session& session) {
    const Result<std::string> text = session.files->Read(path);
    if (!text) {
      PrintError(text.error());
      ++unread_;
      return;
    }
    const bool lexicon = options_.kind.empty() ? IsLexiconName(path) : options_.kind == "lexicon";
    const std::vector<std::string_view> pieces =
        lexicon ? std::vector<std::string_view>{*text} : CutJson(*text);
    if (pieces.empty()) {
      PrintError({"D001", path, "no JSON document here; extract writes records to validate"});
      ++unread_;
    }
    printed_ = hidden_ = 0;
    for (const std::string_view piece : pieces) Document(path, *text, piece, lexicon);
    if (hidden_ > 0) {
      Say(path + ": " + Count(hidden_, "more fault") + " (--limit 0 shows all)");
    }
  }

  int Finish() const {
    if (!options_.quiet) {
      Say(Count(documents_, "document") + ", " + std::to_string(invalid_) + " not valid");
    }
    return invalid_ > 0 || unread_ > 0 ? kExitFailed : kExitFine;
  }

 private:
  void Document(const std::string& path, std::string_view text, std::string_view piece,
                bool lexicon) {
    ++documents_;
    const Result<JsonDocument> document =
        ParseJson(path, std::string(piece), lexicon ? Comments::kAllow : Comments::kRefuse);
    const size_t begin = static_cast<size_t>(piece.data() - text.data());
    if (!document) {
      ++invalid_;
      const LineColumn at = Locate(text, begin);
      if (piece.size() == text.size()) {
        PrintError(document.error());
      } else {
        Print(path, at, "D001", "not valid JSON: the document that begins here is broken");
      }
      return;
    }
    std::string prefix;
    const std::vector<Diagnostic> faults = Faults(document->root, lexicon, &prefix);
    if (faults.empty()) return;
    ++invalid_;
    for (const Diagnostic& fault : faults) {
      const std::string pointer = prefix + fault.where;
      const LineColumn at = Locate(text, begin + document->Place(pointer).value_begin);
      Print(path, at, fault.code, (pointer.empty() ? "/" : pointer) + ": " + fault.message);
    }
  }

  // `prefix` leads from the document to what was validated.
  std::vector<Diagnostic> Faults(const Json& root, bool lexicon, std::string* prefix) const {
    if (lexicon) return schema_.ValidateLexicon(root);
    const bool record = root.is_object() && root.contains("record_version");
    if (options_.kind == "record" || (options_.kind.empty() && record)) {
      return schema_.ValidateRecord(root);
    }
    if (root.is_object() && root.contains("report")) {
      *prefix = "/report";
      return schema_.ValidateReport(root["report"]);
    }
    return schema_.ValidateReport(root);
  }

  void Print(const std::string& path, LineColumn at, const std::string& code,
             const std::string& message) {
    if (options_.limit > 0 && printed_ >= options_.limit) {
      ++hidden_;
      return;
    }
    ++printed_;
    PrintError(
        {code, path + ":" + std::to_string(at.line) + ":" + std::to_string(at.column), message});
  }

  const ValidateOptions& options_;
  const ReportSchema& schema_;
  size_t documents_ = 0, invalid_ = 0, unread_ = 0;
  size_t printed_ = 0, hidden_ = 0;  // faults of the file at hand
};

int RunValidate(const ValidateOptions& options, const Session& session) {
  const Result<std::string> schemas = FindSchemas(options.knowledge, session);
  if (!schemas) {
    PrintError(schemas.error());
    return kExitKnowledge;
  }
  const Result<ReportSchema> schema = ReportSchema::Load(*schemas, *session.files);
  if (!schema) {
    PrintError(schema.error());
    return kExitKnowledge;
  }
  std::vector<std::string> paths;
  for (const std::string& path : options.paths) Expand(path, *session.files, &paths);
  Validation validation(options, *schema);
  for (const std::string& path : paths) validation.File(path, session);
  return validation.Finish();
}

}  // namespace

void AddValidate(CLI::App* app, Session* session) {
  auto options = std::make_shared<ValidateOptions>();
  CLI::App* command = app->add_subcommand("validate", "check records or lexicons against schemas/");
  command
      ->add_option("FILE", options->paths,
                   "records, one a line or wrapped; lexicon files\n(*.jsonc) or folders of them; - "
                   "for standard input")
      ->required();
  command
      ->add_option(
          "--as", options->kind,
          "record, report (the clean values alone) or\nlexicon (default: by what it looks like)")
      ->check(CLI::IsMember(kKinds).description(""))
      ->type_name("KIND");
  command
      ->add_option("--limit", options->limit, "faults to print for each file (0 = all; default 20)")
      ->type_name("N");
  command->add_flag("-q,--quiet", options->quiet, "no summary");
  AddSchemasOption(command, &options->knowledge);
  command->footer(
      "Every fault names the file, line and column, and the JSON Pointer of the value; values are "
      "not\n"
      "printed. A document with \"report\" but without \"record_version\" (a gold file) has that "
      "report\n"
      "checked. Exit status 1 when a document is not valid. For lexicons, this checks the shape of "
      "the\n"
      "files only; pathex lexicon check finds every fault.\n\n"
      "Examples:\n"
      "  pathex validate records.ndjson\n"
      "  pathex extract reports/ | pathex validate -\n"
      "  pathex validate samples/en/*/expected.json");
  command->callback([=] { session->run = [=] { return RunValidate(*options, *session); }; });
}

}  // namespace pathex
