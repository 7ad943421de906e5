// The whole review as one file: page, records and texts, for a browser without server or network.
// Verdicts stay in the browser's storage of that file until they are exported from the page.
#ifndef PATHEX_EXTRACTOR_REVIEW_STATIC_PAGE_H_
#define PATHEX_EXTRACTOR_REVIEW_STATIC_PAGE_H_

#include <functional>
#include <string_view>

#include "extractor/review/session.h"

namespace pathex {

// Calls `write` with the page piece by piece: a deck may be larger than memory.
void WriteStaticPage(const ReviewSetting& setting, ReportTexts* texts,
                     const std::function<void(std::string_view)>& write);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_STATIC_PAGE_H_
