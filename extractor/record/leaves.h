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
