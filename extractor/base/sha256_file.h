// SHA-256 of what does not fit into memory.
#ifndef PATHEX_EXTRACTOR_BASE_SHA256_FILE_H_
#define PATHEX_EXTRACTOR_BASE_SHA256_FILE_H_

#include <string>

namespace pathex {

// 64 lower-case hexadecimal digits; "" when the file cannot be read. Thread-safe.
std::string Sha256OfFile(const std::string& path);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_SHA256_FILE_H_
