// A record for a document that could not be read, so that N inputs give N outputs.
#ifndef PATHEX_EXTRACTOR_BULK_FAILED_RECORD_H_
#define PATHEX_EXTRACTOR_BULK_FAILED_RECORD_H_

#include <string>
#include <string_view>

#include "extractor/base/result.h"
#include "extractor/record/record.h"
#include "extractor/text/source.h"

namespace pathex {

// A Source without parts: its id is the file's stem, its only diagnostic the error. `bytes` are
// those of the file when it could be opened, else "".
Source FailedSource(const std::string& path, const Error& error, std::string_view bytes);

// The error that left a Source without any text; nullptr when it has text, or is merely empty.
const Diagnostic* WhyFailed(const Source& source);

// The record of a failed Source: an empty report, its diagnostics, and review for the reason
// "input_diagnostic". `source` outlives the record. It is written by WriteRecord like any other.
Record FailedRecord(const Source& source);

// Names of files may hold any bytes; a record is UTF-8: broken pieces become U+FFFD.
std::string ValidUtf8(std::string_view text);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_FAILED_RECORD_H_
