#include "extractor/evaluate/score.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace pathex {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double Ratio(double part, double whole) { return whole > 0 ? part / whole : kNone; }

bool IsTrue(const Json* value) {
  if (value == nullptr || value->is_null()) return false;
  if (value->is_boolean()) return value->get<bool>();
  if (value->is_number()) return value->get<double>() != 0;
  return value->is_string() ? !value->get_ref<const std::string&>().empty() : !value->empty();
}

const FactsOfField& FieldOf(const Facts& facts, const std::string& field) {
  static const FactsOfField kNoFacts;
  const auto it = facts.find(field);
  return it == facts.end() ? kNoFacts : it->second;
}

std::optional<Fact> FactOf(const FactsOfField& facts, const std::string& key) {
  const auto it = facts.find(key);
  return it == facts.end() ? std::nullopt : std::optional<Fact>(it->second);
}

void JudgeField(const std::string& field, const FactsOfField& gold, const FactsOfField& predicted,
                const GoldCase& gold_case, const EvaluationSpec& spec,
                std::vector<Judgement>* judged) {
  std::set<std::string> keys;
  for (const auto* side : {&gold, &predicted}) {
    for (const auto& [key, fact] : *side) keys.insert(key);
  }
  const double tolerance = spec.Tolerance(field);
  for (const std::string& key : keys) {
    Judgement one{field, key, FactOf(gold, key), FactOf(predicted, key)};
    if (IsFlagged(gold_case.ambiguous, one.gold ? &one.gold->pointer : nullptr,
                  one.predicted ? &one.predicted->pointer : nullptr, spec)) {
      continue;
    }
    one.right =
        one.gold && one.predicted && SameValue(one.gold->value, one.predicted->value, tolerance);
    judged->push_back(std::move(one));
  }
}

ScoreCounts CountsOf(const Judgement& judgement) {
  if (judgement.right) return ScoreCounts{.true_positives = 1};
  return ScoreCounts{.true_positives = 0,
                     .false_positives = judgement.predicted ? 1 : 0,
                     .false_negatives = judgement.gold ? 1 : 0};
}

DocumentScore ScoreDocument(const GoldCase& gold, const Json* record, const EvaluationSpec& spec) {
  static const Json kNoReport = Json::object();
  DocumentScore out;
  out.id = gold.id;
  out.record = record;
  const Json* report = record == nullptr ? nullptr : ValueAt(*record, "/report");
  const Facts gold_facts = FindFacts(gold.report, spec);
  const Facts found = FindFacts(report == nullptr ? kNoReport : *report, spec);
  for (const std::string& field : spec.fields) {
    JudgeField(field, FieldOf(gold_facts, field), FieldOf(found, field), gold, spec, &out.judged);
  }
  for (const Judgement& judgement : out.judged) {
    const ScoreCounts counts = CountsOf(judgement);
    out.all += counts;
    if (!spec.IsKeyField(judgement.field)) continue;
    out.key += counts;
    out.wrong = out.wrong || !judgement.right;
  }
  if (record != nullptr) {
    out.flagged = IsTrue(ValueAt(*record, spec.review_needed));
    out.rank = ReviewRank(*record, spec);
  }
  return out;
}

// Documents of one rank have no order among themselves: reading them finds their wrong ones at a
// constant rate, so that the curve does not depend on the luck of names.
std::vector<ReviewPoint> ReviewCurve(const std::vector<DocumentScore>& documents, int wrong) {
  std::vector<ReviewPoint> curve;
  if (wrong == 0) return curve;
  std::vector<const DocumentScore*> order;
  order.reserve(documents.size());
  for (const DocumentScore& document : documents) order.push_back(&document);
  std::stable_sort(order.begin(), order.end(), [](const DocumentScore* a, const DocumentScore* b) {
    return a->rank > b->rank;
  });
  const double total = static_cast<double>(order.size());
  curve.push_back({0, 0});
  double found = 0;
  for (size_t begin = 0; begin < order.size();) {
    size_t end = begin;
    int in_block = 0;
    while (end < order.size() && order[end]->rank == order[begin]->rank) {
      in_block += order[end++]->wrong ? 1 : 0;
    }
    const double size = static_cast<double>(end - begin);
    for (size_t k = begin + 1; k <= end; ++k) {
      const double seen = found + in_block * static_cast<double>(k - begin) / size;
      curve.push_back({static_cast<double>(k) / total, seen / wrong});
    }
    found += in_block;
    begin = end;
  }
  return curve;
}

}  // namespace

Interval Wilson(double k, double n, double z) {
  if (n <= 0) return {kNone, kNone};
  const double p = k / n;
  const double d = 1 + z * z / n;
  const double c = p + z * z / (2 * n);
  const double h = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {(c - h) / d, (c + h) / d};
}

ScoreCounts& ScoreCounts::operator+=(const ScoreCounts& other) {
  true_positives += other.true_positives;
  false_positives += other.false_positives;
  false_negatives += other.false_negatives;
  return *this;
}

double ScoreCounts::precision() const { return Ratio(true_positives, predicted()); }
double ScoreCounts::recall() const { return Ratio(true_positives, gold()); }
double ScoreCounts::f1() const {
  return Ratio(2.0 * true_positives, 2.0 * true_positives + false_positives + false_negatives);
}

Interval ScoreCounts::precision_interval() const { return Wilson(true_positives, predicted()); }
Interval ScoreCounts::recall_interval() const { return Wilson(true_positives, gold()); }
Interval ScoreCounts::f1_interval() const {
  const Interval overlap =
      Wilson(true_positives, true_positives + false_positives + false_negatives);
  return {2 * overlap.low / (1 + overlap.low), 2 * overlap.high / (1 + overlap.high)};
}

const ScoreCounts* Evaluation::Field(std::string_view name) const {
  for (const auto& [field, counts] : fields) {
    if (field == name) return &counts;
  }
  return nullptr;
}

Evaluation Evaluate(const std::vector<GoldCase>& gold, const RecordSet& records,
                    const EvaluationSpec& spec) {
  Evaluation out;
  std::map<std::string, ScoreCounts> counts;
  for (const GoldCase& one : gold) {
    out.documents.push_back(ScoreDocument(one, records.Find(one.id), spec));
    const DocumentScore& document = out.documents.back();
    for (const Judgement& judgement : document.judged) {
      counts[judgement.field] += CountsOf(judgement);
    }
    out.all += document.all;
    out.key += document.key;
    out.missing += document.record == nullptr ? 1 : 0;
    out.flagged += document.flagged ? 1 : 0;
    out.wrong += document.wrong ? 1 : 0;
    out.wrong_and_flagged += document.wrong && document.flagged ? 1 : 0;
    if (document.flagged) continue;
    out.unflagged_all += document.all;
    out.unflagged_key += document.key;
  }
  for (const std::string& field : spec.fields) {
    const auto it = counts.find(field);
    if (it != counts.end()) out.fields.emplace_back(field, it->second);
  }
  out.review = ReviewCurve(out.documents, out.wrong);
  return out;
}

double ReviewRank(const Json& record, const EvaluationSpec& spec) {
  const Json* rank = ValueAt(record, spec.review_rank);
  if (!spec.review_rank.empty() && rank != nullptr && rank->is_number()) {
    return rank->get<double>();
  }
  constexpr double kAsked = 1e6;  // more than any number of reasons
  const Json* reasons = ValueAt(record, spec.review_reasons);
  const bool listed = !spec.review_reasons.empty() && reasons != nullptr && reasons->is_array();
  return (IsTrue(ValueAt(record, spec.review_needed)) ? kAsked : 0) +
         (listed ? static_cast<double>(reasons->size()) : 0);
}

double FoundByReview(const Evaluation& evaluation, double share) {
  if (evaluation.review.size() < 2) return kNone;
  const size_t documents = evaluation.review.size() - 1;
  const double exact = share * static_cast<double>(documents);
  const size_t read = std::max<size_t>(1, static_cast<size_t>(std::floor(exact + 1e-9)));
  return evaluation.review[std::min(read, documents)].found;
}

Confusion ConfusionOf(const Evaluation& evaluation, std::string_view field) {
  std::map<std::pair<std::string, std::string>, int> cells;
  std::set<std::string> names;
  for (const DocumentScore& document : evaluation.documents) {
    for (const Judgement& one : document.judged) {
      if (one.field != field) continue;
      const std::string gold = one.gold ? one.gold->value.ToString() : "";
      // Values equal within the tolerance belong to one cell of the diagonal.
      const std::string predicted = one.right       ? gold
                                    : one.predicted ? one.predicted->value.ToString()
                                                    : "";
      ++cells[{gold, predicted}];
      names.insert(gold);
      names.insert(predicted);
    }
  }
  Confusion out;
  for (const std::string& name : names) {
    if (!name.empty()) out.values.push_back(name);
  }
  if (names.contains("")) out.values.push_back("");
  for (const std::string& gold : out.values) {
    std::vector<int>& row = out.counts.emplace_back();
    for (const std::string& predicted : out.values) {
      const auto it = cells.find({gold, predicted});
      row.push_back(it == cells.end() ? 0 : it->second);
    }
  }
  return out;
}

}  // namespace pathex
