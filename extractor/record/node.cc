#include "extractor/record/node.h"

#include <tuple>

#include "extractor/base/byte_words.h"

namespace pathex {

Node::Node() = default;
Node::Node(const Node&) = default;
Node::Node(Node&&) noexcept = default;
Node& Node::operator=(const Node&) = default;
Node& Node::operator=(Node&&) noexcept = default;
Node::~Node() = default;

const Node* Node::Find(std::string_view key) const {
  for (const auto& [name, member] : members) {
    if (SameName(name, key)) return &member;
  }
  return nullptr;
}

Node& Node::Member(std::string_view key, int32_t place) {
  for (auto& [name, member] : members) {
    if (SameName(name, key)) return member;
  }
  return Append(key, place);
}

Node& Node::Append(std::string_view key, int32_t place) {
  constexpr size_t kUsual = 4;  // most objects have few members
  if (members.empty()) members.reserve(kUsual);
  Node& member =
      members.emplace_back(std::piecewise_construct, std::forward_as_tuple(key), std::tuple<>())
          .second;
  member.place = place;
  return member;
}

}  // namespace pathex
