#include "extractor/evaluate/spec.h"

#include <algorithm>

namespace pathex {
namespace {

std::string TextAt(const Json& object, const char* key) {
  auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::vector<std::string> TextsAt(const Json& object, const char* key) {
  std::vector<std::string> out;
  auto it = object.find(key);
  if (it == object.end() || !it->is_array()) return out;
  for (const Json& item : *it) {
    if (item.is_string()) out.push_back(item.get<std::string>());
  }
  return out;
}

const Json& ListAt(const Json& object, const char* key) {
  static const Json kEmpty = Json::array();
  auto it = object.find(key);
  return it != object.end() && it->is_array() ? *it : kEmpty;
}

Error Fault(const std::string& name, const std::string& message) {
  return Error{"D010", name, message};
}

// Name and pointer, which both kinds of field must have; false when one is missing.
bool ReadNameAndPointer(const Json& item, std::string* field, std::string* pointer) {
  if (!item.is_object()) return false;
  *field = TextAt(item, "field");
  *pointer = TextAt(item, "pointer");
  return !field->empty() && !pointer->empty() && pointer->front() == '/';
}

void ReadTolerance(const Json& item, const std::string& field, EvaluationSpec* spec) {
  auto it = item.find("tolerance");
  if (it != item.end() && it->is_number()) spec->tolerances.emplace_back(field, it->get<double>());
}

bool ReadScalars(const Json& root, EvaluationSpec* spec) {
  for (const Json& item : ListAt(root, "scalars")) {
    ScalarField scalar;
    if (!ReadNameAndPointer(item, &scalar.field, &scalar.pointer)) return false;
    scalar.drop_prefix = TextAt(item, "drop_prefix");
    scalar.any_word_order = TextAt(item, "compare") == "words";
    ReadTolerance(item, scalar.field, spec);
    spec->fields.push_back(scalar.field);
    spec->scalars.push_back(std::move(scalar));
  }
  return true;
}

bool ReadLists(const Json& root, EvaluationSpec* spec) {
  for (const Json& item : ListAt(root, "lists")) {
    ListField list;
    if (!ReadNameAndPointer(item, &list.field, &list.pointer)) return false;
    list.key = TextAt(item, "key");
    list.values = TextsAt(item, "value");
    auto required = item.find("required");
    list.key_required = required != item.end() && required->is_boolean() && required->get<bool>();
    if (!list.key.empty() && list.values.empty()) return false;
    ReadTolerance(item, list.field, spec);
    spec->fields.push_back(list.field);
    spec->lists.push_back(std::move(list));
  }
  return true;
}

}  // namespace

bool EvaluationSpec::IsKeyField(std::string_view field) const {
  return std::find(key_fields.begin(), key_fields.end(), field) != key_fields.end();
}

double EvaluationSpec::Tolerance(std::string_view field) const {
  for (const auto& [name, tolerance] : tolerances) {
    if (name == field) return tolerance;
  }
  return 1e-6;
}

Result<EvaluationSpec> ParseEvaluationSpec(const std::string& name, std::string text) {
  Result<JsonDocument> document = ParseJson(name, std::move(text), Comments::kAllow);
  if (!document) return document.error();
  const Json& root = document->root;
  if (!root.is_object()) return Fault(name, "an object is expected");
  EvaluationSpec spec;
  spec.entities = TextAt(root, "entities");
  if (!ReadScalars(root, &spec) || !ReadLists(root, &spec)) {
    return Fault(name, "every field needs \"field\" and \"pointer\"; a \"key\" needs \"value\"");
  }
  spec.key_fields = TextsAt(root, "key_fields");
  spec.confusion = TextsAt(root, "confusion");
  for (const auto* names : {&spec.key_fields, &spec.confusion}) {
    for (const std::string& field : *names) {
      if (std::find(spec.fields.begin(), spec.fields.end(), field) == spec.fields.end()) {
        return Fault(name, "\"" + field + "\" is not a field of this file");
      }
    }
  }
  auto review = root.find("review");
  if (review != root.end() && review->is_object()) {
    spec.review_needed = TextAt(*review, "needed");
    spec.review_rank = TextAt(*review, "rank");
    spec.review_reasons = TextAt(*review, "reasons");
  }
  auto reliability = root.find("reliability");
  if (reliability != root.end() && reliability->is_object()) {
    spec.reliability_by = TextAt(*reliability, "by");
  }
  return spec;
}

Result<EvaluationSpec> LoadEvaluationSpec(const std::string& path, const FileReader& files) {
  Result<std::string> text = files.Read(path);
  if (!text) return text.error();
  return ParseEvaluationSpec(path, std::move(*text));
}

}  // namespace pathex
