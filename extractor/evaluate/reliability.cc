#include "extractor/evaluate/reliability.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "extractor/evaluate/support.h"

namespace pathex {
namespace {

struct Tally {
  int n = 0, right = 0;
};
using Tallies = std::map<std::string, Tally>;

struct ValueTallies {
  std::string field;
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

// Documents with a wrong key field, by the signs of doubt that their records show.
class Signs {
 public:
  Signs(const Evaluation& evaluation, const EvaluationSpec& spec) : spec_(spec) {
    std::set<std::string> names;
    for (const DocumentScore& document : evaluation.documents) {
      if (document.record == nullptr) continue;
      for (const auto& [reason, count] : CountReasons(*document.record)) names.insert(reason);
    }
    for (const DocumentScore& document : evaluation.documents) {
      if (document.record == nullptr) continue;
      Add(document.wrong, &all_);
      const Json* by = ValueAt(*document.record, "/report" + spec_.reliability_by);
      const bool known = by != nullptr && by->is_string();
      Add(document.wrong, &signs_["by"][known ? by->get<std::string>() : "none"]);
      std::map<std::string, size_t> counts = CountReasons(*document.record);
      for (const std::string& name : names) {
        const size_t count = counts[name];
        Add(document.wrong, &signs_[name][count >= 3 ? "3+" : std::to_string(count)]);
      }
    }
  }

  void Write(Json* table) const {
    (*table)["all"] = OfTally(all_);
    (*table)["signs"] = Json::object();
    for (const auto& [name, tallies] : signs_) {
      for (const auto& [count, tally] : tallies) (*table)["signs"][name][count] = OfTally(tally);
    }
  }

 private:
  static Json OfTally(const Tally& tally) { return {{"n", tally.n}, {"wrong", tally.right}}; }

  static void Add(bool wrong, Tally* tally) { Count(wrong, tally); }

  // Mentions of all reasons of one name; a reason without mentions counts as one.
  std::map<std::string, size_t> CountReasons(const Json& record) const {
    std::map<std::string, size_t> out;
    const Json* reasons = ValueAt(record, spec_.review_reasons);
    if (reasons == nullptr || !reasons->is_array()) return out;
    for (const Json& reason : *reasons) {
      const Json* mentions = ValueAt(reason, "/mentions");
      const bool listed = mentions != nullptr && mentions->is_array();
      out[MentionText(reason, "reason")] += std::max<size_t>(1, listed ? mentions->size() : 0);
    }
    return out;
  }

  const EvaluationSpec& spec_;
  Tally all_;  // `right` counts the wrong ones
  std::map<std::string, Tallies> signs_;
};

}  // namespace

KindOfSupport SupportOf(const Json& record, std::string_view pointer) {
  return SupportIn(SupportIndex(&record), pointer);
}

Json ReliabilityTable(const Evaluation& evaluation, const EvaluationSpec& spec) {
  std::map<std::string, ValueTallies> values;
  std::string lexicons;
  bool one_lexicon = true;
  for (const DocumentScore& document : evaluation.documents) {
    if (document.record == nullptr) continue;
    const Json* sha = ValueAt(*document.record, "/engine/lexicons_sha256");
    const std::string spoke = sha != nullptr && sha->is_string() ? sha->get<std::string>() : "";
    one_lexicon = one_lexicon && (lexicons.empty() || lexicons == spoke);
    lexicons = spoke;
    const SupportIndex index(document.record);
    for (const Judgement& judgement : document.judged) {
      if (!judgement.predicted) continue;
      const std::string& pointer = judgement.predicted->pointer;
      ValueTallies& value = values[PointerPattern(pointer)];
      value.field = judgement.field;
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
                                {"all", ToJson(value.all)},
                                {"section", ToJson(value.section)},
                                {"rule", ToJson(value.rule)},
                                {"agreement", ToJson(value.agreement)},
                                {"certainty", ToJson(value.certainty)},
                                {"kind", ToJson(value.kind)}};
  }
  Signs(evaluation, spec).Write(&table);
  return table;
}

}  // namespace pathex
