#include "extractor/record/absent.h"

#include <algorithm>
#include <string>

namespace pathex {
namespace {

bool Applies(const AbsentRule& rule, const Node& object) {
  if (!rule.beside.empty() &&
      std::none_of(rule.beside.begin(), rule.beside.end(),
                   [&](const std::string& key) { return object.Find(key) != nullptr; })) {
    return false;
  }
  return std::any_of(rule.when.begin(), rule.when.end(), [&](const auto& when) {
    const Node* value = object.Find(when.first);
    return value != nullptr && value->kind == Node::Kind::kText &&
           value->text.starts_with(when.second);
  });
}

void TakeOut(const AbsentRule& rule, const std::string& pointer, Node* object, Record* record) {
  if (!Applies(rule, *object)) return;
  std::erase_if(object->members, [&](const auto& member) { return member.first == rule.key; });
  const std::string place = pointer + "/" + rule.key;
  std::erase_if(record->review,
                [&](const ReviewReason& reason) { return reason.pointer == place; });
  std::erase_if(record->diagnostics,
                [&](const Diagnostic& note) { return note.code == "D010" && note.where == place; });
}

// Goes down the steps of `rest` ("/things/*/place") from `node`, which is at `pointer`.
void Walk(const AbsentRule& rule, std::string_view rest, const std::string& pointer, Node* node,
          Record* record) {
  if (rest.empty()) return TakeOut(rule, pointer, node, record);
  const size_t end = std::min(rest.find('/', 1), rest.size());
  const std::string_view step = rest.substr(1, end - 1);
  rest.remove_prefix(end);
  if (step == "*") {
    for (size_t i = 0; i < node->items.size(); ++i) {
      Walk(rule, rest, pointer + "/" + std::to_string(i), &node->items[i], record);
    }
    return;
  }
  for (auto& [key, member] : node->members) {
    if (key == step) Walk(rule, rest, pointer + "/" + std::string(step), &member, record);
  }
}

}  // namespace

void TakeOutAbsent(const Assembly& assembly, Record* record) {
  for (const AbsentRule& rule : assembly.absent) Walk(rule, rule.at, "", &record->report, record);
}

}  // namespace pathex
