#include "extractor/record/tidy.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "extractor/record/leaves.h"

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
    if (IsLeaf(*node)) return;
    bool all = true;
    for (Node& item : node->items) {
      Run(&item);
      all = all && !IsEmpty(item);
    }
    if (!all) std::erase_if(node->items, IsEmpty);
    all = true;
    for (auto& [key, member] : node->members) {
      if (key.starts_with('_')) {
        member.kind = Node::Kind::kObject;  // and empty: goes with all that is
        member.members.clear();
      }
      Run(&member);
      all = all && !IsEmpty(member);
    }
    if (!all) {
      std::erase_if(node->members, [](const Member& member) { return IsEmpty(member.second); });
    }
    Sort(&node->members);
  }

 private:
  // Few members, mostly in order already: nodes are moved only if needed.
  void Sort(std::vector<Member>* members) {
    for (auto& [key, member] : *members) {
      if (member.place < 0) member.place = assembly_.PlaceOf(key);
    }
    const auto before = [](const Member& a, const Member& b) {
      return a.second.place != b.second.place ? a.second.place < b.second.place : a.first < b.first;
    };
    if (std::is_sorted(members->begin(), members->end(), before)) return;
    order_.clear();
    for (uint32_t i = 0; i < members->size(); ++i) {
      const Member& member = (*members)[i];
      order_.emplace_back(member.second.place, member.first, i);
    }
    std::sort(order_.begin(), order_.end());
    std::vector<Member> sorted;
    sorted.reserve(order_.size());
    for (const auto& [place, key, index] : order_) sorted.push_back(std::move((*members)[index]));
    *members = std::move(sorted);
  }

  const Assembly& assembly_;
  std::vector<std::tuple<int, std::string_view, uint32_t>> order_;  // reused
};

}  // namespace

void Tidy(const Assembly& assembly, Node* node) { Tidier(assembly).Run(node); }

}  // namespace pathex
