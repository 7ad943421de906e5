// Writing the mentions of a record: most of its bytes.
#ifndef PATHEX_EXTRACTOR_RECORD_WRITE_MENTIONS_H_
#define PATHEX_EXTRACTOR_RECORD_WRITE_MENTIONS_H_

#include "extractor/record/json_buffer.h"
#include "extractor/record/record.h"

namespace pathex {

// Appends the array of all mentions, in order of the findings. Spans are written as bytes of the
// file and code points of the decoded part; one that stands nowhere in the text is left out.
void WriteMentions(const Record& record, JsonBuffer* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_WRITE_MENTIONS_H_
