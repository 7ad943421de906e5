// Boxes: of the options of a checklist only the chosen ones are text.
#ifndef PATHEX_EXTRACTOR_MATCH_BOXES_H_
#define PATHEX_EXTRACTOR_MATCH_BOXES_H_

#include <string_view>
#include <vector>

#include "extractor/lexicon/words.h"

namespace pathex {

// "[ ] right  [x] left": drops the words behind an empty box up to the next box, the end of the
// sentence or of the line, and the boxes themselves. Boxes are [ ] [x] [X] ☐ ☒ ☑ and, on a line
// that has both, ( ) and (x); in a text where one is ticked, ___ and _x_. A row of a grid ("desmin
// [x] [ ] [ ]") keeps its boxes.
void KeepChosenOptions(std::string_view folded, std::vector<Word>* words);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_BOXES_H_
