#include "extractor/record/vocabulary.h"

#include <algorithm>

namespace pathex {
namespace {

const Json* Member(const Json* node, const std::string& key) {
  if (node == nullptr || !node->is_object()) return nullptr;
  const auto it = node->find(key);
  return it == node->end() ? nullptr : &*it;
}

// Follows "$ref": "#/a/b" inside one document; a chain longer than the schema is deep is a circle.
const Json* Resolve(const Json& root, const Json* node) {
  for (int hops = 0; hops < 16; ++hops) {
    const Json* reference = Member(node, "$ref");
    if (reference == nullptr || !reference->is_string()) return node;
    const std::string& path = reference->get_ref<const std::string&>();
    if (path.empty() || path[0] != '#') return nullptr;
    node = &root;
    for (size_t begin = 2; begin < path.size();) {
      const size_t end = std::min(path.find('/', begin), path.size());
      node = Member(node, path.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return nullptr;
}

// One step down: a key of an object, or "*" for the items of an array.
const Json* Step(const Json& root, const Json* node, const std::string& step) {
  node = Resolve(root, node);
  if (step == "*") return Resolve(root, Member(node, "items"));
  return Resolve(root, Member(Member(node, "properties"), step));
}

const Json* Walk(const Json& root, const std::string& path) {
  const Json* node = &root;
  for (size_t begin = 1; node != nullptr && begin < path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    node = Step(root, node, path.substr(begin, end - begin));
    begin = end + 1;
  }
  return node;
}

std::string TextOf(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// The closed values of a node, or of the items of an array. False when it is open.
bool ValuesOf(const Json& root, const Json* node, std::vector<std::string>* values) {
  if (const Json* items = Step(root, node, "*")) node = items;
  if (const Json* type = Member(node, "type"); type != nullptr && *type == "boolean") {
    *values = {"true", "false"};
    return true;
  }
  const Json* list = Member(node, "enum");
  if (list == nullptr || !list->is_array()) return false;
  for (const Json& value : *list) values->push_back(TextOf(value));
  return true;
}

}  // namespace

SlotVocabulary::SlotVocabulary(const Assembly& assembly) {
  for (const MentionSpec& spec : assembly.mentions) {
    types_.push_back(spec.type);
    slots_[spec.type];
    if (!spec.key.empty()) AddSlot(assembly, spec, spec, spec.key, spec.key);
    for (const Bundle& bundle : spec.bundles) {
      for (const SlotTarget& target : bundle.slots) {
        AddSlot(assembly, spec, spec, target.slot, target.key);
      }
    }
    // Slots that only steer the assembly ("not_when") and are no keys of the report.
    for (const auto& [slot, values] : spec.values) AddSlot(assembly, spec, spec, slot, slot);
  }
  // Slots that other types take from here.
  for (const MentionSpec& taker : assembly.mentions) {
    for (const uint16_t giver : taker.from) {
      for (const Bundle& bundle : taker.bundles) {
        for (const SlotTarget& target : bundle.slots) {
          AddSlot(assembly, assembly.mentions[giver], taker, target.slot, target.key);
        }
      }
    }
  }
}

void SlotVocabulary::AddSlot(const Assembly& assembly, const MentionSpec& owner,
                             const MentionSpec& target, const std::string& slot,
                             const std::string& key) {
  if (HasSlot(owner.type, slot)) return;
  Entry entry;
  entry.slot = slot;
  const auto values = target.values.find(slot);
  const auto like = target.values_like.find(slot);
  if (values != target.values.end()) {
    entry.closed = true;
    entry.values = values->second;
  } else {
    std::string path = (target.into == "/" ? "" : target.into) + (target.list ? "/*/" : "/") + key;
    if (like != target.values_like.end()) path = like->second;
    const Json* node = Walk(assembly.schema, path);
    if (node == nullptr) {
      faults_.push_back(owner.type + "." + slot + ": the schema has no " + path);
    } else {
      entry.closed = ValuesOf(assembly.schema, node, &entry.values);
    }
  }
  slots_[owner.type].push_back(std::move(entry));
}

const SlotVocabulary::Entry* SlotVocabulary::Find(std::string_view type,
                                                  std::string_view slot) const {
  const auto it = slots_.find(type);
  if (it == slots_.end()) return nullptr;
  for (const Entry& entry : it->second) {
    if (entry.slot == slot) return &entry;
  }
  return nullptr;
}

bool SlotVocabulary::HasType(std::string_view type) const {
  return slots_.find(type) != slots_.end();
}

bool SlotVocabulary::HasSlot(std::string_view type, std::string_view slot) const {
  return Find(type, slot) != nullptr;
}

const std::vector<std::string>* SlotVocabulary::Values(std::string_view type,
                                                       std::string_view slot) const {
  const Entry* entry = Find(type, slot);
  return entry != nullptr && entry->closed ? &entry->values : nullptr;
}

std::vector<std::string> SlotVocabulary::Slots(std::string_view type) const {
  std::vector<std::string> out;
  const auto it = slots_.find(type);
  if (it == slots_.end()) return out;
  for (const Entry& entry : it->second) out.push_back(entry.slot);
  return out;
}

std::vector<std::string> SlotVocabulary::Types() const { return types_; }

}  // namespace pathex
