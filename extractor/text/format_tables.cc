#include "extractor/text/format_tables.h"

#include <cctype>
#include <cstdint>

#include "extractor/base/json.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

// "12.5", "12,5" or "12" in thousandths; false for anything else.
bool ParseThousandths(std::string_view text, int64_t* value) {
  int64_t number = 0;
  int decimals = -1;
  for (char c : text) {
    if (c == '.' || c == ',') {
      if (decimals >= 0) return false;
      decimals = 0;
    } else if (!IsAsciiDigit(c) || number > INT64_MAX / 10'000'000) {
      return false;
    } else if (decimals < 3) {
      number = number * 10 + (c - '0');
      if (decimals >= 0) ++decimals;
    }
  }
  if (text.empty() || !IsAsciiDigit(text.back()) || !IsAsciiDigit(text.front())) return false;
  for (int i = decimals < 0 ? 0 : decimals; i < 3; ++i) number *= 10;
  *value = number;
  return true;
}

std::string PrintThousandths(int64_t value) {
  std::string text = std::to_string(value / 1000);
  std::string decimals = std::to_string(1000 + value % 1000).substr(1);
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  return decimals.empty() ? text : text + "." + decimals;
}

std::string Scalar(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool IsScalar(const Json& value) {
  return value.is_string() || value.is_number() || value.is_boolean();
}

template <typename Map>
bool ReadMap(const Json& object, Map* map) {
  if (!object.is_object()) return false;
  for (const auto& [key, value] : object.items()) {
    if (!IsScalar(value)) return false;
    (*map)[key] = Scalar(value);
  }
  return true;
}

bool ReadRule(const Json& row, StatementRule* rule) {
  for (const auto& [key, value] : row.items()) {
    if (key == "about" || key == "codes") continue;
    if (key == "mention" && value.is_string()) {
      rule->mention = value.get<std::string>();
    } else if (key == "slot" && value.is_string()) {
      rule->slot = value.get<std::string>();
    } else if (key == "number" && value.is_boolean()) {
      rule->number = value.get<bool>();
    } else if (key == "with" && value.is_object()) {
      for (const auto& [slot, constant] : value.items()) {
        if (!IsScalar(constant)) return false;
        rule->constants.emplace_back(slot, Scalar(constant));
      }
    } else if (key == "values") {
      std::map<std::string, std::string> values;
      if (!ReadMap(value, &values)) return false;
      for (const auto& [answer, meaning] : values) rule->values[AsciiLower(answer)] = meaning;
    } else if (key == "units") {
      if (!ReadMap(value, &rule->units)) return false;
    } else {
      return false;
    }
  }
  return !rule->mention.empty() && (!rule->slot.empty() || !rule->constants.empty());
}

// "statements": [{"codes": ["21894-1"], "mention": "…", "slot": "…", …}, …]
template <typename Rules>
bool ReadRules(const Json& rows, Rules* rules) {
  for (const Json& row : rows) {
    if (!row.is_object() || !row.contains("codes") || !row["codes"].is_array()) return false;
    StatementRule rule;
    if (!ReadRule(row, &rule)) return false;
    for (const Json& code : row["codes"]) {
      if (!code.is_string()) return false;
      (*rules)[code.get<std::string>()] = rule;
    }
  }
  return true;
}

}  // namespace

Result<FormatTables> FormatTables::Load(const std::string& folder, const FileReader& files) {
  FormatTables tables;
  Result<std::vector<std::string>> names = files.List(folder);
  if (!names) return names.error();
  constexpr std::string_view kSuffix = ".json";
  for (const std::string& name : *names) {
    if (name.size() <= kSuffix.size() || !name.ends_with(kSuffix)) continue;
    const std::string path = folder + "/" + name;
    Result<std::string> text = files.Read(path);
    if (!text) return text.error();
    Result<JsonDocument> document = ParseJson(path, std::move(*text), Comments::kAllow);
    if (!document) return document.error();
    const std::string file = name.substr(0, name.size() - kSuffix.size());
    if (!document->root.is_object()) return Error{"S033", path, "not a JSON object"};
    for (const auto& [key, value] : document->root.items()) {
      const std::string table = file + "." + key;
      bool good = true;
      if (value.is_object()) {
        good = ReadMap(value, &tables.tables_[table]);
      } else if (value.is_array() && !value.empty() && value[0].is_object()) {
        good = ReadRules(value, &tables.statements_[table]);
      } else if (value.is_array()) {
        for (const Json& item : value) {
          good = good && item.is_string();
          if (good) tables.lists_[table].push_back(item.get<std::string>());
        }
      } else {
        good = key == "about";
      }
      if (!good) return Error{"S033", path, "\"" + key + "\" has an unexpected shape"};
    }
  }
  return tables;
}

const FormatTables& FormatTables::None() {
  static const FormatTables kNone;
  return kNone;
}

const std::string* FormatTables::Find(std::string_view table, std::string_view key) const {
  const auto found = tables_.find(table);
  if (found == tables_.end()) return nullptr;
  const auto entry = found->second.find(key);
  return entry == found->second.end() ? nullptr : &entry->second;
}

std::string FormatTables::Get(std::string_view table, std::string_view key) const {
  const std::string* found = Find(table, key);
  return found == nullptr ? std::string() : *found;
}

bool FormatTables::Has(std::string_view list, std::string_view item) const {
  for (const std::string& entry : List(list)) {
    if (entry == item) return true;
  }
  return false;
}

const std::vector<std::string>& FormatTables::List(std::string_view list) const {
  static const std::vector<std::string> kNone;
  const auto found = lists_.find(list);
  return found == lists_.end() ? kNone : found->second;
}

const StatementRule* FormatTables::FindStatement(std::string_view table,
                                                 std::string_view code) const {
  const auto found = statements_.find(table);
  if (found == statements_.end()) return nullptr;
  const auto rule = found->second.find(code);
  return rule == found->second.end() ? nullptr : &rule->second;
}

bool MakeStatement(const StatementRule& rule, const CodedAnswer& answer, Statement* statement) {
  std::string value;
  if (!rule.values.empty()) {
    auto found = rule.values.find(AsciiLower(answer.code));
    if (answer.code.empty() || found == rule.values.end()) {
      found = rule.values.find(AsciiLower(answer.text));
    }
    if (found == rule.values.end()) return false;
    value = found->second;
  } else {
    value = answer.text.empty() ? answer.code : answer.text;
  }
  if (rule.number || !rule.units.empty()) {
    int64_t thousandths = 0, factor = 1000;
    if (!ParseThousandths(value, &thousandths)) return false;
    if (!rule.units.empty()) {
      const auto unit = rule.units.find(answer.unit);
      if (unit == rule.units.end() || !ParseThousandths(unit->second, &factor)) return false;
    }
    if (factor == 0 || thousandths > INT64_MAX / factor) return false;
    value = PrintThousandths(thousandths * factor / 1000);
  }
  if (value.empty() && !rule.slot.empty()) return false;
  statement->mention = rule.mention;
  if (!rule.slot.empty()) statement->slots.emplace_back(rule.slot, value);
  for (const auto& constant : rule.constants) statement->slots.push_back(constant);
  return true;
}

}  // namespace pathex
