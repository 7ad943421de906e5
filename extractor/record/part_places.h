// PartPlaces: where spans of the folded text stand in the file, for what is written about them.
#ifndef PATHEX_EXTRACTOR_RECORD_PART_PLACES_H_
#define PATHEX_EXTRACTOR_RECORD_PART_PLACES_H_

#include <cstdint>

#include "extractor/base/span.h"
#include "extractor/base/utf8.h"
#include "extractor/record/record.h"
#include "extractor/text/offset_index.h"

namespace pathex {

// One place, counted in three ways. All empty when the span is.
struct PartPlace {
  OriginalSpan original;                  // bytes of the decoded part
  uint32_t byte_begin = 0, byte_end = 0;  // bytes of the file
  uint32_t char_begin = 0, char_end = 0;  // code points of the decoded part
};

// The places of one part. `part` outlives it.
class PartPlaces {
 public:
  explicit PartPlaces(const PartAnalysis& part);

  PartPlace Of(FoldedSpan span) const {
    PartPlace place;
    if (span.size() == 0) return place;
    if (!plain_) return Unfolded(span);
    place.original = {span.begin, span.end};
    place.byte_begin = to_file_.Begin(span.begin);
    place.byte_end = to_file_.End(span.end);
    place.char_begin = span.begin;
    place.char_end = span.end;
    return place;
  }

 private:
  PartPlace Unfolded(FoldedSpan span) const;

  const PartAnalysis& part_;
  OffsetIndex to_original_, to_file_;
  CodePointTable code_points_;
  bool plain_;  // ASCII that folding left as it is: all counts of the part are one
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_PART_PLACES_H_
