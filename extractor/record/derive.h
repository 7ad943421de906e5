// What the derivations share: leaves with the evidence of what they followed from.
//
// A derivation is the one place where the program knows keys of the report: each derive_*.cc holds
// one clinical rule that no table can express, and names its source.
#ifndef PATHEX_EXTRACTOR_RECORD_DERIVE_H_
#define PATHEX_EXTRACTOR_RECORD_DERIVE_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/record/node.h"

namespace pathex {

using Evidence = std::vector<uint32_t>;  // indices into Record::findings, ascending

// Adds the evidence of a leaf or of all leaves below a node (nullptr adds nothing).
void AddEvidenceOf(const Node* node, Evidence* evidence);

// Follows keys; nullptr when one is missing.
const Node* Follow(const Node* node, std::initializer_list<std::string_view> keys);

// The text of a leaf, "" when it is missing or no text.
std::string_view TextAt(const Node* node, std::initializer_list<std::string_view> keys);
// The number of a leaf in thousandths; false when it is missing or no number.
bool NumberAt(const Node* node, std::initializer_list<std::string_view> keys, int64_t* thousandths);

// Writes a leaf. `key` must outlive the node.
void SetText(std::string_view key, std::string_view text, Evidence evidence, Node* object);
void SetNumber(std::string_view key, int64_t thousandths, Evidence evidence, Node* object);
void SetBool(std::string_view key, bool flag, Evidence evidence, Node* object);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_DERIVE_H_
