#include "extractor/record/value_node.h"

#include <algorithm>

namespace pathex {

void WriteValue(const Value& value, Node* node) {
  node->items.clear();
  switch (value.kind) {
    case Value::Kind::kText:
      node->kind = Node::Kind::kText;
      node->text = value.text;
      break;
    case Value::Kind::kNumber:
      node->kind = Node::Kind::kNumber;
      node->thousandths = value.thousandths;
      break;
    case Value::Kind::kBool:
      node->kind = Node::Kind::kBool;
      node->flag = value.flag;
      break;
    case Value::Kind::kNumbers:
      node->kind = Node::Kind::kArray;
      for (const int64_t number : value.numbers) {
        Node& item = node->items.emplace_back();
        item.kind = Node::Kind::kNumber;
        item.thousandths = number;
      }
      break;
  }
}

bool SameContent(const Value& value, const Node& node) {
  switch (value.kind) {
    case Value::Kind::kText:
      return node.kind == Node::Kind::kText && node.text == value.text;
    case Value::Kind::kNumber:
      return node.kind == Node::Kind::kNumber && node.thousandths == value.thousandths;
    case Value::Kind::kBool:
      return node.kind == Node::Kind::kBool && node.flag == value.flag;
    case Value::Kind::kNumbers:
      return node.kind == Node::Kind::kArray &&
             std::equal(
                 value.numbers.begin(), value.numbers.end(), node.items.begin(), node.items.end(),
                 [](int64_t number, const Node& item) { return number == item.thousandths; });
  }
  return false;
}

}  // namespace pathex
