#include "extractor/review/corrected.h"

#include <algorithm>
#include <map>
#include <set>

#include "extractor/evaluate/facts.h"

namespace pathex {
namespace {

size_t IndexOf(std::string_view part, size_t size) {
  const size_t index = part.size() > 6 ? size : std::stoul(std::string(part));
  return std::min(index, size);
}

// The value at `pointer`, made when it is not there; `pointer` becomes where it really is.
Json* Reach(std::string_view pointer, Json* report, std::string* at) {
  const std::vector<std::string_view> parts = PointerParts(pointer);
  Json* value = report;
  for (const std::string_view part : parts) {
    std::string key(part);
    if (IsIndex(part) && (value->is_array() || value->is_null())) {
      if (value->is_null()) *value = Json::array();
      const size_t index = IndexOf(part, value->size());
      if (index == value->size()) value->push_back(nullptr);
      value = &(*value)[index];
      key = std::to_string(index);
    } else {
      if (!value->is_object()) *value = Json::object();
      value = &(*value)[key];
    }
    at->append("/").append(key);
  }
  return value;
}

// `value` without what its own item holds: the inverse of the remainder in fields.cc.
Json OtherItems(const Json& value, const std::string& pointer, const FieldTable& table) {
  if (!value.is_structured()) return nullptr;
  Json out = value.is_array() ? Json::array() : Json::object();
  size_t index = 0;
  for (const auto& [key, member] : value.items()) {
    const std::string at =
        pointer + "/" + (value.is_array() ? std::to_string(index) : EscapePointer(key));
    ++index;
    const bool own = table.IsField(PointerPattern(at));
    Json kept = own ? member : OtherItems(member, at, table);
    if (kept.is_null() && !own) continue;
    if (value.is_array()) {
      out.push_back(std::move(kept));
    } else {
      out[key] = std::move(kept);
    }
  }
  return out.empty() ? Json(nullptr) : out;
}

bool IsEmpty(const Json& value) {
  return value.is_null() || (value.is_structured() && value.empty());
}

// What the reviewers of one value say together; nullptr: they disagree.
const Verdict* Agreed(const std::vector<const Verdict*>& verdicts) {
  const Verdict* first = verdicts.front();
  for (const Verdict* other : verdicts) {
    if (other->verdict != first->verdict || other->correction != first->correction) return nullptr;
  }
  return first;
}

class Corrector {
 public:
  Corrector(const Json& head, const std::vector<Verdict>& verdicts, const FieldTable& table)
      : head_(head), table_(table), items_(FindItems(head, table)) {
    for (const Verdict& verdict : verdicts) {
      if (verdict.verdict != "none") by_pointer_[verdict.pointer].push_back(&verdict);
    }
  }

  CorrectedReport Run() {
    if (const Json* report = ValueAt(head_, "/report")) out_.report = *report;
    out_.values = items_.size();
    for (const ReviewItem& item : items_) JudgeItem(item);
    for (const auto& [pointer, verdicts] : by_pointer_) AddMissing(pointer, verdicts);
    if (!out_.complete()) FlagTheRest();
    Compact(&out_.report);
    return std::move(out_);
  }

 private:
  void Flag(const ReviewItem& item) {
    if (item.leaves.empty()) {
      out_.ambiguous.push_back(item.pointer);
    } else {
      out_.ambiguous.insert(out_.ambiguous.end(), item.leaves.begin(), item.leaves.end());
    }
  }

  void JudgeItem(const ReviewItem& item) {
    const auto found = by_pointer_.find(item.pointer);
    if (found == by_pointer_.end()) return;
    ++out_.judged;
    judged_.insert(item.pointer);
    const Verdict* verdict = Agreed(found->second);
    if (verdict == nullptr || verdict->verdict == "unsure") {
      Flag(item);
    } else if (verdict->verdict == "wrong") {
      SetItem(item.pointer, nullptr, table_, &out_.report);
    } else if (!verdict->correction.is_null()) {
      SetItem(item.pointer, verdict->correction, table_, &out_.report);
    }
  }

  // What a reviewer found that the record lacks.
  void AddMissing(const std::string& pointer, const std::vector<const Verdict*>& verdicts) {
    if (judged_.contains(pointer)) return;
    std::vector<Json> seen;
    for (const Verdict* verdict : verdicts) {
      if (verdict->verdict != "missing") continue;
      if (std::find(seen.begin(), seen.end(), verdict->correction) != seen.end()) continue;
      seen.push_back(verdict->correction);
      SetItem(pointer, verdict->correction, table_, &out_.report);
    }
  }

  // In a record that is not complete, what has no verdict is not scored. A list is flagged whole
  // unless all of its members are judged: a flag on a member does not speak of others.
  void FlagTheRest() {
    std::set<std::string> flags;
    for (const ReviewItem& item : items_) {
      if (judged_.contains(item.pointer)) continue;
      const std::string_view pointer = item.pointer;
      const size_t slash = pointer.rfind('/');
      if (slash != std::string_view::npos && IsIndex(pointer.substr(slash + 1))) {
        flags.insert(std::string(pointer.substr(0, slash)));
      } else {
        flags.insert(item.leaves.begin(), item.leaves.end());
        if (item.leaves.empty()) flags.insert(item.pointer);
      }
    }
    for (const ReviewField& field : table_.fields) FlagAbsent(field.pointer, &flags);
    out_.ambiguous.insert(out_.ambiguous.end(), flags.begin(), flags.end());
  }

  void FlagAbsent(std::string pattern, std::set<std::string>* flags) {
    if (pattern.ends_with("/*")) pattern.resize(pattern.size() - 2);
    const size_t star = pattern.find('*');
    if (star == std::string::npos) {
      if (ItemValue(out_.report, pattern, table_).is_null()) flags->insert(pattern);
      return;
    }
    const Json* list = ValueAt(out_.report, pattern.substr(0, star - 1));
    const size_t members = list != nullptr && list->is_array() ? list->size() : 0;
    for (size_t i = 0; i < std::max<size_t>(members, 1); ++i) {
      std::string pointer = pattern;
      pointer.replace(star, 1, std::to_string(i));
      if (ValueAt(out_.report, pointer) == nullptr) flags->insert(pointer);
    }
  }

  const Json& head_;
  const FieldTable& table_;
  const std::vector<ReviewItem> items_;
  std::map<std::string, std::vector<const Verdict*>> by_pointer_;
  std::set<std::string> judged_;
  CorrectedReport out_;
};

}  // namespace

void SetItem(std::string_view pointer, const Json& value, const FieldTable& table, Json* report) {
  if (value.is_null() && ValueAt(*report, pointer) == nullptr) return;
  if (pointer.empty()) return;
  std::string at;
  Json* place = Reach(pointer, report, &at);
  Json kept = OtherItems(*place, at, table);
  if (!kept.is_object() || !value.is_object()) {
    if (!value.is_null()) kept = value;
  } else {
    Json merged = value;
    for (const auto& [key, member] : kept.items()) merged[key] = member;
    kept = std::move(merged);
  }
  *place = std::move(kept);
}

void Compact(Json* report) {
  if (report->is_object()) {
    Json out = Json::object();
    for (auto& [key, member] : report->items()) {
      Compact(&member);
      if (!IsEmpty(member)) out[key] = std::move(member);
    }
    *report = std::move(out);
  } else if (report->is_array()) {
    Json out = Json::array();
    for (Json& member : *report) {
      Compact(&member);
      if (!IsEmpty(member)) out.push_back(std::move(member));
    }
    *report = std::move(out);
  }
}

CorrectedReport Correct(const Json& head, const std::vector<Verdict>& verdicts,
                        const FieldTable& table) {
  return Corrector(head, verdicts, table).Run();
}

}  // namespace pathex
