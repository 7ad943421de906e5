// Writing: Record -> JSON, straight into a buffer (best a ByteBuffer), keys in fixed order, the
// same bytes every time.
#ifndef PATHEX_EXTRACTOR_RECORD_WRITE_H_
#define PATHEX_EXTRACTOR_RECORD_WRITE_H_

#include <cstdint>
#include <string>

#include "extractor/base/byte_buffer.h"
#include "extractor/record/engine_stamp.h"
#include "extractor/record/record.h"

namespace pathex {

// Appends the record as one line without the line break.
void WriteRecord(const Record& record, const EngineStamp& engine, ByteBuffer* out);
void WriteRecord(const Record& record, const EngineStamp& engine, std::string* out);

// The same, indented by two blanks, short arrays of numbers and texts on one line; ends with "\n".
void WriteRecordPretty(const Record& record, const EngineStamp& engine, ByteBuffer* out);

// Appends one node (the report alone, the derived values) as one line.
void WriteNode(const Node& node, std::string* out);

// Appends a value: quoted text, a number (thousandths: 4250 -> 4.25), true or false, an array of
// numbers.
void WriteValue(const Value& value, std::string* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_WRITE_H_
