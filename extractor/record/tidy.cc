#include "extractor/record/tidy.h"

#include <algorithm>
#include <climits>
#include <cstdint>
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

using Member = std::pair<std::string_view, Node>;

class Tidier {
 public:
  explicit Tidier(const Assembly& assembly) : assembly_(assembly) {}

  void Run(Node* node) {
    for (Node& item : node->items) Run(&item);
    std::erase_if(node->items, IsEmpty);
    if (node->members.empty()) return;
    std::erase_if(node->members,
                  [](const Member& member) { return member.first.starts_with('_'); });
    for (auto& [key, member] : node->members) Run(&member);
    std::erase_if(node->members, [](const Member& member) { return IsEmpty(member.second); });
    Sort(&node->members);
  }

 private:
  // Few members, mostly in order already: places are looked up once, nodes are moved only if
  // needed.
  void Sort(std::vector<Member>* members) {
    order_.clear();
    for (uint32_t i = 0; i < members->size(); ++i) {
      const std::string_view key = (*members)[i].first;
      order_.emplace_back(PlaceOf(key), key, i);
    }
    if (std::is_sorted(order_.begin(), order_.end())) return;
    std::sort(order_.begin(), order_.end());
    std::vector<Member> sorted;
    sorted.reserve(order_.size());
    for (const auto& [place, key, index] : order_) sorted.push_back(std::move((*members)[index]));
    *members = std::move(sorted);
  }

  int PlaceOf(std::string_view key) const {
    const auto it = assembly_.key_order.find(key);
    return it == assembly_.key_order.end() ? INT_MAX : it->second;
  }

  const Assembly& assembly_;
  std::vector<std::tuple<int, std::string_view, uint32_t>> order_;  // reused
};

}  // namespace

void Tidy(const Assembly& assembly, Node* node) { Tidier(assembly).Run(node); }

}  // namespace pathex
