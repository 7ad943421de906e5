#include "extractor/record/assembly_reader.h"

#include <algorithm>
#include <cmath>

namespace pathex {
namespace {

const Json& EmptyObject() {
  static const Json empty = Json::object();
  return empty;
}

const Json& EmptyArray() {
  static const Json empty = Json::array();
  return empty;
}

// Closes a table "special: [general, …]" over its steps. Depth-first; `seen` ends circles.
void AddGenerals(const StringMap<std::vector<std::string>>& steps, const std::string& value,
                 StringMap<char>* seen) {
  const auto it = steps.find(value);
  if (it == steps.end()) return;
  for (const std::string& general : it->second) {
    if (seen->emplace(general, 1).second) AddGenerals(steps, general, seen);
  }
}

void ReadRanks(AssemblyReader* reader, Assembly* assembly) {
  const Json& ranks = reader->Object(reader->root(), "ranks", "");
  if (!ranks.contains("default")) reader->Fault("/ranks", "the list \"default\" is missing");
  const auto add = [&](const std::string& name, const Json& tiers) {
    RankTable table;
    for (size_t rank = 0; rank < tiers.size(); ++rank) {
      for (const Json& section : tiers[rank]) {
        if (section.is_string()) {
          table.ranks.emplace(section.get<std::string>(), static_cast<int>(rank));
        } else {
          reader->Fault("/ranks/" + name, "lists of section ids are expected");
        }
      }
    }
    table.lowest = static_cast<int>(tiers.size());
    reader->AddRankTable(name);
    assembly->rank_tables.push_back(std::move(table));
  };
  if (ranks.contains("default")) add("default", ranks["default"]);
  for (const auto& [name, tiers] : ranks.items()) {
    if (name != "default") add(name, tiers);
  }
  if (!reader->root().contains("alone")) return;
  const Json& alone = reader->Object(reader->root(), "alone", "");
  assembly->alone_section = reader->Text(alone, "section", "/alone");
  assembly->alone_as = reader->Text(alone, "as", "/alone");
}

void ReadIsA(AssemblyReader* reader, Assembly* assembly) {
  if (!reader->root().contains("is_a")) return;
  for (const auto& [name, json] : reader->Object(reader->root(), "is_a", "").items()) {
    const std::string at = "/is_a/" + EscapePointer(name);
    StringMap<std::vector<std::string>> steps;
    for (const auto& [special, generals] : json.items()) {
      steps.emplace(special, reader->Texts(json, special.c_str(), at));
    }
    IsATable& table = assembly->is_a[name];
    for (const auto& [special, generals] : steps) {
      AddGenerals(steps, special, &table[special]);
      if (table[special].find(special) != table[special].end()) {
        reader->Fault(at + "/" + EscapePointer(special), "\"" + special + "\" is above itself");
      }
    }
  }
}

// {"slot": ["value", …]} as pairs.
std::vector<std::pair<std::string, std::string>> ReadSlots(AssemblyReader* reader, const Json& from,
                                                           const char* key, const std::string& at) {
  std::vector<std::pair<std::string, std::string>> slots;
  for (const auto& [slot, values] : reader->Object(from, key, at).items()) {
    for (const std::string& value : reader->Texts(from[key], slot.c_str(), at))
      slots.emplace_back(slot, value);
  }
  return slots;
}

void ReadDescribed(AssemblyReader* reader, const Json& json, const std::string& at,
                   EntitySpec* entity) {
  if (json.contains("described")) {
    const Json& described = reader->Object(json, "described", at);
    reader->Keys(described, at + "/described", {"before", "behind"});
    entity->described_before = reader->Texts(described, "before", at + "/described");
    entity->described_behind = reader->Texts(described, "behind", at + "/described");
  }
  if (json.contains("organ")) {
    const Json& organ = reader->Object(json, "organ", at);
    reader->Keys(organ, at + "/organ", {"type", "slot", "name", "named_by"});
    entity->organ_type = reader->Text(organ, "type", at + "/organ");
    entity->organ_slot = reader->Text(organ, "slot", at + "/organ");
    entity->organ_name = reader->Text(organ, "name", at + "/organ");
    entity->named_by = reader->Text(organ, "named_by", at + "/organ");
  }
}

void ReadEntity(AssemblyReader* reader, Assembly* assembly) {
  const Json& entities = reader->Object(reader->root(), "entities", "");
  if (entities.size() != 1) {
    return reader->Fault("/entities", "exactly one kind of entity is expected");
  }
  const std::string at = "/entities/" + EscapePointer(entities.begin().key());
  const Json& json = entities.begin().value();
  reader->Keys(json, at,
               {"into", "opened_by", "slot", "is_a", "not_when", "sections", "specimens", "minor",
                "minor_as", "secondary", "apart", "described", "organ"});
  EntitySpec& entity = assembly->entity;
  entity.into = reader->Text(json, "into", at);
  if (!entity.into.empty() && entity.into[0] == '/') entity.into.erase(0, 1);
  entity.opened_by = reader->Text(json, "opened_by", at);
  entity.slot = reader->Text(json, "slot", at);
  entity.is_a = reader->Text(json, "is_a", at);
  entity.specimens = reader->Text(json, "specimens", at);
  entity.sections = reader->Texts(json, "sections", at);
  for (const std::string& value : reader->Texts(json, "minor", at)) entity.minor.emplace(value, 1);
  if (json.contains("minor_as")) {
    for (const auto& [from, as] : reader->Object(json, "minor_as", at).items()) {
      entity.minor_as[from] = as.is_string() ? as.get<std::string>() : from;
    }
  }
  entity.not_when = ReadSlots(reader, json, "not_when", at);
  if (json.contains("apart")) entity.apart = reader->Texts(json, "apart", at);
  ReadDescribed(reader, json, at, &entity);
  if (!json.contains("secondary")) return;
  const Json& secondary = reader->Object(json, "secondary", at);
  reader->Keys(secondary, at + "/secondary", {"when", "with", "not_with"});
  entity.secondary_when = ReadSlots(reader, secondary, "when", at + "/secondary");
  entity.secondary_with = reader->Texts(secondary, "with", at + "/secondary");
  entity.secondary_not_with = reader->Texts(secondary, "not_with", at + "/secondary");
}

void ReadAbsent(AssemblyReader* reader, Assembly* assembly) {
  if (!reader->root().contains("absent")) return;
  const Json& rules = reader->Array(reader->root(), "absent", "");
  for (size_t i = 0; i < rules.size(); ++i) {
    const std::string at = "/absent/" + std::to_string(i);
    reader->Keys(rules[i], at, {"about", "at", "key", "when", "beside"});
    assembly->absent.push_back({reader->Text(rules[i], "at", at),
                                reader->Text(rules[i], "key", at),
                                ReadSlots(reader, rules[i], "when", at),
                                {}});
    if (rules[i].contains("beside"))
      assembly->absent.back().beside = reader->Texts(rules[i], "beside", at);
  }
}

void ReadReports(AssemblyReader* reader, Assembly* assembly) {
  if (!reader->root().contains("reports")) return;
  const Json& json = reader->Object(reader->root(), "reports", "");
  const std::string at = "/reports";
  reader->Keys(json, at, {"heading", "closing", "opening", "kind", "lesser", "greater"});
  ReportsSpec& reports = assembly->reports;
  reports.heading = reader->Text(json, "heading", at);
  reports.closing = reader->Texts(json, "closing", at);
  reports.opening = reader->Texts(json, "opening", at);
  reports.kind = reader->Text(json, "kind", at);
  reports.lesser = reader->Texts(json, "lesser", at);
  reports.greater = reader->Texts(json, "greater", at);
}

void ReadKeyOrder(AssemblyReader* reader, Assembly* assembly) {
  int place = 0;
  for (const std::string& key : reader->Texts(reader->root(), "key_order", "")) {
    if (!assembly->key_order.emplace(key, place++).second) {
      reader->Fault("/key_order", "\"" + key + "\" stands there twice");
    }
  }
}

void ReadTriage(AssemblyReader* reader, Assembly* assembly) {
  const Json& json = reader->Object(reader->root(), "triage", "");
  const std::string at = "/triage";
  reader->Keys(json, at,
               {"order", "conflict_reasons", "watched", "outranked", "weak_sections", "key_fields",
                "unread", "soft", "error_probability_above"});
  TriageSpec& triage = assembly->triage;
  triage.order = reader->Texts(json, "order", at);
  triage.watched = reader->Texts(json, "watched", at);
  if (json.contains("outranked")) triage.outranked = reader->Texts(json, "outranked", at);
  triage.weak_sections = reader->Texts(json, "weak_sections", at);
  for (const auto& [pattern, reason] : reader->Object(json, "conflict_reasons", at).items()) {
    triage.conflict_reasons.emplace_back(
        pattern, reader->Text(json["conflict_reasons"], pattern.c_str(), at));
  }
  if (json.contains("unread")) {
    for (const auto& [type, reason] : reader->Object(json, "unread", at).items()) {
      triage.unread.emplace_back(type, reader->Text(json["unread"], type.c_str(), at + "/unread"));
    }
  }
  if (json.contains("soft")) triage.soft = reader->Texts(json, "soft", at);
  if (json.contains("error_probability_above")) {
    const Json& above = json["error_probability_above"];
    if (!above.is_number()) reader->Fault(at + "/error_probability_above", "a number is expected");
    if (above.is_number()) {
      triage.error_probability_above = std::llround(above.get<double>() * 1000);
    }
  }
  const Json& key_fields = reader->Array(json, "key_fields", at);
  for (size_t i = 0; i < key_fields.size(); ++i) {
    const std::string here = at + "/key_fields/" + std::to_string(i);
    reader->Keys(key_fields[i], here, {"pointer", "value", "reason", "fields"});
    triage.key_fields.push_back({reader->Text(key_fields[i], "pointer", here),
                                 reader->Text(key_fields[i], "value", here),
                                 reader->Text(key_fields[i], "reason", here),
                                 reader->Texts(key_fields[i], "fields", here)});
  }
}

}  // namespace

void AssemblyReader::Fault(const std::string& pointer, const std::string& message) {
  faults_.Add(Severity::kError, document_, pointer, "L020", message);
}

const Json& AssemblyReader::Member(const Json& json, const char* key, const std::string& at,
                                   const char* what) {
  if (!json.is_object() || !json.contains(key)) {
    Fault(at, std::string("\"") + key + "\" (" + what + ") is missing");
    return EmptyObject();
  }
  return json[key];
}

std::string AssemblyReader::Text(const Json& json, const char* key, const std::string& at) {
  const Json& member = Member(json, key, at, "a text");
  if (member.is_string()) return member.get<std::string>();
  if (!member.is_object() || !member.empty()) Fault(at + "/" + key, "a text is expected");
  return {};
}

std::vector<std::string> AssemblyReader::Texts(const Json& json, const char* key,
                                               const std::string& at) {
  std::vector<std::string> out;
  for (const Json& item : Array(json, key, at)) {
    if (item.is_string()) {
      out.push_back(item.get<std::string>());
    } else {
      Fault(at + "/" + key, "a list of texts is expected");
    }
  }
  return out;
}

const Json& AssemblyReader::Object(const Json& json, const char* key, const std::string& at) {
  const Json& member = Member(json, key, at, "an object");
  if (member.is_object()) return member;
  Fault(at + "/" + key, "an object is expected");
  return EmptyObject();
}

const Json& AssemblyReader::Array(const Json& json, const char* key, const std::string& at) {
  const Json& member = Member(json, key, at, "a list");
  if (member.is_array()) return member;
  if (!member.is_object() || !member.empty()) Fault(at + "/" + key, "a list is expected");
  return EmptyArray();
}

bool AssemblyReader::Flag(const Json& json, const char* key, const std::string& at) {
  if (!json.is_object() || !json.contains(key)) return false;
  if (!json[key].is_boolean()) Fault(at + "/" + key, "true or false is expected");
  return json[key].is_boolean() && json[key].get<bool>();
}

void AssemblyReader::Keys(const Json& json, const std::string& at,
                          std::initializer_list<const char*> known) {
  if (!json.is_object()) return Fault(at, "an object is expected");
  for (const auto& member : json.items()) {
    const std::string& key = member.key();
    if (std::none_of(known.begin(), known.end(), [&](const char* name) { return key == name; })) {
      Fault(at + "/" + EscapePointer(key), "unknown key \"" + key + "\"");
    }
  }
}

int AssemblyReader::FindRankTable(std::string_view name) const {
  const auto it = std::find(rank_names_.begin(), rank_names_.end(), name);
  return it == rank_names_.end() ? -1 : static_cast<int>(it - rank_names_.begin());
}

Result<Assembly> ParseAssembly(const JsonDocument& document) {
  AssemblyReader reader(document);
  Assembly assembly;
  reader.Keys(document.root, "",
              {"$schema", "about", "ranks", "alone", "entities", "reports", "absent", "mentions",
               "is_a", "key_order", "triage"});
  ReadRanks(&reader, &assembly);
  ReadIsA(&reader, &assembly);
  ReadEntity(&reader, &assembly);
  ReadReports(&reader, &assembly);
  ReadAbsent(&reader, &assembly);
  ReadKeyOrder(&reader, &assembly);
  ReadTriage(&reader, &assembly);
  ReadMentions(&reader, &assembly);
  if (assembly.Find(assembly.entity.opened_by) == nullptr) {
    reader.Fault("/entities", "there is no mention \"" + assembly.entity.opened_by + "\"");
  }
  if (reader.faults().has_errors()) {
    return Error{"L000", document.name, reader.faults().ToString()};
  }
  return Result<Assembly>(std::move(assembly));
}

}  // namespace pathex
