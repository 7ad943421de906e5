// Walking over the leaves of a report: all that is said about values is said leaf by leaf.
#ifndef PATHEX_EXTRACTOR_RECORD_LEAVES_H_
#define PATHEX_EXTRACTOR_RECORD_LEAVES_H_

#include <cstddef>
#include <string_view>

#include "extractor/record/json_buffer.h"
#include "extractor/record/node.h"

namespace pathex {

inline bool IsLeaf(const Node& node) {
  return node.kind != Node::Kind::kObject && node.kind != Node::Kind::kArray;
}

// Where a node stands: its step and the way to the node above. Spelt out only for those who ask.
struct NodePath {
  const NodePath* above = nullptr;  // nullptr: the root
  std::string_view key;             // of an item: empty
  size_t index = 0;

  // Appends the JSON Pointer.
  void Write(JsonBuffer* out) const {
    if (above == nullptr) return;
    above->Write(out);
    out->Put('/');
    if (key.empty()) return out->PutNumber(index);
    out->PutPlain(key);
  }
};

// Calls visit(const NodePath&, const Node& leaf) for every leaf, in the order of writing.
template <typename Visit>
void ForEachLeaf(const Node& node, const NodePath& path, const Visit& visit) {
  if (IsLeaf(node)) return visit(path, node);
  for (const auto& [key, member] : node.members) ForEachLeaf(member, {&path, key, 0}, visit);
  for (size_t i = 0; i < node.items.size(); ++i) ForEachLeaf(node.items[i], {&path, {}, i}, visit);
}

// Calls visit(std::string_view pointer, const Node& leaf) for every leaf, in the order of writing.
// `pointer`: that of the node; the view is valid until the call returns.
template <typename Visit>
void ForEachLeaf(const Node& node, JsonBuffer* pointer, const Visit& visit) {
  if (IsLeaf(node)) return visit(pointer->view(), node);
  const size_t length = pointer->size();
  for (const auto& [key, member] : node.members) {
    pointer->Put('/');
    pointer->PutPlain(key);
    ForEachLeaf(member, pointer, visit);
    pointer->Truncate(length);
  }
  for (size_t i = 0; i < node.items.size(); ++i) {
    pointer->Put('/');
    pointer->PutNumber(i);
    ForEachLeaf(node.items[i], pointer, visit);
    pointer->Truncate(length);
  }
}

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_LEAVES_H_
