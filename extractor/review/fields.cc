#include "extractor/review/fields.h"

#include <algorithm>
#include <map>
#include <set>

#include "extractor/evaluate/facts.h"

namespace pathex {
namespace {

std::string TextOf(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

bool IsEmpty(const Json& value) {
  return value.is_null() || (value.is_structured() && value.empty());
}

std::string Below(std::string_view pointer, std::string_view key) {
  return std::string(pointer) + "/" + EscapePointer(key);
}

// `value` without what other fields take; the pointers of its leaves go to `leaves`.
Json Remainder(const Json& value, const std::string& pointer, const FieldTable& table,
               std::vector<std::string>* leaves) {
  if (!value.is_structured()) {
    if (leaves != nullptr) leaves->push_back(pointer);
    return value;
  }
  Json out = value.is_array() ? Json::array() : Json::object();
  size_t index = 0;
  for (const auto& [key, member] : value.items()) {
    const std::string at =
        value.is_array() ? Below(pointer, std::to_string(index)) : Below(pointer, key);
    ++index;
    if (table.IsField(PointerPattern(at))) continue;
    Json rest = Remainder(member, at, table, leaves);
    if (member.is_structured() && IsEmpty(rest)) continue;
    if (value.is_array()) {
      out.push_back(std::move(rest));
    } else {
      out[key] = std::move(rest);
    }
  }
  return out;
}

// Every pointer in `report` of the shape of `pattern` from part `at` on.
void Expand(const Json& value, const std::string& pointer,
            const std::vector<std::string_view>& pattern, size_t at,
            std::vector<std::string>* out) {
  if (at == pattern.size()) {
    out->push_back(pointer);
  } else if (pattern[at] == "*") {
    if (!value.is_array()) return;
    for (size_t i = 0; i < value.size(); ++i) {
      Expand(value[i], Below(pointer, std::to_string(i)), pattern, at + 1, out);
    }
  } else if (value.is_object()) {
    const auto it = value.find(std::string(pattern[at]));
    if (it != value.end()) {
      Expand(*it, pointer + "/" + std::string(pattern[at]), pattern, at + 1, out);
    }
  }
}

// "/a/3/b" and "/a/*/…" -> 3; -1 for patterns that are not below a list at their second part.
int EntityOf(std::string_view pointer) {
  const std::vector<std::string_view> parts = PointerParts(pointer);
  if (parts.size() < 3 || !IsIndex(parts[1])) return -1;
  return std::stoi(std::string(parts[1].substr(0, 6)));
}

class ItemFinder {
 public:
  ItemFinder(const Json& record, const FieldTable& table) : record_(record), table_(table) {}

  std::vector<ReviewItem> Run() {
    const Json* report = ValueAt(record_, "/report");
    if (report != nullptr && report->is_object()) {
      AddFields(*report);
      AddLeftovers(*report, "");
    }
    AddReasons();
    Order();
    if (items_.empty()) items_.push_back({});
    for (ReviewItem& item : items_) AddEvidence(&item);
    return std::move(items_);
  }

 private:
  void AddFields(const Json& report) {
    for (size_t f = 0; f < table_.fields.size(); ++f) {
      std::vector<std::string> pointers;
      Expand(report, "", PointerParts(table_.fields[f].pointer), 0, &pointers);
      for (std::string& pointer : pointers) {
        ReviewItem item;
        item.field = static_cast<int>(f);
        item.value = Remainder(*ValueAt(report, pointer), pointer, table_, &item.leaves);
        item.pointer = std::move(pointer);
        if (!IsEmpty(item.value)) items_.push_back(std::move(item));
      }
    }
  }

  void AddLeftovers(const Json& value, const std::string& pointer) {
    if (value.is_structured()) {
      size_t index = 0;
      for (const auto& [key, member] : value.items()) {
        AddLeftovers(member, Below(pointer, value.is_array() ? std::to_string(index) : key));
        ++index;
      }
    } else if (table_.Covering(PointerPattern(pointer)) < 0) {
      ReviewItem item;
      item.pointer = pointer;
      item.value = value;
      item.leaves = {pointer};
      items_.push_back(std::move(item));
    }
  }

  // The pointer of the item that a reason is about: that of the field around it.
  std::string ItemPointer(std::string_view pointer, int field) const {
    if (field < 0) return std::string(pointer);
    const size_t depth = PointerParts(table_.fields[field].pointer).size();
    const std::vector<std::string_view> parts = PointerParts(pointer);
    std::string out;
    for (size_t i = 0; i < depth; ++i) out.append("/").append(parts[i]);
    return out;
  }

  void AddReasons() {
    const Json* reasons = ValueAt(record_, "/review/reasons");
    if (reasons == nullptr || !reasons->is_array()) return;
    for (const Json& reason : *reasons) {
      if (!reason.is_object()) continue;
      const std::string at = TextOf(reason, "pointer");
      if (at.empty()) continue;  // about the whole report: the page shows it above the items
      const int field = table_.Covering(PointerPattern(at));
      const std::string pointer = ItemPointer(at, field);
      auto item = std::find_if(items_.begin(), items_.end(),
                               [&](const ReviewItem& one) { return one.pointer == pointer; });
      if (item == items_.end()) {
        ReviewItem absent;
        absent.pointer = pointer;
        absent.field = field;
        item = items_.insert(items_.end(), std::move(absent));
      }
      item->reasons.push_back(TextOf(reason, "reason"));
      const auto mentions = reason.find("mentions");
      if (mentions == reason.end() || !mentions->is_array() || !item->value.is_null()) continue;
      for (const Json& id : *mentions) {
        if (id.is_string()) item->evidence.push_back(id.get<std::string>());
      }
    }
  }

  // By the table; the fields of one entity together, entity after entity.
  void Order() {
    const auto first_with = [&](std::string_view list) {
      for (size_t f = 0; f < table_.fields.size(); ++f) {
        const std::vector<std::string_view> parts = PointerParts(table_.fields[f].pointer);
        if (parts.size() > 2 && parts[1] == "*" && parts[0] == list) return static_cast<int>(f);
      }
      return -1;
    };
    const int last = static_cast<int>(table_.fields.size());
    std::map<std::string, std::tuple<int, int, int>> places;
    for (const ReviewItem& item : items_) {
      const int field = item.field < 0 ? last : item.field;
      const int entity = EntityOf(item.pointer);
      const int block = entity < 0 ? field : first_with(PointerParts(item.pointer)[0]);
      places[item.pointer] = {block < 0 ? last : block, entity, field};
    }
    std::stable_sort(items_.begin(), items_.end(), [&](const ReviewItem& a, const ReviewItem& b) {
      return places[a.pointer] < places[b.pointer];
    });
  }

  void AddEvidence(ReviewItem* item) {
    const Json* evidence = ValueAt(record_, "/evidence");
    if (evidence == nullptr || !evidence->is_object()) return;
    std::set<std::string> seen(item->evidence.begin(), item->evidence.end());
    for (const std::string& leaf : item->leaves) {
      const auto ids = evidence->find(leaf);
      if (ids == evidence->end() || !ids->is_array()) continue;
      for (const Json& id : *ids) {
        if (id.is_string() && seen.insert(id.get<std::string>()).second) {
          item->evidence.push_back(id.get<std::string>());
        }
      }
    }
  }

  const Json& record_;
  const FieldTable& table_;
  std::vector<ReviewItem> items_;
};

}  // namespace

bool IsAtOrBelow(std::string_view pointer, std::string_view above) {
  return pointer.starts_with(above) &&
         (pointer.size() == above.size() || pointer[above.size()] == '/');
}

int FieldTable::Covering(std::string_view pattern) const {
  int best = -1;
  for (size_t f = 0; f < fields.size(); ++f) {
    if (!IsAtOrBelow(pattern, fields[f].pointer)) continue;
    if (best < 0 || fields[f].pointer.size() > fields[best].pointer.size()) {
      best = static_cast<int>(f);
    }
  }
  return best;
}

bool FieldTable::IsField(std::string_view pattern) const {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const ReviewField& field) { return field.pointer == pattern; });
}

std::string FieldTable::LabelOf(std::string_view pointer) const {
  const std::string pattern = PointerPattern(pointer);
  const int field = Covering(pattern);
  return field < 0 ? (pattern.empty() ? "whole report" : pattern) : fields[field].label;
}

Result<FieldTable> ParseFieldTable(const std::string& name, std::string text) {
  const Result<JsonDocument> document = ParseJson(name, std::move(text), Comments::kRefuse);
  if (!document) return document.error();
  FieldTable table;
  table.page = document->root;
  const Json* fields = ValueAt(table.page, "/fields");
  const Json* groups = ValueAt(table.page, "/groups");
  if (fields == nullptr || !fields->is_array() || groups == nullptr || !groups->is_array()) {
    return Error{"L050", name, "lists \"groups\" and \"fields\" are expected"};
  }
  std::set<std::string> ids;
  for (const Json& group : *groups) ids.insert(TextOf(group, "id"));
  for (const Json& field : *fields) {
    const std::string pointer = TextOf(field, "pointer"), label = TextOf(field, "label");
    if (!pointer.starts_with('/') || label.empty() || TextOf(field, "text").empty()) {
      return Error{"L050", name, "a field needs \"pointer\", \"label\" and \"text\""};
    }
    if (!ids.contains(TextOf(field, "group"))) {
      return Error{"L050", name, pointer + " is of no group of the list"};
    }
    if (table.IsField(pointer)) return Error{"L050", name, pointer + " is listed twice"};
    table.fields.push_back({pointer, label});
  }
  return table;
}

Result<FieldTable> LoadFieldTable(const std::string& path, const FileReader& files) {
  Result<std::string> text = files.Read(path);
  if (!text) return text.error();
  return ParseFieldTable(path, std::move(*text));
}

std::vector<ReviewItem> FindItems(const Json& record, const FieldTable& table) {
  return ItemFinder(record, table).Run();
}

Json ItemValue(const Json& report, std::string_view pointer, const FieldTable& table) {
  const Json* value = ValueAt(report, pointer);
  if (value == nullptr) return nullptr;
  Json rest = Remainder(*value, std::string(pointer), table, nullptr);
  return IsEmpty(rest) ? Json(nullptr) : rest;
}

}  // namespace pathex
