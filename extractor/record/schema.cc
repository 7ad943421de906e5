#include "extractor/record/schema.h"

#include <algorithm>
#include <cctype>
#include <exception>

// Without this it ends the program on a bad schema.
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace pathex {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

// "" when it worked, else the reason.
std::string Populate(const nlohmann::json& document, valijson::Schema* schema) {
  try {
    valijson::SchemaParser parser;
    parser.populateSchema(Adapter(document), *schema);
    return {};
  } catch (const std::exception& error) {
    return error.what();
  }
}

// valijson names a place by steps such as "<root>", "[report]", "[0]".
std::string PointerOf(const std::vector<std::string>& context) {
  std::string pointer;
  for (const std::string& step : context) {
    if (step.size() < 2 || step.front() != '[') continue;
    pointer += "/" + EscapePointer(std::string_view(step).substr(1, step.size() - 2));
  }
  return pointer;
}

bool IsAbove(const std::string& a, const std::string& b) {
  return b.size() > a.size() && b.compare(0, a.size(), a) == 0 && b[a.size()] == '/';
}

// A fault deep inside makes a fault of everything around it; only the deepest are worth reading.
std::vector<Diagnostic> Deepest(std::vector<Diagnostic> faults) {
  std::vector<Diagnostic> out;
  for (const Diagnostic& fault : faults) {
    const bool outer = std::any_of(faults.begin(), faults.end(), [&](const Diagnostic& other) {
      return IsAbove(fault.where, other.where);
    });
    if (!outer) out.push_back(fault);
  }
  return out;
}

std::vector<Diagnostic> ValidateWith(const valijson::Schema& schema, const Json& document,
                                     const std::string& prefix) {
  const nlohmann::json plain = document;
  valijson::ValidationResults results;
  std::vector<Diagnostic> faults;
  try {
    valijson::Validator validator;
    if (validator.validate(schema, Adapter(plain), &results)) return faults;
  } catch (const std::exception&) {
    faults.push_back({Severity::kError, "D030", prefix, "too complex to validate", {}});
    return faults;
  }
  for (const auto& error : results) {
    std::string message = error.description;
    if (!message.empty() && message.back() == '.') message.pop_back();
    if (!message.empty()) message[0] = static_cast<char>(std::tolower(message[0]));
    faults.push_back({Severity::kError, "D030", prefix + PointerOf(error.context), message, {}});
  }
  return Deepest(std::move(faults));
}

Result<Json> ReadSchema(const std::string& path, const FileReader& files) {
  Result<std::string> text = files.Read(path);
  if (!text) return text.error();
  Result<JsonDocument> document = ParseJson(path, std::move(*text), Comments::kRefuse);
  if (!document) return document.error();
  Json root = std::move(document->root);
  // With an identifier the parser would look for every "#/…" in a file of that name.
  if (root.is_object()) root.erase("$id");
  return Result<Json>(std::move(root));
}

}  // namespace

struct ReportSchema::Compiled {
  valijson::Schema report, record, lexicon;
};

Result<ReportSchema> ReportSchema::Load(const std::string& folder, const FileReader& files) {
  auto compiled = std::make_shared<Compiled>();
  const std::pair<const char*, valijson::Schema*> all[] = {
      {"report.schema.json", &compiled->report},
      {"record.schema.json", &compiled->record},
      {"lexicon.schema.json", &compiled->lexicon}};
  for (const auto& [name, schema] : all) {
    const std::string path = folder + "/" + name;
    Result<Json> root = ReadSchema(path, files);
    if (!root) return root.error();
    // The report inside a record is validated by its own schema, with its own places.
    if (schema == &compiled->record && root->contains("properties")) {
      (*root)["properties"]["report"] = Json::object();
    }
    const std::string reason = Populate(nlohmann::json(*root), schema);
    if (!reason.empty()) return Error{"L021", path, "this is no JSON Schema: " + reason};
  }
  ReportSchema out;
  out.compiled_ = std::move(compiled);
  return out;
}

std::vector<Diagnostic> ReportSchema::Validate(const std::string& record_json) const {
  Result<Json> record = ParseJsonValue(record_json);
  if (!record) {
    return {{Severity::kError, record.error().code, "", record.error().message, {}}};
  }
  return ValidateRecord(*record);
}

std::vector<Diagnostic> ReportSchema::ValidateRecord(const Json& record) const {
  std::vector<Diagnostic> faults = ValidateWith(compiled_->record, record, "");
  if (!record.is_object() || !record.contains("report")) return faults;
  for (Diagnostic& fault : ValidateWith(compiled_->report, record["report"], "/report")) {
    faults.push_back(std::move(fault));
  }
  return faults;
}

std::vector<Diagnostic> ReportSchema::ValidateReport(const Json& report) const {
  return ValidateWith(compiled_->report, report, "");
}

std::vector<Diagnostic> ReportSchema::ValidateLexicon(const Json& file) const {
  return ValidateWith(compiled_->lexicon, file, "");
}

}  // namespace pathex
