// Statements of the input format (a coded grade, the answer to a synoptic question) become mentions
// like any other, so that they take part in conflicts and are evidence.
#ifndef PATHEX_EXTRACTOR_MATCH_STATED_H_
#define PATHEX_EXTRACTOR_MATCH_STATED_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/mention.h"
#include "extractor/match/outline.h"
#include "extractor/text/fold.h"
#include "extractor/text/source.h"

namespace pathex {

// Adds the statements of part `part` to findings [first, end), which are those of that part in
// order of their position, and keeps that order. What a rule read otherwise in the very words of a
// statement lost to it: the format says what they mean. Of the context only that of the section
// counts. `source` outlives the findings. Total: a statement without words is left out.
void AddStated(const Source& source, uint16_t part, const Text& text, const Outline& outline,
               const Lexicon& lexicon, size_t first, std::vector<Finding>* findings);

// Gives each statement the weight of the weightiest mention of its type in a section of the same
// id: it is as good a witness as the best of them, and to disagree with it is a conflict. To be
// called when all parts are read; `outlines` by part.
void WeighStated(const std::vector<const Outline*>& outlines, std::vector<Finding>* findings);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_STATED_H_
