#include "extractor/review/verdict.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace pathex {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"right",   "wrong",  "corrected",
                                                    "missing", "unsure", "none"};

std::string TextOf(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Json ValueOf(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it == object.end() ? Json(nullptr) : *it;
}

}  // namespace

bool IsVerdictName(std::string_view name) {
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

Json VerdictToJson(const Verdict& verdict) {
  Json out = Json::object();
  out["record"] = verdict.record;
  out["source"] = {
      {"id", verdict.source_id}, {"path", verdict.source_path}, {"sha256", verdict.source_sha256}};
  out["pointer"] = verdict.pointer;
  out["field"] = verdict.field;
  out["verdict"] = verdict.verdict;
  out["value"] = verdict.value;
  if (!verdict.correction.is_null()) out["correction"] = verdict.correction;
  if (!verdict.quote.is_null()) out["quote"] = verdict.quote;
  if (!verdict.note.empty()) out["note"] = verdict.note;
  out["reviewer"] = verdict.reviewer;
  out["time"] = verdict.time;
  return out;
}

Result<Verdict> VerdictFromJson(const Json& json) {
  if (!json.is_object()) return Error{"R002", "", "a verdict is a JSON object"};
  Verdict out;
  out.record = TextOf(json, "record");
  const Json source = ValueOf(json, "source");
  if (source.is_object()) {
    out.source_id = TextOf(source, "id");
    out.source_path = TextOf(source, "path");
    out.source_sha256 = TextOf(source, "sha256");
  }
  out.pointer = TextOf(json, "pointer");
  out.field = TextOf(json, "field");
  out.verdict = TextOf(json, "verdict");
  out.value = ValueOf(json, "value");
  out.correction = ValueOf(json, "correction");
  out.quote = ValueOf(json, "quote");
  out.note = TextOf(json, "note");
  out.reviewer = TextOf(json, "reviewer");
  out.time = TextOf(json, "time");
  const bool names_value = out.verdict == "corrected" || out.verdict == "missing";
  if (out.record.empty()) return Error{"R002", "", "a verdict names its record"};
  if (!IsVerdictName(out.verdict)) {
    return Error{"R002", "",
                 "a verdict is right, wrong, corrected, missing, unsure or none (withdrawn)"};
  }
  if (names_value == out.correction.is_null()) {
    return Error{"R002", "",
                 "\"corrected\" and \"missing\" come with a correction, others without"};
  }
  if (!out.pointer.empty() && out.pointer[0] != '/') {
    return Error{"R002", "", "the pointer of a verdict begins with /"};
  }
  return out;
}

std::string UtcNow() {
  using std::chrono::milliseconds;
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto thousandths =
      std::chrono::duration_cast<milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[48];
  const size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + size, sizeof text - size, ".%03dZ", static_cast<int>(thousandths));
  return text;
}

}  // namespace pathex
