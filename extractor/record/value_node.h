// Values as nodes of the report.
#ifndef PATHEX_EXTRACTOR_RECORD_VALUE_NODE_H_
#define PATHEX_EXTRACTOR_RECORD_VALUE_NODE_H_

#include "extractor/base/value.h"
#include "extractor/record/node.h"

namespace pathex {

// Makes `node` the leaf, or the list of leaves, that the value is.
void WriteValue(const Value& value, Node* node);

// Whether `node` is what WriteValue makes of the value.
bool SameContent(const Value& value, const Node& node);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_VALUE_NODE_H_
