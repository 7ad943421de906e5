#include "extractor/evaluate/errors.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "extractor/evaluate/print.h"

namespace pathex {
namespace {

constexpr size_t kExcerptWidth = 160;

MentionRead ReadingOf(const Json& mention, const SupportIndex& index, const std::string& text) {
  MentionRead out;
  out.rule = MentionText(mention, "rule");
  out.section = MentionText(mention, "section");
  out.text = MentionText(mention, "text");
  out.cues = MentionCues(mention);
  out.not_used = WhyNotUsed(mention, index);
  const Json* byte = ValueAt(mention, "/span/byte");
  const bool has_span = byte != nullptr && byte->is_array() && byte->size() == 2 &&
                        (*byte)[0].is_number_unsigned() && (*byte)[1].is_number_unsigned();
  if (has_span && !text.empty()) {
    const size_t begin = (*byte)[0].get<size_t>(), end = (*byte)[1].get<size_t>();
    const bool covers =
        end <= text.size() && begin < end && text.compare(begin, end - begin, out.text) == 0;
    if (covers) out.excerpt = Excerpt(text, begin, end, kExcerptWidth);
  }
  return out;
}

MissKind KindOf(const Judgement& judgement) {
  if (!judgement.predicted) return MissKind::kMissed;
  return judgement.gold ? MissKind::kWrong : MissKind::kSuperfluous;
}

Miss MissOf(const DocumentScore& document, const Judgement& judgement, const SupportIndex& index,
            const TypesOfPattern& types, const EvaluationSpec& spec, const std::string& text) {
  Miss miss;
  miss.document = document.id;
  miss.field = judgement.field;
  miss.key = judgement.key;
  miss.kind = KindOf(judgement);
  if (judgement.gold) miss.gold = judgement.gold->value.ToString();
  std::vector<const Json*> support;
  if (judgement.predicted) {
    miss.extracted = judgement.predicted->value.ToString();
    support = index.Of(judgement.predicted->pointer);
    for (const Json* mention : support) miss.readings.push_back(ReadingOf(*mention, index, text));
  }
  for (const Json* mention : UnusedReadings(judgement, index, types, spec)) {
    if (std::find(support.begin(), support.end(), mention) != support.end()) continue;
    miss.in_vain.push_back(ReadingOf(*mention, index, text));
  }
  return miss;
}

std::string PrintReading(const MentionRead& reading) {
  std::string out = "    " + reading.rule;
  if (!reading.section.empty()) out += ", section " + reading.section;
  out += ": " + Json(reading.excerpt.empty() ? reading.text : reading.excerpt)
                    .dump(-1, ' ', false, Json::error_handler_t::replace);
  // The context of a reading names its cues; those without an effect on it are listed by
  // themselves.
  for (const std::string& cue : reading.cues) {
    if (reading.not_used.find(cue) == std::string::npos) out += "  cue " + cue;
  }
  if (!reading.not_used.empty()) out += "  [" + reading.not_used + "]";
  return out + "\n";
}

std::string PrintMiss(const Miss& miss) {
  std::string out = miss.document + "  " + miss.field;
  if (!miss.key.empty()) out += " [" + miss.key + "]";
  out += ": " + std::string(MissKindName(miss.kind));
  if (miss.kind != MissKind::kSuperfluous) out += ", gold \"" + miss.gold + "\"";
  if (miss.kind != MissKind::kMissed) out += ", extracted \"" + miss.extracted + "\"";
  out += "\n";
  for (const MentionRead& reading : miss.readings) out += PrintReading(reading);
  if (miss.kind != MissKind::kMissed && miss.readings.empty())
    out += "    no evidence in the record\n";
  if (miss.kind == MissKind::kMissed && miss.in_vain.empty()) out += "    no rule matched\n";
  if (!miss.in_vain.empty()) out += "    the gold value was read, but not used:\n";
  for (const MentionRead& reading : miss.in_vain) out += "  " + PrintReading(reading);
  return out;
}

std::string ClassRule(const Miss& miss) {
  if (!miss.readings.empty()) return miss.readings.front().rule;
  if (!miss.in_vain.empty()) return "not used: " + miss.in_vain.front().rule;
  return miss.kind == MissKind::kMissed ? "no rule matched" : "no evidence";
}

std::string PrintClasses(const std::vector<Miss>& misses) {
  std::map<std::tuple<std::string, MissKind, std::string>, int> classes;
  for (const Miss& miss : misses) ++classes[{miss.field, miss.kind, ClassRule(miss)}];
  std::vector<std::pair<int, std::string>> lines;
  for (const auto& [name, count] : classes) {
    const auto& [field, kind, rule] = name;
    lines.emplace_back(count, PadLeft(std::to_string(count), 5) + "  " + PadRight(field, 22) + " " +
                                  PadRight(MissKindName(kind), 12) + " " + rule + "\n");
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string out;
  for (const auto& [count, line] : lines) out += line;
  return out;
}

Json ReadingToJson(const MentionRead& reading) {
  Json out = {{"rule", reading.rule}, {"section", reading.section}, {"text", reading.text}};
  if (!reading.excerpt.empty()) out["excerpt"] = reading.excerpt;
  if (!reading.cues.empty()) out["cues"] = reading.cues;
  if (!reading.not_used.empty()) out["not_used"] = reading.not_used;
  return out;
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string_view MissKindName(MissKind kind) {
  switch (kind) {
    case MissKind::kMissed:
      return "missed";
    case MissKind::kWrong:
      return "wrong";
    case MissKind::kSuperfluous:
      return "superfluous";
  }
  return "";
}

std::vector<Miss> FindMisses(const Evaluation& evaluation, const EvaluationSpec& spec,
                             std::string_view field, const ReportText& text) {
  TypesOfPattern types;
  for (const DocumentScore& document : evaluation.documents) {
    if (document.record != nullptr) types.Learn(*document.record);
  }
  std::vector<Miss> misses;
  std::map<std::string, int> by_field;
  for (const DocumentScore& document : evaluation.documents) {
    const SupportIndex index(document.record);
    const std::string report = text ? text(document) : std::string();
    for (const Judgement& judgement : document.judged) {
      if (judgement.right || (!field.empty() && judgement.field != field)) continue;
      misses.push_back(MissOf(document, judgement, index, types, spec, report));
      ++by_field[judgement.field];
    }
  }
  std::stable_sort(misses.begin(), misses.end(), [&](const Miss& a, const Miss& b) {
    const int a_count = by_field[a.field], b_count = by_field[b.field];
    return a_count != b_count ? a_count > b_count : a.field < b.field;
  });
  return misses;
}

std::string PrintMisses(const std::vector<Miss>& misses) {
  std::string out = std::to_string(misses.size()) + " misses\n" + PrintClasses(misses) + "\n";
  for (const Miss& miss : misses) out += PrintMiss(miss);
  return out;
}

Json MissesToJson(const std::vector<Miss>& misses) {
  Json out = Json::array();
  for (const Miss& miss : misses) {
    Json one = {{"document", miss.document},
                {"field", miss.field},
                {"key", miss.key},
                {"kind", MissKindName(miss.kind)}};
    if (miss.kind != MissKind::kSuperfluous) one["gold"] = miss.gold;
    if (miss.kind != MissKind::kMissed) one["extracted"] = miss.extracted;
    one["readings"] = Json::array();
    for (const MentionRead& reading : miss.readings)
      one["readings"].push_back(ReadingToJson(reading));
    one["in_vain"] = Json::array();
    for (const MentionRead& reading : miss.in_vain)
      one["in_vain"].push_back(ReadingToJson(reading));
    out.push_back(std::move(one));
  }
  return out;
}

std::string Excerpt(std::string_view text, size_t begin, size_t end, size_t width) {
  if (begin >= end || end > text.size()) return {};
  size_t from = begin, to = end;
  while (from > 0 && begin - from < width && text[from - 1] != '\n') --from;
  while (to < text.size() && to - end < width && text[to] != '\n' && text[to] != '\r') ++to;
  while (from < begin && IsContinuation(text[from])) ++from;
  while (to > end && to < text.size() && IsContinuation(text[to])) --to;
  std::string out(text.substr(from, begin - from));
  out.append("«").append(text.substr(begin, end - begin)).append("»");
  return out.append(text.substr(end, to - end));
}

}  // namespace pathex
