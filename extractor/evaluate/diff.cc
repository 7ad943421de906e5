#include "extractor/evaluate/diff.h"

#include <algorithm>
#include <set>

#include "extractor/evaluate/print.h"
#include "extractor/evaluate/support.h"

namespace pathex {
namespace {

struct Leaf {
  std::string pointer;  // into this side's report
  Json value;
};
using Leaves = std::map<std::string, Leaf>;  // by place

// Names of fields and keys of lists, by pointer pattern.
class Places {
 public:
  explicit Places(const EvaluationSpec& spec) {
    for (const ScalarField& scalar : spec.scalars) {
      fields_.emplace(PointerPattern(scalar.pointer), scalar.field);
    }
    for (const ListField& list : spec.lists) {
      const std::string pattern = PointerPattern(list.pointer);
      if (!list.key.empty()) keys_.emplace(pattern, list.key);
      if (list.key.empty()) fields_.emplace(pattern + "/*", list.field);
      for (const std::string& value : list.values) {
        fields_.emplace(pattern + "/*/" + value, list.field);
      }
    }
  }

  std::string Field(const std::string& pointer) const {
    const std::string pattern = PointerPattern(pointer);
    const auto it = fields_.find(pattern);
    return it == fields_.end() ? pattern : it->second;
  }

  std::string Key(const std::string& pointer) const {
    const auto it = keys_.find(PointerPattern(pointer));
    return it == keys_.end() ? std::string() : it->second;
  }

 private:
  std::map<std::string, std::string> fields_, keys_;
};

// The name of a list's member in a place: by key, by value or by index; made unique by "#2", "#3",
// …
std::string MemberName(const Json& member, size_t index, const std::string& key,
                       const std::string& list_place, std::set<std::string>* used) {
  std::string name;
  if (!key.empty() && member.is_object() && member.contains(key)) {
    name = "[" + Normalise(member[key]).ToString() + "]";
  } else if (!key.empty() && member.is_object()) {
    name = "[]";
  } else if (!member.is_structured()) {
    name = "[" + Normalise(member).ToString() + "]";
  } else {
    return list_place + "/" + std::to_string(index);
  }
  std::string place = list_place + name;
  for (int n = 2; !used->insert(place).second; ++n) {
    place = list_place + name + "#" + std::to_string(n);
  }
  return place;
}

void Collect(const Json& value, const std::string& pointer, const std::string& place,
             const Places& places, Leaves* leaves) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      Collect(member, pointer + "/" + key, place + "/" + key, places, leaves);
    }
  } else if (value.is_array()) {
    const std::string key = places.Key(pointer);
    std::set<std::string> used;
    for (size_t i = 0; i < value.size(); ++i) {
      Collect(value[i], pointer + "/" + std::to_string(i),
              MemberName(value[i], i, key, place, &used), places, leaves);
    }
  } else {
    leaves->emplace(place, Leaf{pointer, value});
  }
}

std::vector<std::string> RulesOf(const SupportIndex& index, const std::string& pointer) {
  std::vector<std::string> rules;
  for (const Json* mention : index.Of(pointer)) {
    std::string rule = MentionText(*mention, "rule");
    if (!rule.empty() && std::find(rules.begin(), rules.end(), rule) == rules.end()) {
      rules.push_back(std::move(rule));
    }
  }
  return rules;
}

bool SamePlace(const Json& a, const Json& b) {
  const Json* a_span = ValueAt(a, "/span/byte");
  const Json* b_span = ValueAt(b, "/span/byte");
  return a_span != nullptr && b_span != nullptr && *a_span == *b_span &&
         MentionText(a, "part") == MentionText(b, "part") &&
         MentionText(a, "rule") == MentionText(b, "rule");
}

std::string FateOf(const Json& mention, const SupportIndex& now) {
  for (const Json* other : now.mentions()) {
    if (!SamePlace(mention, *other)) continue;
    const std::string reason = WhyNotUsed(*other, now);
    return reason.empty() ? "still read, but not taken over" : reason;
  }
  return "does not match any more";
}

std::string WhyRemoved(const std::string& pointer, const SupportIndex& old_index,
                       const SupportIndex& new_index) {
  std::string out;
  for (const Json* mention : old_index.Of(pointer)) {
    const std::string line = MentionText(*mention, "rule") + ": " + FateOf(*mention, new_index);
    if (out.find(line) == std::string::npos) out += (out.empty() ? "" : "; ") + line;
  }
  return out;
}

struct Side {
  explicit Side(const Json& record, const Places& places) : index(&record) {
    const Json* report = ValueAt(record, "/report");
    if (report != nullptr) Collect(*report, "", "", places, &leaves);
  }
  SupportIndex index;
  Leaves leaves;
};

std::string Dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Change ChangeOf(const std::string& document, const std::string& place, const Side& before,
                const Side& after, const Places& places) {
  const auto old_leaf = before.leaves.find(place);
  const auto new_leaf = after.leaves.find(place);
  Change change;
  change.document = document;
  change.place = place;
  if (old_leaf != before.leaves.end()) {
    change.before = Dump(old_leaf->second.value);
    change.old_rules = RulesOf(before.index, old_leaf->second.pointer);
    change.field = places.Field(old_leaf->second.pointer);
    change.kind = ChangeKind::kRemoved;
  }
  if (new_leaf != after.leaves.end()) {
    change.after = Dump(new_leaf->second.value);
    change.new_rules = RulesOf(after.index, new_leaf->second.pointer);
    change.field = places.Field(new_leaf->second.pointer);
    change.kind = change.before.empty() ? ChangeKind::kAdded : ChangeKind::kChanged;
  } else {
    change.why = WhyRemoved(old_leaf->second.pointer, before.index, after.index);
  }
  return change;
}

std::string FirstRule(const std::vector<std::string>& rules) {
  return rules.empty() ? "-" : rules.front();
}

void DiffDocument(const std::string& name, const Side& before, const Side& after,
                  const Places& places, RecordDiff* diff) {
  std::set<std::string> changed;
  for (const auto& [place, leaf] : before.leaves) {
    const auto other = after.leaves.find(place);
    if (other == after.leaves.end() || other->second.value != leaf.value) changed.insert(place);
  }
  for (const auto& [place, leaf] : after.leaves) {
    if (!before.leaves.contains(place)) changed.insert(place);
  }
  ++diff->documents;
  diff->documents_changed += changed.empty() ? 0 : 1;
  for (const std::string& place : changed) {
    Change change = ChangeOf(name, place, before, after, places);
    RecordDiff::Counts& counts = diff->by_field[change.field];
    counts.added += change.kind == ChangeKind::kAdded ? 1 : 0;
    counts.removed += change.kind == ChangeKind::kRemoved ? 1 : 0;
    counts.changed += change.kind == ChangeKind::kChanged ? 1 : 0;
    ++diff->by_rule[FirstRule(change.old_rules) + " -> " + FirstRule(change.new_rules)];
    diff->changes.push_back(std::move(change));
  }
}

std::string Joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out.empty() ? "no evidence in the record" : out;
}

std::string PrintChange(const Change& change) {
  std::string out = change.document + "  " + change.place + ": ";
  if (change.kind == ChangeKind::kAdded) out += "added " + change.after;
  if (change.kind == ChangeKind::kRemoved) out += "removed " + change.before;
  if (change.kind == ChangeKind::kChanged) out += change.before + " -> " + change.after;
  out += "\n";
  if (change.kind != ChangeKind::kAdded) out += "    old  " + Joined(change.old_rules) + "\n";
  if (change.kind != ChangeKind::kRemoved) out += "    new  " + Joined(change.new_rules) + "\n";
  if (!change.why.empty()) out += "    now  " + change.why + "\n";
  return out;
}

}  // namespace

std::string_view ChangeKindName(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "added";
    case ChangeKind::kRemoved:
      return "removed";
    case ChangeKind::kChanged:
      return "changed";
  }
  return "";
}

RecordDiff DiffRecords(const RecordSet& before, const RecordSet& after,
                       const EvaluationSpec& spec) {
  const Places places(spec);
  RecordDiff diff;
  std::map<std::string, const Json*> newer;
  for (const auto& [name, record] : after.All()) newer.emplace(name, record);
  std::set<std::string> seen;
  for (const auto& [name, record] : before.All()) {
    const auto other = newer.find(name);
    if (!seen.insert(name).second) continue;
    if (other == newer.end()) {
      diff.only_old.push_back(name);
    } else {
      DiffDocument(name, Side(*record, places), Side(*other->second, places), places, &diff);
    }
  }
  for (const auto& [name, record] : after.All()) {
    if (seen.insert(name).second) diff.only_new.push_back(name);
  }
  return diff;
}

std::string PrintDiff(const RecordDiff& diff) {
  std::string out;
  for (const Change& change : diff.changes) out += PrintChange(change);
  for (const std::string& name : diff.only_old) out += name + "  only in the old records\n";
  for (const std::string& name : diff.only_new) out += name + "  only in the new records\n";
  if (!out.empty()) out += "\n";
  out += std::to_string(diff.documents) + " documents in both, " +
         std::to_string(diff.documents_changed) + " with changes\n";
  if (diff.changes.empty()) return out;
  out += PadRight("field", 40) + "  added removed changed\n";
  for (const auto& [field, counts] : diff.by_field) {
    out += PadRight(field, 40) + PadLeft(std::to_string(counts.added), 7) +
           PadLeft(std::to_string(counts.removed), 8) + PadLeft(std::to_string(counts.changed), 8) +
           "\n";
  }
  std::vector<std::pair<std::string, int>> rules(diff.by_rule.begin(), diff.by_rule.end());
  std::stable_sort(rules.begin(), rules.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  out += "rules, old -> new\n";
  for (const auto& [rule, count] : rules)
    out += PadLeft(std::to_string(count), 7) + "  " + rule + "\n";
  return out;
}

Json DiffToJson(const RecordDiff& diff) {
  Json changes = Json::array();
  for (const Change& change : diff.changes) {
    Json one = {{"document", change.document},   {"field", change.field},
                {"place", change.place},         {"kind", ChangeKindName(change.kind)},
                {"old_rules", change.old_rules}, {"new_rules", change.new_rules}};
    if (!change.before.empty()) one["before"] = change.before;
    if (!change.after.empty()) one["after"] = change.after;
    if (!change.why.empty()) one["why"] = change.why;
    changes.push_back(std::move(one));
  }
  Json fields = Json::object();
  for (const auto& [field, counts] : diff.by_field) {
    fields[field] = {
        {"added", counts.added}, {"removed", counts.removed}, {"changed", counts.changed}};
  }
  return {{"documents", diff.documents}, {"documents_changed", diff.documents_changed},
          {"only_old", diff.only_old},   {"only_new", diff.only_new},
          {"by_field", fields},          {"by_rule", Json(diff.by_rule)},
          {"changes", changes}};
}

}  // namespace pathex
