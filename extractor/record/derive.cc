#include "extractor/record/derive.h"

#include <algorithm>
#include <utility>

namespace pathex {

void AddEvidenceOf(const Node* node, Evidence* evidence) {
  if (node == nullptr) return;
  evidence->insert(evidence->end(), node->evidence.begin(), node->evidence.end());
  for (const auto& [key, member] : node->members) AddEvidenceOf(&member, evidence);
  for (const Node& item : node->items) AddEvidenceOf(&item, evidence);
  std::sort(evidence->begin(), evidence->end());
  evidence->erase(std::unique(evidence->begin(), evidence->end()), evidence->end());
}

const Node* Follow(const Node* node, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (node == nullptr) return nullptr;
    node = node->Find(key);
  }
  return node;
}

std::string_view TextAt(const Node* node, std::initializer_list<std::string_view> keys) {
  const Node* leaf = Follow(node, keys);
  if (leaf == nullptr || leaf->kind != Node::Kind::kText) return {};
  return leaf->text;
}

bool NumberAt(const Node* node, std::initializer_list<std::string_view> keys,
              int64_t* thousandths) {
  const Node* leaf = Follow(node, keys);
  if (leaf == nullptr || leaf->kind != Node::Kind::kNumber) return false;
  *thousandths = leaf->thousandths;
  return true;
}

void SetText(std::string_view key, std::string_view text, Evidence evidence, Node* object) {
  Node& leaf = object->Member(key);
  leaf.kind = Node::Kind::kText;
  leaf.text = text;
  leaf.evidence = std::move(evidence);
}

void SetNumber(std::string_view key, int64_t thousandths, Evidence evidence, Node* object) {
  Node& leaf = object->Member(key);
  leaf.kind = Node::Kind::kNumber;
  leaf.thousandths = thousandths;
  leaf.evidence = std::move(evidence);
}

void SetBool(std::string_view key, bool flag, Evidence evidence, Node* object) {
  Node& leaf = object->Member(key);
  leaf.kind = Node::Kind::kBool;
  leaf.flag = flag;
  leaf.evidence = std::move(evidence);
}

}  // namespace pathex
