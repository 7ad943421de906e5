// SHA-256, for the identity of inputs and lexicons.
#ifndef PATHEX_EXTRACTOR_BASE_SHA256_H_
#define PATHEX_EXTRACTOR_BASE_SHA256_H_

#include <string>
#include <string_view>

namespace pathex {

// 64 lower-case hexadecimal digits. Thread-safe.
std::string Sha256Hex(std::string_view bytes);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_SHA256_H_
