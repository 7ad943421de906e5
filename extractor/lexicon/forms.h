// Forms: the little notation of term vocabularies.
#ifndef PATHEX_EXTRACTOR_LEXICON_FORMS_H_
#define PATHEX_EXTRACTOR_LEXICON_FORMS_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"

namespace pathex {

struct ExpandedForms {
  bool exact = false;              // the form began with '='
  std::vector<std::string> texts;  // folded, every "(s)" and "(a|b)" resolved, no duplicates
};

// "tumo(u)r(s)" -> tumor, tumors, tumour, tumours; "(un|not )involved" -> uninvolved, not involved.
// "(x)" with no bar is optional. A literal bracket is written "\\(". Errors (L004): unbalanced
// brackets, nothing left, more than 256 expansions, other regex characters ("[", "*", "?", "{").
Result<ExpandedForms> ExpandForm(std::string_view form);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_FORMS_H_
