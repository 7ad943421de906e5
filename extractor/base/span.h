// Half-open ranges [begin, end) in two texts that must never be mixed up.
//
// A FoldedSpan counts bytes of the folded text (see text/fold.h), the only text the matching code
// sees. An OriginalSpan counts bytes of the decoded text of a Part (text/source.h). The two are
// different types on purpose: passing one for the other does not compile. The only conversion is
// Text::ToOriginal().
#ifndef PATHEX_EXTRACTOR_BASE_SPAN_H_
#define PATHEX_EXTRACTOR_BASE_SPAN_H_

#include <cstdint>

namespace pathex {

struct FoldedSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool operator==(const FoldedSpan&) const = default;
  uint32_t size() const { return end - begin; }
  bool Contains(const FoldedSpan& other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(const FoldedSpan& other) const { return begin < other.end && other.begin < end; }
};

struct OriginalSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool operator==(const OriginalSpan&) const = default;
  uint32_t size() const { return end - begin; }
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_SPAN_H_
