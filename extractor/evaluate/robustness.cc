#include "extractor/evaluate/robustness.h"

#include <cmath>

#include "extractor/evaluate/print.h"

namespace pathex {
namespace {

constexpr char kAsWritten[] = "as written";

bool IsRandom(Perturbation kind) {
  return kind == Perturbation::kOcr || kind == Perturbation::kReorder;
}

// Another seed for every document and round, whatever the order of documents.
uint64_t SeedOf(const std::string& id, uint64_t seed, int round) {
  uint64_t hash = 0xcbf29ce484222325u ^ seed ^ static_cast<uint64_t>(round) << 32;
  for (unsigned char c : id) hash = (hash ^ c) * 0x100000001b3u;
  return hash;
}

struct Bench {
  const std::vector<GoldCase>& gold;
  const std::map<std::string, std::string>& texts;
  const EvaluationSpec& spec;
  const ExtractText& extract;
  std::map<std::string, Json> reports_as_written;
};

using Rewrite = std::function<std::string(const std::string& id, const std::string& text)>;

// Extracts every document after `rewrite` and adds the counts to `row`.
std::optional<Error> AddRound(const Rewrite& rewrite, Bench* bench, RobustnessRow* row) {
  RecordSet records;
  for (const GoldCase& gold : bench->gold) {
    const std::string& text = bench->texts.at(gold.id);
    Result<Json> record = bench->extract(gold.id, rewrite(gold.id, text));
    if (!record) return record.error();
    // Records are scored under the gold's name whatever the extractor called them.
    const Json* report = ValueAt(*record, "/report");
    Json scored = {{"source", {{"path", gold.id + "/report.txt"}}},
                   {"report", report == nullptr ? Json::object() : *report}};
    const auto [first, fresh] = bench->reports_as_written.emplace(gold.id, scored["report"]);
    row->documents_changed += !fresh && first->second != scored["report"] ? 1 : 0;
    records.Add(std::move(scored));
  }
  const Evaluation evaluation = Evaluate(bench->gold, records, bench->spec);
  row->key += evaluation.key;
  row->all += evaluation.all;
  return std::nullopt;
}

double LossOf(const RobustnessRow& row, const RobustnessRow& first) {
  return first.key.f1() - row.key.f1();
}

}  // namespace

Result<std::vector<RobustnessRow>> MeasureRobustness(
    const std::vector<GoldCase>& gold, const std::map<std::string, std::string>& texts,
    const EvaluationSpec& spec, const NoiseTable& noise, const RobustnessSettings& settings,
    const ExtractText& extract) {
  const std::vector<GoldCase> with_text =
      SelectGold(gold, [&](const std::string& id) { return texts.contains(id); });
  Bench bench{with_text, texts, spec, extract, {}};
  std::vector<RobustnessRow> rows(1);
  rows[0].variant = kAsWritten;
  const auto as_written = [](const std::string&, const std::string& text) { return text; };
  if (auto error = AddRound(as_written, &bench, &rows[0])) return *error;
  for (Perturbation kind : settings.kinds) {
    RobustnessRow row;
    row.variant = PerturbationName(kind);
    for (int round = 0; round < (IsRandom(kind) ? settings.rounds : 1); ++round) {
      const auto rewrite = [&](const std::string& id, const std::string& text) {
        return Perturb(text, kind, noise, SeedOf(id, settings.seed, round));
      };
      if (auto error = AddRound(rewrite, &bench, &row)) return *error;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

double AllowedLoss(std::string_view variant) {
  return variant == PerturbationName(Perturbation::kOcr) ? 0.03 : 0.01;
}

std::string PrintRobustness(const std::vector<RobustnessRow>& rows) {
  std::string out =
      PadRight("variant", 14) + "  key F1    loss  allowed  all F1  reports changed\n";
  for (const RobustnessRow& row : rows) {
    const bool first = &row == &rows.front();
    out += PadRight(row.variant, 14) + PadLeft(Fixed(row.key.f1(), 4), 8) +
           PadLeft(first ? "" : Fixed(LossOf(row, rows.front()), 4), 8) +
           PadLeft(first ? "" : Fixed(AllowedLoss(row.variant), 2), 9) +
           PadLeft(Fixed(row.all.f1(), 4), 8) +
           PadLeft(first ? "" : std::to_string(row.documents_changed), 17) + "\n";
  }
  return out;
}

Json RobustnessToJson(const std::vector<RobustnessRow>& rows) {
  Json out = Json::array();
  for (const RobustnessRow& row : rows) {
    const auto number = [](double value) {
      return std::isnan(value) ? Json(nullptr) : Json(value);
    };
    out.push_back({{"variant", row.variant},
                   {"key_f1", number(row.key.f1())},
                   {"all_f1", number(row.all.f1())},
                   {"loss", number(LossOf(row, rows.front()))},
                   {"documents_changed", row.documents_changed}});
  }
  return out;
}

std::vector<std::string> VariantsThatFail(const std::vector<RobustnessRow>& rows) {
  std::vector<std::string> out;
  for (const RobustnessRow& row : rows) {
    if (LossOf(row, rows.front()) > AllowedLoss(row.variant) + 1e-9) {
      out.push_back(row.variant + ": key-field F1 " + Fixed(rows.front().key.f1(), 4) + " -> " +
                    Fixed(row.key.f1(), 4));
    }
  }
  return out;
}

}  // namespace pathex
