#include "extractor/record/node.h"

namespace pathex {

const Node* Node::Find(std::string_view key) const {
  for (const auto& [name, member] : members) {
    if (name == key) return &member;
  }
  return nullptr;
}

Node& Node::Member(std::string_view key) {
  for (auto& [name, member] : members) {
    if (name == key) return member;
  }
  members.emplace_back(key, Node());
  return members.back().second;
}

}  // namespace pathex
