#include "extractor/evaluate/reliability.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "extractor/evaluate/support.h"

namespace pathex {
namespace {

struct Tally {
  int n = 0, right = 0;
};
using Tallies = std::map<std::string, Tally>;

struct ValueTallies {
  std::string field;
  bool key = false;
  Tally all;
  Tallies section, rule, agreement, certainty, kind;
};

double FourDecimals(double value) { return std::round(value * 1e4) / 1e4; }

Json ToJson(const Tally& tally) {
  return {{"n", tally.n},
          {"right", tally.right},
          {"precision", FourDecimals(static_cast<double>(tally.right) / tally.n)},
          {"low", FourDecimals(Wilson(tally.right, tally.n).low)}};
}

Json ToJson(const Tallies& tallies) {
  Json out = Json::object();
  for (const auto& [name, tally] : tallies) out[name] = ToJson(tally);
  return out;
}

void Count(bool right, Tally* tally) {
  ++tally->n;
  tally->right += right ? 1 : 0;
}

std::string OrNone(std::string text) { return text.empty() ? "none" : std::move(text); }

KindOfSupport SupportIn(const SupportIndex& index, std::string_view pointer) {
  const std::vector<const Json*> mentions = index.Of(pointer);
  KindOfSupport out{"none", "none", "0", "none"};
  if (mentions.empty()) return out;
  const Json& first = *mentions.front();
  out.section = OrNone(MentionText(first, "section"));
  out.rule = OrNone(MentionText(first, "rule"));
  // A record leaves out the ordinary context.
  out.certainty = MentionContext(first, "certainty");
  if (out.certainty.empty()) out.certainty = "certain";
  out.agreement = mentions.size() >= 3 ? "3+" : std::to_string(mentions.size());
  return out;
}

void CountValue(const KindOfSupport& support, bool right, ValueTallies* value) {
  Count(right, &value->all);
  Count(right, &value->section[support.section]);
  Count(right, &value->rule[support.rule]);
  Count(right, &value->agreement[support.agreement]);
  Count(right, &value->certainty[support.certainty]);
  Count(right, &value->kind[support.kind()]);
}

// Key fields that a document lacks.
class Absences {
 public:
  explicit Absences(const EvaluationSpec& spec) : spec_(spec) {}

  void Count(const DocumentScore& document) {
    const Json* by = ValueAt(*document.record, spec_.reliability_by);
    const std::string kind = by != nullptr && by->is_string() ? by->get<std::string>() : "none";
    for (const ScalarField& scalar : spec_.scalars) {
      if (!spec_.IsKeyField(scalar.field)) continue;
      const Json* report = ValueAt(*document.record, "/report");
      if (report != nullptr && ValueAt(*report, scalar.pointer) != nullptr) continue;
      Add(scalar.pointer, kind + "|" + FirstReason(*document.record, scalar.pointer),
          Missed(document, scalar.field));
    }
    for (const ListField& list : spec_.lists) {
      if (!spec_.IsKeyField(list.field)) continue;
      const int signs = Signs(*document.record, list.pointer);
      Add(list.pointer, kind + "|" + (signs >= 3 ? "3+" : std::to_string(signs)),
          Missed(document, list.field));
    }
  }

  Json ToJson() const {
    Json out = Json::object();
    const auto add = [&](const std::string& pointer, const std::string& field, bool list) {
      const auto it = places_.find(pointer);
      if (it == places_.end()) return;
      Json& json = out[pointer];
      json = {{"field", field}, {"list", list}, {"all", OfTally(it->second.all)}};
      for (const auto& [name, tally] : it->second.kind) json["kind"][name] = OfTally(tally);
    };
    for (const ScalarField& scalar : spec_.scalars) add(scalar.pointer, scalar.field, false);
    for (const ListField& list : spec_.lists) {
      if (spec_.IsKeyField(list.field)) add(list.pointer, list.field, true);
    }
    return out;
  }

 private:
  struct Place {
    Tally all;  // `right` counts what was missed
    Tallies kind;
  };

  static Json OfTally(const Tally& tally) { return {{"n", tally.n}, {"missed", tally.right}}; }

  static int Missed(const DocumentScore& document, const std::string& field) {
    return static_cast<int>(std::count_if(
        document.judged.begin(), document.judged.end(),
        [&](const Judgement& one) { return one.field == field && one.gold && !one.predicted; }));
  }

  void Add(const std::string& pointer, const std::string& kind, int missed) {
    Place& place = places_[pointer];
    for (Tally* tally : {&place.all, &place.kind[kind]}) {
      ++tally->n;
      tally->right += missed;
    }
  }

  // Calls visit(reason, pointer, number of mentions) for each reason for review.
  template <typename Visit>
  void ForEachReason(const Json& record, const Visit& visit) const {
    const Json* reasons = ValueAt(record, spec_.review_reasons);
    if (reasons == nullptr || !reasons->is_array()) return;
    for (const Json& reason : *reasons) {
      const Json* mentions = ValueAt(reason, "/mentions");
      visit(MentionText(reason, "reason"), MentionText(reason, "pointer"),
            mentions != nullptr && mentions->is_array() ? mentions->size() : 0);
    }
  }

  std::string FirstReason(const Json& record, const std::string& pointer) const {
    std::string first = "none";
    ForEachReason(record, [&](const std::string& reason, const std::string& at, size_t) {
      if (first == "none" && at == pointer) first = reason;
    });
    return first;
  }

  int Signs(const Json& record, const std::string& pattern) const {
    size_t signs = 0;
    ForEachReason(record, [&](const std::string&, const std::string& at, size_t mentions) {
      if (PointerPattern(at) == pattern) signs += std::max<size_t>(1, mentions);
    });
    return static_cast<int>(signs);
  }

  const EvaluationSpec& spec_;
  std::map<std::string, Place> places_;
};

}  // namespace

KindOfSupport SupportOf(const Json& record, std::string_view pointer) {
  return SupportIn(SupportIndex(&record), pointer);
}

Json ReliabilityTable(const Evaluation& evaluation, const EvaluationSpec& spec) {
  std::map<std::string, ValueTallies> values;
  std::string lexicons;
  bool one_lexicon = true;
  Absences absences(spec);
  for (const DocumentScore& document : evaluation.documents) {
    if (document.record == nullptr) continue;
    const Json* sha = ValueAt(*document.record, "/engine/lexicons_sha256");
    const std::string spoke = sha != nullptr && sha->is_string() ? sha->get<std::string>() : "";
    one_lexicon = one_lexicon && (lexicons.empty() || lexicons == spoke);
    lexicons = spoke;
    absences.Count(document);
    const SupportIndex index(document.record);
    for (const Judgement& judgement : document.judged) {
      if (!judgement.predicted) continue;
      const std::string& pointer = judgement.predicted->pointer;
      ValueTallies& value = values[PointerPattern(pointer)];
      value.field = judgement.field;
      value.key = spec.IsKeyField(judgement.field);
      CountValue(SupportIn(index, pointer), judgement.right, &value);
    }
  }
  Json table = {{"version", 1},
                {"lexicons_sha256", one_lexicon ? lexicons : ""},
                {"documents", evaluation.documents.size()},
                {"confidence", 0.95},
                {"by", spec.reliability_by},
                {"values", Json::object()}};
  for (const auto& [pattern, value] : values) {
    table["values"][pattern] = {{"field", value.field},
                                {"key", value.key},
                                {"all", ToJson(value.all)},
                                {"section", ToJson(value.section)},
                                {"rule", ToJson(value.rule)},
                                {"agreement", ToJson(value.agreement)},
                                {"certainty", ToJson(value.certainty)},
                                {"kind", ToJson(value.kind)}};
  }
  table["absent"] = absences.ToJson();
  return table;
}

}  // namespace pathex
