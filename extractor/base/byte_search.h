// Bytes that mean something in JSON, looked for sixteen at a time.
#ifndef PATHEX_EXTRACTOR_BASE_BYTE_SEARCH_H_
#define PATHEX_EXTRACTOR_BASE_BYTE_SEARCH_H_

#include <cstddef>
#include <string_view>

namespace pathex {

// The first offset in [from, text.size()) of a quote or a backslash, or text.size().
size_t FindQuoteOrBackslash(std::string_view text, size_t from);

// The same of a backslash or a control character: below 0x20, or 0x7F.
size_t FindBackslashOrControl(std::string_view text, size_t from);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_BYTE_SEARCH_H_
