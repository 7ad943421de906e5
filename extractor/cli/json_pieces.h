// Cutting a file into JSON documents: one a line, or one below the other, however they are wrapped.
#ifndef PATHEX_EXTRACTOR_CLI_JSON_PIECES_H_
#define PATHEX_EXTRACTOR_CLI_JSON_PIECES_H_

#include <string_view>
#include <vector>

namespace pathex {

// Views of `text`, in order, without the white space between. An object or array ends with its last
// bracket; anything else, and what follows the last bracket on its line, ends with the line. So
// every character that is no white space is in a piece, and one broken document does not hide the
// next line.
std::vector<std::string_view> CutJson(std::string_view text);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_JSON_PIECES_H_
