// Tidying a report once all values are in: no empty containers, no working keys, fixed key order.
#ifndef PATHEX_EXTRACTOR_RECORD_TIDY_H_
#define PATHEX_EXTRACTOR_RECORD_TIDY_H_

#include "extractor/record/assembly.h"
#include "extractor/record/node.h"

namespace pathex {

// Takes out keys with a leading "_", then objects and arrays without content, and orders the
// members of every object by Assembly::key_order (keys that it does not name last, by name). Items
// of arrays that are objects without content are taken out too; pointers into them must not exist
// yet.
void Tidy(const Assembly& assembly, Node* node);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_TIDY_H_
