#include "extractor/evaluate/support.h"

#include <algorithm>

namespace pathex {
namespace {

const Json* Member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto it = object.find(std::string(key));
  return it == object.end() ? nullptr : &*it;
}

std::string TextOf(const Json* value) {
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

std::string NameOfKey(const std::string& field, const EvaluationSpec& spec) {
  for (const ListField& list : spec.lists) {
    if (list.field == field) return list.key;
  }
  return {};
}

bool SlotIs(const Json& mention, std::string_view slot, const FactValue& value, double tolerance) {
  const Json* found = SlotValue(mention, slot);
  return found != nullptr && SameValue(Normalise(*found), value, tolerance);
}

}  // namespace

SupportIndex::SupportIndex(const Json* record) {
  if (record == nullptr) return;
  evidence_ = ValueAt(*record, "/evidence");
  const Json* mentions = ValueAt(*record, "/mentions");
  if (mentions == nullptr || !mentions->is_array()) return;
  for (const Json& mention : *mentions) {
    ordered_.push_back(&mention);
    by_id_.emplace(MentionText(mention, "id"), &mention);
  }
}

std::vector<const Json*> SupportIndex::Of(std::string_view pointer) const {
  std::vector<const Json*> out;
  if (evidence_ == nullptr || !evidence_->is_object()) return out;
  const Json* ids = nullptr;
  while (ids == nullptr && !pointer.empty()) {
    ids = Member(*evidence_, pointer);
    pointer = pointer.substr(0, pointer.rfind('/'));
  }
  if (ids == nullptr || !ids->is_array()) return out;
  for (const Json& id : *ids) {
    const Json* mention = id.is_string() ? Mention(id.get_ref<const std::string&>()) : nullptr;
    if (mention != nullptr) out.push_back(mention);
  }
  return out;
}

const Json* SupportIndex::Mention(std::string_view id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : it->second;
}

std::string MentionText(const Json& mention, std::string_view member) {
  return TextOf(Member(mention, member));
}

std::string MentionContext(const Json& mention, std::string_view member) {
  const Json* context = Member(mention, "context");
  return context == nullptr ? std::string() : TextOf(Member(*context, member));
}

std::vector<std::string> MentionCues(const Json& mention) {
  std::vector<std::string> out;
  const Json* context = Member(mention, "context");
  const Json* cues = context == nullptr ? nullptr : Member(*context, "cues");
  if (cues == nullptr || !cues->is_array()) return out;
  for (const Json& cue : *cues) {
    std::string id = cue.is_string() ? cue.get<std::string>() : TextOf(Member(cue, "id"));
    if (!id.empty()) out.push_back(std::move(id));
  }
  return out;
}

const Json* SlotValue(const Json& mention, std::string_view slot) {
  const Json* slots = Member(mention, "slots");
  const Json* found = slots == nullptr ? nullptr : Member(*slots, slot);
  if (found == nullptr || !found->is_object()) return found;
  return Member(*found, "value");
}

std::string WhyNotUsed(const Json& mention, const SupportIndex& index) {
  std::string out;
  const auto add = [&](const std::string& reason) { out += (out.empty() ? "" : ", ") + reason; };
  std::string cues;
  for (const std::string& cue : MentionCues(mention)) cues += (cues.empty() ? "" : ", ") + cue;
  const std::pair<const char*, const char*> ordinary[] = {{"polarity", "affirmed"},
                                                          {"certainty", "certain"},
                                                          {"time", "current"},
                                                          {"subject", "patient"}};
  for (const auto& [member, usual] : ordinary) {
    const std::string value = MentionContext(mention, member);
    if (!value.empty() && value != usual) {
      add(std::string(member) + " " + value + (cues.empty() ? "" : " (" + cues + ")"));
    }
  }
  if (const std::string winner = MentionText(mention, "lost_to"); !winner.empty()) {
    const Json* other = index.Mention(winner);
    const std::string rule = other == nullptr ? "" : MentionText(*other, "rule");
    add("lost to " + winner + (rule.empty() ? "" : " (" + rule + ")"));
  }
  return out;
}

void TypesOfPattern::Learn(const Json& record) {
  const SupportIndex index(&record);
  const Json* evidence = ValueAt(record, "/evidence");
  if (evidence == nullptr || !evidence->is_object()) return;
  for (const auto& [pointer, ids] : evidence->items()) {
    for (const Json* mention : index.Of(pointer)) {
      types_[PointerPattern(pointer)].insert(MentionText(*mention, "type"));
    }
  }
}

bool TypesOfPattern::Fits(const std::string& pattern, std::string_view type) const {
  const auto it = types_.find(pattern);
  return it == types_.end() || it->second.find(type) != it->second.end();
}

std::vector<const Json*> UnusedReadings(const Judgement& miss, const SupportIndex& index,
                                        const TypesOfPattern& types, const EvaluationSpec& spec) {
  std::vector<const Json*> out;
  if (!miss.gold) return out;
  const std::string key = NameOfKey(miss.field, spec);
  const std::string pattern = PointerPattern(miss.gold->pointer);
  const std::vector<std::string_view> parts = PointerParts(miss.gold->pointer);
  const FactValue key_value{.kind = FactValue::Kind::kText, .text = miss.key, .number = 0};
  // A list of plain values: the value is the key, the slot is named like the list.
  const bool plain = IsIndex(parts.back());
  const std::string_view slot = plain ? parts[parts.size() - 2] : parts.back();
  const FactValue& value = plain ? key_value : miss.gold->value;
  for (const Json* mention : index.mentions()) {
    if (!types.Fits(pattern, MentionText(*mention, "type"))) continue;
    if (!SlotIs(*mention, slot, value, spec.Tolerance(miss.field))) continue;
    if (!key.empty() && !miss.key.empty() && !SlotIs(*mention, key, key_value, 0)) continue;
    out.push_back(mention);
  }
  return out;
}

}  // namespace pathex
