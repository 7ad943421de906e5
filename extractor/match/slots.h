// Filling the slots of a mention from what a rule captured.
#ifndef PATHEX_EXTRACTOR_MATCH_SLOTS_H_
#define PATHEX_EXTRACTOR_MATCH_SLOTS_H_

#include <string_view>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/mention.h"

namespace pathex {

// What a group caught: a form of a term (value), or text.
struct Caught {
  bool found = false;
  FoldedSpan span;
  const TermValue* value = nullptr;  // set for a term
  std::string_view text;             // lower-case text as encoded, for shapes
};

// Adds the slot when the emit's group took part and its converter found a value.
void AddSlot(const Emit& emit, const Caught& caught, const LanguageRules& language,
             Mention* mention);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_SLOTS_H_
