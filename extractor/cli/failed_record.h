// A record for a document that could not be read, so that N inputs give N outputs.
#ifndef PATHEX_EXTRACTOR_CLI_FAILED_RECORD_H_
#define PATHEX_EXTRACTOR_CLI_FAILED_RECORD_H_

#include <string>

#include "extractor/base/result.h"
#include "extractor/record/record.h"
#include "extractor/text/source.h"

namespace pathex {

// A Source without parts: its id is the file's stem, its only diagnostic the error.
Source FailedSource(const std::string& path, const Error& error);

// The record of it: an empty report, the error, and review for the reason "input_diagnostic". `source`
// outlives the record. It is written by WriteRecord like any other.
Record FailedRecord(const Source& source);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_FAILED_RECORD_H_
