// PartPlaces: where spans of the folded text stand in the file, for what is written about them.
#ifndef PATHEX_EXTRACTOR_RECORD_PART_PLACES_H_
#define PATHEX_EXTRACTOR_RECORD_PART_PLACES_H_

#include <cstdint>

#include "extractor/base/span.h"
#include "extractor/base/utf8.h"
#include "extractor/record/record.h"
#include "extractor/text/offset_map.h"

namespace pathex {

// One place, counted in three ways. All empty when the span is.
struct PartPlace {
  OriginalSpan original;                  // bytes of the decoded part
  uint32_t byte_begin = 0, byte_end = 0;  // bytes of the file
  uint32_t char_begin = 0, char_end = 0;  // code points of the decoded part
};

// The places of one part. Quick when asked in the order of the text, right in any. `part` outlives
// it. Not thread-safe.
class PartPlaces {
 public:
  explicit PartPlaces(const PartAnalysis& part);
  PartPlace Of(FoldedSpan span);

 private:
  const PartAnalysis& part_;
  OffsetCursor to_original_, to_file_;
  CodePointTable code_points_;
  bool plain_;  // ASCII that folding left as it is: all counts of the part are one
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_PART_PLACES_H_
