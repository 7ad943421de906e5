// Outline: the skeleton of one part of a report: sections, specimens, units. Spans are folded
// spans.
#ifndef PATHEX_EXTRACTOR_MATCH_OUTLINE_H_
#define PATHEX_EXTRACTOR_MATCH_OUTLINE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/span.h"

namespace pathex {

// Section ids are language-free: "diagnosis", "microscopy", … (schemas/assembly.json lists and
// ranks them). Text before the first heading is section "body".
struct Section {
  std::string_view id;  // views the Lexicon
  FoldedSpan heading;   // empty when there is none
  FoldedSpan body;
};

// A specimen part: from its label ("A.", "Part 2:") to the next label of the same kind.
struct SpecimenRange {
  std::string label;  // "A", "2"
  FoldedSpan label_span;
  FoldedSpan body;
  uint16_t section = 0;
};

// A sentence, list item, table row or synoptic line: the reach of a rule.
struct Unit {
  FoldedSpan span;
  uint32_t first_word = 0;  // words [first_word, last_word) of the Reading
  uint32_t last_word = 0;
  uint16_t section = 0;   // index into Outline::sections
  int16_t specimen = -1;  // index into Outline::specimens, -1 = none
  uint32_t block = 0;     // paragraph number: units of one block are contiguous
};

struct Outline {
  std::vector<Section> sections;  // never empty, in order, covering the text
  std::vector<SpecimenRange> specimens;
  std::vector<Unit> units;  // in order, not overlapping
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_OUTLINE_H_
