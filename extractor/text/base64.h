// Base64 as it is found inside messages and documents.
#ifndef PATHEX_EXTRACTOR_TEXT_BASE64_H_
#define PATHEX_EXTRACTOR_TEXT_BASE64_H_

#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace pathex {

struct Base64Payload {
  std::string bytes;
  bool truncated = false;  // the last group is incomplete: the end of the payload is missing
};

// Blanks and line ends may stand anywhere, also as "\.br\" escapes or "&#10;" references; both
// alphabets (+/ and -_) are read; trailing NULs are dropped from the result. Error S032 when there
// is nothing in it, or a character that is not base64 (a masked payload: "****").
Result<Base64Payload> DecodeBase64(std::string_view text);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_BASE64_H_
