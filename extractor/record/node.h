// Node: the small ordered tree a report is assembled in. Lighter than a general JSON document: keys
// and enum values view the lexicon or the schema, numbers are decimals in thousandths, and each
// leaf carries the findings that support it.
#ifndef PATHEX_EXTRACTOR_RECORD_NODE_H_
#define PATHEX_EXTRACTOR_RECORD_NODE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pathex {

struct Node {
  enum class Kind : uint8_t { kObject, kArray, kText, kNumber, kBool };

  // Out of line: `members` cannot be handled before Node is complete.
  Node();
  Node(const Node&);
  Node(Node&&) noexcept;
  Node& operator=(const Node&);
  Node& operator=(Node&&) noexcept;
  ~Node();

  Kind kind = Kind::kObject;
  bool flag = false;        // kBool
  int32_t place = -1;       // of a member: Assembly::PlaceOf its key; -1: not asked yet
  int64_t thousandths = 0;  // kNumber
  std::string text;         // kText
  std::vector<std::pair<std::string_view, Node>> members;  // kObject, in output order
  std::vector<Node> items;                                 // kArray
  std::vector<uint32_t> evidence;  // leaves: indices into Record::findings, ascending

  const Node* Find(std::string_view key) const;  // nullptr when absent or not an object
  // Finds or appends; `key` must outlive the node.
  Node& Member(std::string_view key, int32_t place = -1);
  // Of a key that is not there.
  Node& Append(std::string_view key, int32_t place = -1);
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_NODE_H_
