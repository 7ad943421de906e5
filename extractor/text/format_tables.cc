#include "extractor/text/format_tables.h"

#include <cctype>
#include <cstdint>
#include <utility>

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

// A value as the JSON of the table has it: text, number or truth.
Value ToValue(const Json& json) {
  Value value;
  if (json.is_boolean()) {
    value.kind = Value::Kind::kBool;
    value.flag = json.get<bool>();
  } else if (json.is_number() && ParseThousandths(json.dump(), &value.thousandths)) {
    value.kind = Value::Kind::kNumber;
  } else {
    value.text = json.is_string() ? json.get<std::string>() : json.dump();
  }
  return value;
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
    } else if (key == "relation" && value.is_string()) {
      rule->relation = value.get<std::string>();
    } else if (key == "pattern" && value.is_string()) {
      Result<Regex> pattern = Regex::Compile(value.get<std::string>());
      if (!pattern) return false;
      rule->pattern = std::move(*pattern);
    } else if (key == "number" && value.is_boolean()) {
      rule->number = value.get<bool>();
    } else if (key == "with" && value.is_object()) {
      for (const auto& [slot, constant] : value.items()) {
        if (!IsScalar(constant)) return false;
        rule->constants.emplace_back(slot, ToValue(constant));
      }
    } else if (key == "values") {
      if (!value.is_object()) return false;
      for (const auto& [answer, meaning] : value.items()) {
        if (!IsScalar(meaning)) return false;
        rule->values[AsciiLower(answer)] = ToValue(meaning);
      }
    } else if (key == "units") {
      if (!ReadMap(value, &rule->units)) return false;
    } else {
      return false;
    }
  }
  return !rule->mention.empty() && (!rule->slot.empty() || !rule->constants.empty());
}

// The codes of a row: a list, or code -> slots that this code adds.
template <typename Rules>
bool AddCodes(const Json& codes, const std::string& file, StatementRule rule, Rules* rules) {
  if (codes.is_array()) {
    for (const Json& code : codes) {
      if (!code.is_string()) return false;
      rule.id = file + "/" + code.get<std::string>();
      (*rules)[code.get<std::string>()] = rule;
    }
    return true;
  }
  if (!codes.is_object()) return false;
  for (const auto& [code, slots] : codes.items()) {
    StatementRule own = rule;
    own.id = file + "/" + code;
    if (!slots.is_object()) return false;
    for (const auto& [slot, constant] : slots.items()) {
      if (!IsScalar(constant)) return false;
      own.constants.emplace_back(slot, ToValue(constant));
    }
    (*rules)[code] = std::move(own);
  }
  return true;
}

// "statements": [{"codes": ["21894-1"], "mention": "…", "slot": "…", …}, …]
template <typename Rules>
bool ReadRules(const Json& rows, const std::string& file, Rules* rules) {
  for (const Json& row : rows) {
    if (!row.is_object() || !row.contains("codes")) return false;
    StatementRule rule;
    if (!ReadRule(row, &rule) || !AddCodes(row["codes"], file, rule, rules)) return false;
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
        good = ReadRules(value, file, &tables.statements_[table]);
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

std::vector<const StatementRule*> FormatTables::AllStatements() const {
  std::vector<const StatementRule*> all;
  for (const auto& [table, rules] : statements_) {
    for (const auto& [code, rule] : rules) all.push_back(&rule);
  }
  return all;
}

namespace {

// The meaning of a coded answer: by its code, else by its words.
const Value* MeaningOf(const StatementRule& rule, const CodedAnswer& answer) {
  for (const std::string& said : {answer.code, answer.text}) {
    const auto found = said.empty() ? rule.values.end() : rule.values.find(AsciiLower(said));
    if (found != rule.values.end()) return &found->second;
  }
  return nullptr;
}

// A number in the slot's own unit.
bool Measure(const StatementRule& rule, const CodedAnswer& answer, Value* value) {
  int64_t number = 0, factor = 1000;
  if (!ParseThousandths(answer.text.empty() ? answer.code : answer.text, &number)) return false;
  if (!rule.units.empty()) {
    const auto unit = rule.units.find(answer.unit);
    if (unit == rule.units.end() || !ParseThousandths(unit->second, &factor)) return false;
  }
  if (factor == 0 || number > INT64_MAX / factor) return false;
  value->kind = Value::Kind::kNumber;
  value->thousandths = number * factor / 1000;
  return true;
}

// The answer as it stands, or the piece of it that the rule wants; "" when it has none.
std::string OwnWords(const StatementRule& rule, const CodedAnswer& answer) {
  if (!rule.pattern) return answer.text.empty() ? answer.code : answer.text;
  std::vector<Capture> captures;
  for (const std::string& said : {answer.text, answer.code}) {
    if (!rule.pattern->Search(said, 0, said.size(), Regex::Anchor::kStart, &captures)) continue;
    const Capture piece = captures.size() > 1 && captures[1].found() ? captures[1] : captures[0];
    return said.substr(piece.begin, piece.end - piece.begin);
  }
  return std::string();
}

}  // namespace

bool MakeStatement(const StatementRule& rule, const CodedAnswer& answer, Statement* statement) {
  Value value;
  if (!rule.values.empty()) {
    const Value* meaning = MeaningOf(rule, answer);
    if (meaning == nullptr) return false;
    value = *meaning;
  } else if (rule.number || !rule.units.empty()) {
    if (!Measure(rule, answer, &value)) return false;
  } else {
    value.text = OwnWords(rule, answer);
    if (value.text.empty() && !rule.slot.empty()) return false;
  }
  // ">=" is as near as a record comes to it with ">"; no relation means exactly.
  const std::string relation = answer.relation == "=" ? "" : answer.relation.substr(0, 1);
  if (!relation.empty() && rule.relation.empty()) return false;
  statement->rule = rule.id;
  statement->mention = rule.mention;
  statement->slots.clear();
  if (!rule.slot.empty()) statement->slots.emplace_back(rule.slot, std::move(value));
  if (!relation.empty()) {
    Value sign;
    sign.text = relation;
    statement->slots.emplace_back(rule.relation, std::move(sign));
  }
  for (const auto& constant : rule.constants) statement->slots.push_back(constant);
  return true;
}

}  // namespace pathex
