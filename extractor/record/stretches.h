// Stretches: several things named in one place, each described by itself, and the text about each.
#ifndef PATHEX_EXTRACTOR_RECORD_STRETCHES_H_
#define PATHEX_EXTRACTOR_RECORD_STRETCHES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"

namespace pathex {

// Text of one part that describes one thing of several in its place. A place is a specimen in a
// section, or what stands in no specimen there.
struct Stretch {
  uint16_t part = 0;
  FoldedSpan span;
  std::string_view specimen;  // label around it; may be empty
  std::string value;          // what is described: the most special of its openers' values
  bool asked = false;         // by a checklist of its own
  bool main = false;          // the thing the place is about

  bool Holds(const Mention& mention) const {
    return mention.part == part && span.begin <= mention.span.begin &&
           mention.span.begin < span.end;
  }
};

// Whether a candidate of the opening type names a thing where one may be opened.
bool Opens(const Assembly& assembly, const CandidatePool& pool, const Candidate& candidate);

// In order of the text, not overlapping; empty where every place describes one thing. Of two things
// that cannot be the same, each named at the head of a sentence, the second has the text behind its
// name when both are described in two ways of EntitySpec::described (in one, where they stand in
// different organs); else only the sentence that names it, when that describes it; else nothing. A
// minor thing has no more than its sentence, when that says what stands before a name.
std::vector<Stretch> FindStretches(const Assembly& assembly, const Record& record,
                                   CandidatePool* pool);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_STRETCHES_H_
