#include "extractor/evaluate/print.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "extractor/evaluate/letters.h"

namespace pathex {
namespace {

constexpr char kKeyRow[] = "KEY FIELDS (micro)";
constexpr char kAllRow[] = "ALL FIELDS (micro)";
constexpr double kShares[] = {0.05, 0.10, 0.25, 0.50};

std::vector<std::pair<std::string, ScoreCounts>> RowsOf(const Evaluation& evaluation) {
  std::vector<std::pair<std::string, ScoreCounts>> rows = evaluation.fields;
  rows.emplace_back(kKeyRow, evaluation.key);
  rows.emplace_back(kAllRow, evaluation.all);
  return rows;
}

size_t Width(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size(); ++width) NextCodePoint(text, &at);
  return width;
}

std::string IntervalText(const Interval& interval) {
  return Fixed(interval.low, 3) + "-" + Fixed(interval.high, 3);
}

std::string Row(const std::string& name, const ScoreCounts& counts) {
  std::string out = PadRight(name, 24);
  for (int n :
       {counts.gold(), counts.true_positives, counts.false_positives, counts.false_negatives}) {
    out += " " + PadLeft(std::to_string(n), 5);
  }
  for (double ratio : {counts.precision(), counts.recall(), counts.f1()}) {
    out += " " + PadLeft(Fixed(ratio, 3), 6);
  }
  return out + "  " + PadLeft(IntervalText(counts.precision_interval()), 11) + "  " +
         PadLeft(IntervalText(counts.f1_interval()), 11) + "\n";
}

std::string Percent(double share) { return Fixed(share * 100, 0) + " %"; }

std::string ReviewText(const Evaluation& evaluation) {
  const std::string documents = std::to_string(evaluation.documents.size());
  std::string out = "review: " + std::to_string(evaluation.flagged) + "/" + documents +
                    " documents flagged; " + std::to_string(evaluation.wrong_and_flagged) + "/" +
                    std::to_string(evaluation.wrong) +
                    " documents with a wrong key field were flagged\n";
  if (!evaluation.review.empty()) {
    for (double share : kShares) {
      out += "review " + PadLeft(Percent(share), 5) + " of documents -> " +
             PadLeft(Percent(FoundByReview(evaluation, share)), 6) + " of wrong documents found\n";
    }
  }
  const auto unflagged = [](const char* what, const ScoreCounts& counts) {
    const std::string begin = std::string("precision in documents not flagged, ") + what + ": ";
    if (counts.predicted() == 0) return begin + "there is no value\n";
    return begin + Fixed(counts.precision(), 4) + " (" + std::to_string(counts.true_positives) +
           "/" + std::to_string(counts.predicted()) + ", 95 % " +
           IntervalText(counts.precision_interval()) + ")\n";
  };
  return out + unflagged("every field", evaluation.unflagged_all) +
         unflagged("key fields", evaluation.unflagged_key);
}

Json Number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json PairOf(const Interval& interval) {
  return Json::array({Number(interval.low), Number(interval.high)});
}

Json CountsToJson(const ScoreCounts& counts) {
  return {{"gold", counts.gold()},
          {"precision", Number(counts.precision())},
          {"recall", Number(counts.recall())},
          {"f1", Number(counts.f1())},
          {"tp", counts.true_positives},
          {"fp", counts.false_positives},
          {"fn", counts.false_negatives},
          {"precision_ci", PairOf(counts.precision_interval())},
          {"recall_ci", PairOf(counts.recall_interval())},
          {"f1_ci", PairOf(counts.f1_interval())}};
}

Json DocumentToJson(const DocumentScore& document) {
  Json out = {{"id", document.id},
              {"record", document.record != nullptr},
              {"tp", document.all.true_positives},
              {"fp", document.all.false_positives},
              {"fn", document.all.false_negatives},
              {"wrong_key", document.wrong},
              {"flagged", document.flagged},
              {"rank", Number(document.rank)}};
  return out;
}

Json ReviewToJson(const Evaluation& evaluation) {
  Json curve = Json::array();
  for (const ReviewPoint& point : evaluation.review) {
    curve.push_back(Json::array({point.share, point.found}));
  }
  Json found = Json::object();
  for (double share : kShares) found[Fixed(share, 2)] = Number(FoundByReview(evaluation, share));
  return {{"found", found}, {"curve", curve}};
}

}  // namespace

std::string Fixed(double value, int digits) {
  if (std::isnan(value)) return "nan";
  char buffer[400];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, digits);
  return std::string(buffer, end.ptr);
}

std::string PadLeft(std::string_view text, size_t width) {
  const size_t have = Width(text);
  return std::string(have < width ? width - have : 0, ' ').append(text);
}

std::string PadRight(std::string_view text, size_t width) {
  const size_t have = Width(text);
  return std::string(text).append(have < width ? width - have : 0, ' ');
}

std::string PrintEvaluation(const Evaluation& evaluation) {
  std::string out = std::to_string(evaluation.documents.size()) + " gold documents, " +
                    std::to_string(evaluation.missing) + " without a record\n" +
                    PadRight("field", 24);
  for (const char* name : {"gold", "tp", "fp", "fn"}) out += " " + PadLeft(name, 5);
  for (const char* name : {"prec", "rec", "F1"}) out += " " + PadLeft(name, 6);
  out += "  prec 95 %    F1 95 %\n";
  for (const auto& [name, counts] : RowsOf(evaluation)) out += Row(name, counts);
  return evaluation.documents.empty() ? out : out + ReviewText(evaluation);
}

std::string PrintDocuments(const Evaluation& evaluation) {
  std::vector<const DocumentScore*> order;
  for (const DocumentScore& document : evaluation.documents) order.push_back(&document);
  const auto misses = [](const ScoreCounts& c) { return c.false_positives + c.false_negatives; };
  std::stable_sort(order.begin(), order.end(), [&](const DocumentScore* a, const DocumentScore* b) {
    return std::pair(misses(a->key), misses(a->all)) > std::pair(misses(b->key), misses(b->all));
  });
  std::string out = PadRight("document", 32);
  for (const char* name : {"tp", "fp", "fn"}) out += " " + PadLeft(name, 5);
  out += "  key fields  review\n";
  for (const DocumentScore* document : order) {
    out += PadRight(document->id, 32);
    for (int n : {document->all.true_positives, document->all.false_positives,
                  document->all.false_negatives}) {
      out += " " + PadLeft(std::to_string(n), 5);
    }
    const int key = misses(document->key);
    out += "  " + PadRight(key == 0 ? "right" : std::to_string(key) + " wrong", 10) + "  " +
           (document->record == nullptr ? "no record"
            : document->flagged         ? "flagged"
                                        : "-") +
           "\n";
  }
  return out;
}

std::string PrintParts(const std::vector<std::pair<std::string, Evaluation>>& parts) {
  std::string out = PadRight("part", 24) + " " + PadLeft("docs", 5);
  for (const char* name : {"key prec", "key rec", "key F1", "all prec", "all rec", "all F1"}) {
    out += " " + PadLeft(name, 8);
  }
  out += "\n";
  for (const auto& [name, evaluation] : parts) {
    out += PadRight(name, 24) + " " + PadLeft(std::to_string(evaluation.documents.size()), 5);
    for (const ScoreCounts* counts : {&evaluation.key, &evaluation.all}) {
      for (double ratio : {counts->precision(), counts->recall(), counts->f1()}) {
        out += " " + PadLeft(Fixed(ratio, 3), 8);
      }
    }
    out += "\n";
  }
  return out;
}

Json EvaluationToJson(const Evaluation& evaluation, const EvaluationSpec& spec) {
  Json fields = Json::array();
  for (const auto& [name, counts] : RowsOf(evaluation)) {
    Json row = {{"field", name}};
    row.update(CountsToJson(counts));
    fields.push_back(std::move(row));
  }
  Json by_document = Json::array();
  for (const DocumentScore& document : evaluation.documents) {
    by_document.push_back(DocumentToJson(document));
  }
  Json confusion = Json::object();
  for (const std::string& field : spec.confusion) {
    const Confusion matrix = ConfusionOf(evaluation, field);
    confusion[field] = {{"values", matrix.values}, {"counts", matrix.counts}};
  }
  return {{"documents", evaluation.documents.size()},
          {"missing", evaluation.missing},
          {"fields", fields},
          {"documents_flagged", evaluation.flagged},
          {"documents_wrong_key", evaluation.wrong},
          {"wrong_and_flagged", evaluation.wrong_and_flagged},
          {"not_flagged",
           {{"every_field", CountsToJson(evaluation.unflagged_all)},
            {"key_fields", CountsToJson(evaluation.unflagged_key)}}},
          {"review", ReviewToJson(evaluation)},
          {"confusion", confusion},
          {"by_document", by_document}};
}

std::vector<std::string> FieldsThatDropped(const Evaluation& evaluation, const Json& baseline) {
  std::vector<std::string> out;
  const Json* fields = ValueAt(baseline, "/fields");
  if (fields == nullptr || !fields->is_array()) return {"the baseline holds no fields"};
  const auto rows = RowsOf(evaluation);
  for (const Json& row : *fields) {
    const Json* field = ValueAt(row, "/field");
    const Json* f1 = ValueAt(row, "/f1");
    if (field == nullptr || !field->is_string() || f1 == nullptr || !f1->is_number()) continue;
    const std::string name = field->get<std::string>();
    const auto now = std::find_if(rows.begin(), rows.end(),
                                  [&](const auto& other) { return other.first == name; });
    const double before = f1->get<double>();
    const double after = now == rows.end() || std::isnan(now->second.f1()) ? 0 : now->second.f1();
    if (before - after >= 0.0005) {
      out.push_back(name + ": F1 " + Fixed(before, 3) + " -> " + Fixed(after, 3));
    }
  }
  return out;
}

}  // namespace pathex
