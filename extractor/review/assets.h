// The page's files, built from page/ and compiled into the program (cmake/embed.cmake), so that an
// installed program needs no folder for them.
#ifndef PATHEX_EXTRACTOR_REVIEW_ASSETS_H_
#define PATHEX_EXTRACTOR_REVIEW_ASSETS_H_

#include <string_view>

namespace pathex {

extern const std::string_view kPageHtml;    // page/index.html
extern const std::string_view kPageScript;  // page/main.js with what it imports, as one script
extern const std::string_view kPageStyle;   // page/page.css

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_ASSETS_H_
