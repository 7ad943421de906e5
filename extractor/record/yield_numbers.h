// One number of a text means one thing: "the sarcoma is 4 mm from the margin" is no size.
#ifndef PATHEX_EXTRACTOR_RECORD_YIELD_NUMBERS_H_
#define PATHEX_EXTRACTOR_RECORD_YIELD_NUMBERS_H_

#include "extractor/record/assembly.h"
#include "extractor/record/record.h"

namespace pathex {

// A mention one of whose numbers is also a number of a mention that it yields to
// (MentionSpec::yields_numbers_to) gives nothing: it gets that one, or what displaced that one, as
// its lost_to. Before anything is assembled; findings are ordered by part and position.
void YieldNumbers(const Assembly& assembly, Record* record);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_YIELD_NUMBERS_H_
