// Reader of plain text: the whole file is one Part "/".
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_TEXT_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_TEXT_H_

#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

// Any bytes that DescribeBinary has nothing against.
bool LooksLikeText(std::string_view bytes, std::string_view path);

// One Source. A file with nothing but blanks gives one without parts and the diagnostic S004. Error
// S003 for bytes that are no text, naming what they look like; S044 beyond the limit part.bytes.
Result<std::vector<Source>> ReadText(std::string_view bytes, std::string_view path,
                                     const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_TEXT_H_
