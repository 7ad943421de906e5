// From code points (in which records count) to UTF-16 units (in which browsers count): the one
// place where offsets are converted for the page.
#ifndef PATHEX_EXTRACTOR_REVIEW_UTF16_H_
#define PATHEX_EXTRACTOR_REVIEW_UTF16_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/base/utf8.h"

namespace pathex {

// Built in one pass over a valid text, which must outlive it. Thread-safe after building.
//
//   Utf16Table table("a😀b");  table.Unit(2) == 3
class Utf16Table {
 public:
  explicit Utf16Table(std::string_view text);

  // UTF-16 units before code point `index`; the text's length for an index at or past its end.
  uint32_t Unit(uint32_t index) const;
  // Code points before UTF-16 unit `unit`; one inside a surrogate pair counts as its begin.
  uint32_t Index(uint32_t unit) const;
  // The text between two code points.
  std::string_view Between(uint32_t begin, uint32_t end) const;

 private:
  std::string_view text_;
  CodePointTable points_;
  std::vector<uint32_t> wide_;  // indices of the code points that take two units, ascending
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_UTF16_H_
