// Checksum: tells whether bytes are still those that were written. It finds damage, not forgery.
#ifndef PATHEX_EXTRACTOR_BASE_CHECKSUM_H_
#define PATHEX_EXTRACTOR_BASE_CHECKSUM_H_

#include <cstdint>
#include <string_view>

namespace pathex {

// As quick as memory is read. The same on machines of the same byte order. Thread-safe.
uint64_t Checksum(std::string_view bytes);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_CHECKSUM_H_
