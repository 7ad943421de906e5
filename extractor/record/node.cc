#include "extractor/record/node.h"

namespace pathex {

Node::Node() = default;
Node::Node(const Node&) = default;
Node::Node(Node&&) noexcept = default;
Node& Node::operator=(const Node&) = default;
Node& Node::operator=(Node&&) noexcept = default;
Node::~Node() = default;

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
