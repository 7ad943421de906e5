// Reading a reliability table: from its file, or as a cache has kept it.
#include <algorithm>
#include <utility>

#include "extractor/base/json.h"
#include "extractor/base/pack.h"
#include "extractor/base/sha256.h"
#include "extractor/record/reliability.h"

namespace pathex {

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<MeasuredValues> auto& values) {
  auto& [all, rule, kind] = values;
  visit(all, rule, kind);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<MeasuredSign> auto& sign) {
  auto& [reason, counts] = sign;
  visit(reason, counts);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Reliability> auto& table) {
  auto& [lexicons_sha256, by, values, documents, signs] = table;
  visit(lexicons_sha256, by, values, documents, signs);
}

namespace {

constexpr std::string_view kCacheKind = "reliability";
constexpr char kByKind[] = "by";  // the sign that is no reason

std::string Pack(const Reliability& table) {
  PackWriter writer;
  VisitFields(writer, table);
  return writer.bytes();
}

bool Unpack(std::string_view bytes, Reliability* table) {
  PackReader reader(bytes);
  VisitFields(reader, *table);
  return reader.complete();
}

Measured ReadMeasured(const Json& json, const char* hits) {
  const auto number = [&](const char* key) {
    const auto it = json.find(key);
    return it != json.end() && it->is_number_unsigned() ? it->get<int>() : 0;
  };
  return {number("n"), number(hits)};
}

Measured ReadAll(const Json& json, const char* hits) {
  const auto it = json.find("all");
  return it == json.end() ? Measured() : ReadMeasured(*it, hits);
}

void ReadKinds(const Json& json, const char* member, const char* hits, StringMap<Measured>* out) {
  const auto kinds = json.find(member);
  if (kinds == json.end() || !kinds->is_object()) return;
  for (const auto& [name, tally] : kinds->items()) (*out)[name] = ReadMeasured(tally, hits);
}

bool HasShape(const Json& root) {
  const auto is = [&](const char* key, auto predicate) {
    return root.contains(key) && predicate(root[key]);
  };
  const auto text = [](const Json& json) { return json.is_string(); };
  const auto objects = [](const Json& json) {
    return json.is_object() &&
           std::all_of(json.begin(), json.end(), [](const Json& one) { return one.is_object(); });
  };
  return root.is_object() && is("lexicons_sha256", text) && is("by", text) &&
         is("values", objects) && is("signs", objects) && root.contains("all");
}

Reliability ReadTable(const Json& root) {
  Reliability table;
  table.lexicons_sha256 = root["lexicons_sha256"].get<std::string>();
  table.by = root["by"].get<std::string>();
  for (const auto& [pattern, json] : root["values"].items()) {
    MeasuredValues& values = table.values[pattern];
    values.all = ReadAll(json, "right");
    ReadKinds(json, "rule", "right", &values.rule);
    ReadKinds(json, "kind", "right", &values.kind);
  }
  table.documents = ReadAll(root, "wrong");
  for (const auto& [reason, json] : root["signs"].items()) {
    MeasuredSign& sign = table.signs.emplace_back();
    if (reason != kByKind) sign.reason = reason;
    for (const auto& [count, tally] : json.items()) {
      sign.counts[count] = ReadMeasured(tally, "wrong");
    }
  }
  return table;
}

}  // namespace

Result<std::optional<Reliability>> LoadReliability(const std::string& folder,
                                                   const FileReader& files,
                                                   const CacheFolder& cache) {
  const Result<std::vector<std::string>> names = files.List(folder);
  if (!names) return names.error();
  if (std::find(names->begin(), names->end(), kReliabilityFile) == names->end()) {
    return std::optional<Reliability>();
  }
  const std::string path = folder + "/" + kReliabilityFile;
  Result<std::string> bytes = files.Read(path);
  if (!bytes) return bytes.error();
  const std::string sha256 = cache.is_open() ? Sha256Hex(*bytes) : "";
  if (const auto kept = cache.Read(kCacheKind, sha256)) {
    Reliability table;
    if (Unpack(kept->bytes, &table)) return std::optional<Reliability>(std::move(table));
  }
  const Result<JsonDocument> document = ParseJson(path, std::move(*bytes), Comments::kRefuse);
  if (!document) return document.error();
  if (!HasShape(document->root)) {
    return Error{"L021", path,
                 "not a reliability table; write it anew with pathex evaluate GOLD RECORDS "
                 "--write-reliability FILE, or remove it"};
  }
  Reliability table = ReadTable(document->root);
  if (cache.is_open()) cache.Write(kCacheKind, sha256, Pack(table));
  return std::optional<Reliability>(std::move(table));
}

}  // namespace pathex
