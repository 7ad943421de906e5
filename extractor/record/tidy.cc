#include "extractor/record/tidy.h"

#include <algorithm>
#include <climits>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pathex {
namespace {

bool IsEmpty(const Node& node) {
  return (node.kind == Node::Kind::kObject && node.members.empty()) ||
         (node.kind == Node::Kind::kArray && node.items.empty());
}

int PlaceOf(const Assembly& assembly, std::string_view key) {
  const auto it = assembly.key_order.find(key);
  return it == assembly.key_order.end() ? INT_MAX : it->second;
}

}  // namespace

void Tidy(const Assembly& assembly, Node* node) {
  for (Node& item : node->items) Tidy(assembly, &item);
  std::erase_if(node->items, IsEmpty);
  if (node->members.empty()) return;
  std::erase_if(node->members, [](const auto& member) { return member.first.starts_with('_'); });
  for (auto& [key, member] : node->members) Tidy(assembly, &member);
  std::erase_if(node->members, [](const auto& member) { return IsEmpty(member.second); });
  // Few members, mostly in order already: places are looked up once, nodes are moved only if
  // needed.
  std::vector<std::tuple<int, std::string_view, size_t>> order;
  order.reserve(node->members.size());
  for (size_t i = 0; i < node->members.size(); ++i) {
    const std::string_view key = node->members[i].first;
    order.emplace_back(PlaceOf(assembly, key), key, i);
  }
  if (std::is_sorted(order.begin(), order.end())) return;
  std::sort(order.begin(), order.end());
  std::vector<std::pair<std::string_view, Node>> members;
  members.reserve(order.size());
  for (const auto& [place, key, index] : order) {
    members.push_back(std::move(node->members[index]));
  }
  node->members = std::move(members);
}

}  // namespace pathex
