// `pathex evaluate`: records against gold; see evaluate/score.h for what is counted.
#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <set>

#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/output.h"
#include "extractor/evaluate/errors.h"
#include "extractor/evaluate/html.h"
#include "extractor/evaluate/print.h"
#include "extractor/evaluate/reliability.h"
#include "extractor/evaluate/robustness.h"
#include "extractor/pipeline.h"
#include "extractor/record/write.h"

namespace pathex {
namespace {

struct EvaluateOptions {
  std::string gold, records, texts, field, html, reliability, baseline;
  std::string part;  // "working", "held-out" or "" for both
  std::string by_split, column = "split";
  std::vector<std::string> split, perturb;
  bool errors = false, documents = false, json = false;
  int hold_out = 0;  // one in so many documents; 0 = not asked for
  int rounds = 5;
  uint64_t seed = 1;
  KnowledgeOptions knowledge;
};

constexpr char kWorking[] = "working", kHeldOut[] = "held-out";
constexpr int kUsualHoldOut = 3;

// Everything one run of the command has at hand.
struct Bench {
  const EvaluateOptions& options;
  const Session& session;
  KnowledgeOptions knowledge;
  EvaluationSpec spec;
  std::vector<GoldCase> gold;
  RecordSet records;
};

using Parts = std::vector<std::pair<std::string, Evaluation>>;

std::optional<Error> WriteFile(const std::string& path, const std::string& bytes) {
  Result<Output> output = Output::Open(path);
  if (!output) return output.error();
  output->Write(bytes);
  return output->Close();
}

int HoldOut(const EvaluateOptions& options) {
  return options.hold_out > 0 ? options.hold_out : kUsualHoldOut;
}

// The gold that --split and --part leave.
std::optional<Error> NarrowGold(Bench* bench) {
  const EvaluateOptions& options = bench->options;
  if (!options.split.empty()) {
    const auto column = LoadIndex(options.split[0], "split", *bench->session.files);
    if (!column) return column.error();
    bench->gold = SelectGold(bench->gold, [&](const std::string& id) {
      const auto it = column->find(id);
      return it != column->end() && it->second == options.split[1];
    });
  }
  if (!options.part.empty()) {
    bench->gold = SelectGold(bench->gold, [&](const std::string& id) {
      return IsHeldOut(id, HoldOut(options)) == (options.part == kHeldOut);
    });
  }
  return std::nullopt;
}

std::optional<Error> LoadRecords(Bench* bench) {
  if (bench->options.records.empty()) return std::nullopt;
  const Result<std::string> text = bench->session.files->Read(bench->options.records);
  if (!text) return text.error();
  Result<RecordSet> records = RecordSet::Parse(bench->options.records, *text);
  if (!records) return records.error();
  bench->records = std::move(*records);
  return std::nullopt;
}

// Evaluations of the parts that --hold-out and --by-split ask for, by name.
Result<Parts> EvaluateParts(const Bench& bench) {
  Parts parts;
  const auto add = [&](const std::string& name,
                       const std::function<bool(const std::string&)>& keep) {
    const std::vector<GoldCase> gold = SelectGold(bench.gold, keep);
    if (!gold.empty()) parts.emplace_back(name, Evaluate(gold, bench.records, bench.spec));
  };
  const EvaluateOptions& options = bench.options;
  if (options.hold_out > 0 && options.part.empty()) {
    for (const char* name : {kWorking, kHeldOut}) {
      add(name, [&](const std::string& id) {
        return IsHeldOut(id, options.hold_out) == (std::string_view(name) == kHeldOut);
      });
    }
  }
  if (!options.by_split.empty()) {
    const auto index = LoadIndex(options.by_split, options.column, *bench.session.files);
    if (!index) return index.error();
    std::set<std::string> values;
    for (const auto& [id, value] : *index) values.insert(value);
    for (const std::string& value : values) {
      add(options.column + " " + value, [&](const std::string& id) {
        const auto it = index->find(id);
        return it != index->end() && it->second == value;
      });
    }
  }
  return parts;
}

std::vector<Miss> MissesOf(const Bench& bench, const Evaluation& evaluation) {
  std::map<std::string, std::string> paths;
  for (const GoldCase& gold : bench.gold) paths[gold.id] = gold.text_path;
  const ReportText text = [&](const DocumentScore& document) -> std::string {
    const Json* path =
        document.record == nullptr ? nullptr : ValueAt(*document.record, "/source/path");
    std::string own = path != nullptr && path->is_string() ? path->get<std::string>() : "";
    if (own == "-") own.clear();  // standard input was the records
    for (const std::string& candidate : {own, paths[document.id]}) {
      if (candidate.empty()) continue;
      Result<std::string> bytes = bench.session.files->Read(candidate);
      if (bytes) return std::move(*bytes);
    }
    return {};
  };
  return FindMisses(evaluation, bench.spec, bench.options.field, text);
}

// The text as the plain text reader hands it on.
Source SourceOf(const std::string& id, const std::string& text) {
  Source source;
  source.id = id;
  source.path = id;
  source.format = "text";
  source.bytes = text.size();
  source.parts.emplace_back();
  source.parts.back().text = text;
  return source;
}

Result<std::vector<RobustnessRow>> RunPerturb(const Bench& bench) {
  const EvaluateOptions& options = bench.options;
  RobustnessSettings settings;
  settings.seed = options.seed;
  settings.rounds = options.rounds;
  for (const std::string& name : options.perturb) {
    if (const auto kind = ParsePerturbation(name)) {
      settings.kinds.push_back(*kind);
    } else {
      settings.kinds = AllPerturbations();
    }
  }
  const Result<NoiseTable> noise =
      LoadNoise(bench.knowledge.schemas + "/ocr_noise.json", *bench.session.files);
  if (!noise) return noise.error();
  const Result<Extractor> extractor = Extractor::Load({.lexicons = bench.knowledge.lexicons,
                                                       .schemas = bench.knowledge.schemas,
                                                       .language = "",
                                                       .cache = bench.knowledge.cache},
                                                      *bench.session.files);
  if (!extractor) return extractor.error();
  std::map<std::string, std::string> texts;
  for (const GoldCase& gold : bench.gold) {
    if (gold.text_path.empty()) continue;
    Result<std::string> text = bench.session.files->Read(gold.text_path);
    if (!text) return text.error();
    texts[gold.id] = std::move(*text);
  }
  if (texts.empty()) {
    return Error{"D015", options.gold,
                 "no report texts beside the gold; give them with --texts DIR"};
  }
  const ExtractText extract = [&](const std::string& id, const std::string& text) -> Result<Json> {
    const Source source = SourceOf(id, text);
    std::string line;
    WriteRecord(extractor->Extract(source), extractor->engine(), &line);
    return ParseJsonValue(line);
  };
  return MeasureRobustness(bench.gold, texts, bench.spec, *noise, settings, extract);
}

// What was measured; members that were not asked for stay empty.
struct Measured {
  bool has_records = false;
  Evaluation evaluation;
  Parts parts;
  std::vector<Miss> misses;
  std::vector<RobustnessRow> robustness;
};

Result<Measured> Measure(const Bench& bench) {
  Measured out;
  out.has_records = !bench.options.records.empty();
  if (out.has_records) {
    out.evaluation = Evaluate(bench.gold, bench.records, bench.spec);
    Result<Parts> parts = EvaluateParts(bench);
    if (!parts) return parts.error();
    out.parts = std::move(*parts);
    if (bench.options.errors) out.misses = MissesOf(bench, out.evaluation);
  }
  if (!bench.options.perturb.empty()) {
    Result<std::vector<RobustnessRow>> rows = RunPerturb(bench);
    if (!rows) return rows.error();
    out.robustness = std::move(*rows);
  }
  return out;
}

std::string AsJson(const Bench& bench, const Measured& measured) {
  Json out = Json::object();
  if (measured.has_records) out = EvaluationToJson(measured.evaluation, bench.spec);
  for (const auto& [name, part] : measured.parts) {
    out["parts"][name] = EvaluationToJson(part, bench.spec);
  }
  if (bench.options.errors) out["errors"] = MissesToJson(measured.misses);
  if (!measured.robustness.empty()) out["robustness"] = RobustnessToJson(measured.robustness);
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string AsText(const Bench& bench, const Measured& measured) {
  std::string out;
  if (measured.has_records) out += PrintEvaluation(measured.evaluation);
  if (!measured.parts.empty()) out += "\n" + PrintParts(measured.parts);
  if (bench.options.documents) out += "\n" + PrintDocuments(measured.evaluation);
  if (!measured.robustness.empty()) {
    out += (out.empty() ? "" : "\n") + PrintRobustness(measured.robustness);
  }
  if (bench.options.errors) out += "\n" + PrintMisses(measured.misses);
  return out;
}

std::optional<Error> WriteFiles(const Bench& bench, const Measured& measured) {
  if (!bench.options.html.empty()) {
    AccuracyPage page;
    page.title = "Accuracy on " + std::to_string(measured.evaluation.documents.size()) + " reports";
    page.evaluation = &measured.evaluation;
    page.spec = &bench.spec;
    page.parts = measured.parts;
    page.robustness = measured.robustness;
    page.misses = measured.misses;
    if (auto error = WriteFile(bench.options.html, RenderAccuracyPage(page))) return error;
  }
  if (!bench.options.reliability.empty()) {
    const std::string table = ReliabilityTable(measured.evaluation, bench.spec).dump(1) + "\n";
    if (auto error = WriteFile(bench.options.reliability, table)) return error;
  }
  return std::nullopt;
}

// What did not pass, to standard error; an error only when the baseline cannot be read.
Result<bool> Passes(const Bench& bench, const Measured& measured) {
  std::vector<std::string> failed = VariantsThatFail(measured.robustness);
  if (!bench.options.baseline.empty()) {
    const Result<std::string> text = bench.session.files->Read(bench.options.baseline);
    if (!text) return text.error();
    const Result<Json> baseline = ParseJsonValue(*text);
    if (!baseline) return Error{"D001", bench.options.baseline, baseline.error().message};
    for (std::string& line : FieldsThatDropped(measured.evaluation, *baseline)) {
      failed.push_back(std::move(line));
    }
  }
  for (const std::string& line : failed) Say("dropped: " + line);
  return failed.empty();
}

int Fail(const Error& error, ExitCode code) {
  PrintError(error);
  return code;
}

int RunEvaluate(const EvaluateOptions& options, const Session& session) {
  if (options.records.empty() && options.perturb.empty()) {
    Say("evaluate needs RECORDS or --perturb; see: pathex evaluate --help");
    return kExitUsage;
  }
  // Only --perturb runs the engine; everything else needs no lexicon.
  KnowledgeOptions wanted = options.knowledge;
  if (options.perturb.empty() && wanted.lexicons.empty()) wanted.lexicons = "-";
  const Result<KnowledgeOptions> knowledge = FindKnowledge(wanted, session);
  if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
  Result<EvaluationSpec> spec =
      LoadEvaluationSpec(knowledge->schemas + "/evaluation.json", *session.files);
  if (!spec) return Fail(spec.error(), kExitKnowledge);
  Result<std::vector<GoldCase>> gold = LoadGold(options.gold, options.texts, *session.files);
  if (!gold) return Fail(gold.error(), kExitFailed);
  Bench bench{options, session, *knowledge, std::move(*spec), std::move(*gold), {}};
  if (auto error = NarrowGold(&bench)) return Fail(*error, kExitFailed);
  if (auto error = LoadRecords(&bench)) return Fail(*error, kExitFailed);
  const Result<Measured> measured = Measure(bench);
  if (!measured) return Fail(measured.error(), kExitFailed);
  Result<Output> output = Output::Open("");
  if (!output) return Fail(output.error(), kExitFailed);
  output->Write(options.json ? AsJson(bench, *measured) : AsText(bench, *measured));
  if (auto error = output->Close()) return Fail(*error, kExitFailed);
  if (auto error = WriteFiles(bench, *measured)) return Fail(*error, kExitFailed);
  const Result<bool> passes = Passes(bench, *measured);
  if (!passes) return Fail(passes.error(), kExitFailed);
  return *passes ? kExitFine : kExitFailed;
}

std::vector<std::string> PerturbWords() {
  std::vector<std::string> words = {"all"};
  for (Perturbation kind : AllPerturbations()) words.emplace_back(PerturbationName(kind));
  return words;
}

void AddOutputOptions(CLI::App* command, EvaluateOptions* options) {
  CLI::Option* errors =
      command->add_flag("--errors", options->errors,
                        "every miss with the rule and cue that spoke (quotes the reports)");
  command->add_option("--field", options->field, "only the misses of this field")
      ->type_name("NAME")
      ->needs(errors);
  command->add_flag("--documents", options->documents, "one line a document, the worst first");
  command->add_flag("--json", options->json, "everything as one JSON object");
  command->add_option("--html", options->html, "also a page with plots (with --errors: and misses)")
      ->type_name("FILE");
  command
      ->add_option("--write-reliability", options->reliability,
                   "also the measured precision by field and kind of support")
      ->type_name("FILE");
  command
      ->add_option("--baseline", options->baseline,
                   "an earlier --json output; exit with 1 when any field is worse")
      ->type_name("FILE");
}

void AddSelectionOptions(CLI::App* command, EvaluateOptions* options) {
  command->add_option("--split", options->split, "only documents of this split of a table of ids")
      ->type_name("INDEX NAME")
      ->expected(2);
  CLI::Option* by_split =
      command
          ->add_option("--by-split", options->by_split,
                       "also one line for each value of a column of a table of ids")
          ->type_name("INDEX");
  command->add_option("--column", options->column, "the column of --by-split (default: split)")
      ->type_name("NAME")
      ->needs(by_split);
  command
      ->add_option("--hold-out", options->hold_out,
                   "also working and held-out documents apart: one in N is held out")
      ->type_name("N")
      ->check(CLI::Range(2, 1000));
  command->add_option("--part", options->part, "only the working or the held-out documents")
      ->check(CLI::IsMember({kWorking, kHeldOut}));
  command->add_option("--texts", options->texts, "folder with the reports' texts, <id>.txt")
      ->type_name("DIR");
}

void AddPerturbOptions(CLI::App* command, EvaluateOptions* options) {
  CLI::Option* perturb = command
                             ->add_option("--perturb", options->perturb,
                                          "extract the reports as written and changed, and compare")
                             ->type_name("KIND,...")
                             ->delimiter(',')
                             ->allow_extra_args(false)
                             ->check(CLI::IsMember(PerturbWords()));
  command->add_option("--seed", options->seed, "of the random changes")->needs(perturb);
  command->add_option("--rounds", options->rounds, "how often random changes are drawn")
      ->needs(perturb)
      ->check(CLI::Range(1, 1000));
}

}  // namespace

void AddEvaluate(CLI::App* app, Session* session) {
  auto options = std::make_shared<EvaluateOptions>();
  CLI::App* command =
      app->add_subcommand("evaluate", "precision, recall and F1 of records against gold");
  command->add_option("GOLD", options->gold, "folder: <id>.json, or <case>/expected.json below it")
      ->required();
  command->add_option("RECORDS", options->records,
                      "records, one a line; - is standard input; not needed with --perturb");
  AddOutputOptions(command, options.get());
  AddSelectionOptions(command, options.get());
  AddPerturbOptions(command, options.get());
  AddKnowledgeOptions(command, &options->knowledge);
  AddCacheOption(command, &options->knowledge);
  command->callback([=] { session->run = [=] { return RunEvaluate(*options, *session); }; });
}

}  // namespace pathex
