// The reports of one document.
#ifndef PATHEX_EXTRACTOR_BULK_READ_DOCUMENT_H_
#define PATHEX_EXTRACTOR_BULK_READ_DOCUMENT_H_

#include <string>
#include <vector>

#include "extractor/bulk/document.h"
#include "extractor/text/read_options.h"

namespace pathex {

// At least one. Total: what cannot be read is a Source without parts whose diagnostics say why
// (failed_record.h). Thread-safe.
std::vector<Source> ReadDocument(const Document& document, const ReadOptions& options);

// SHA-256 of a file that was read at once, nearly always known from `sources`; "" when it could not
// be read.
std::string HashOfInput(const Document& document, const std::vector<Source>& sources);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_READ_DOCUMENT_H_
