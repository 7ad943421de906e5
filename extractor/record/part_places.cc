#include "extractor/record/part_places.h"

namespace pathex {

PartPlaces::PartPlaces(const PartAnalysis& part)
    : part_(part),
      to_original_(part.text.map),
      to_file_(part.part->to_file),
      code_points_(part.part->text),
      plain_(part.text.map.identity() && code_points_.size() == part.part->text.size()) {}

PartPlace PartPlaces::Unfolded(FoldedSpan span) const {
  const OriginalSpan original = part_.text.ToOriginal(span, to_original_);
  PartPlace place;
  if (original.size() == 0) return place;
  place.original = original;
  place.byte_begin = to_file_.Begin(original.begin);
  place.byte_end = to_file_.End(original.end);
  place.char_begin = code_points_.Index(original.begin);
  place.char_end = code_points_.Index(original.end);
  return place;
}

}  // namespace pathex
