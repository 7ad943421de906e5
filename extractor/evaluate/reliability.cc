#include "extractor/evaluate/reliability.h"

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

}  // namespace

KindOfSupport SupportOf(const Json& record, std::string_view pointer) {
  return SupportIn(SupportIndex(&record), pointer);
}

Json ReliabilityTable(const Evaluation& evaluation) {
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
  return table;
}

}  // namespace pathex
