// Answers: between a label and its answer in the next line or column a colon is understood.
#ifndef PATHEX_EXTRACTOR_MATCH_ANSWERS_H_
#define PATHEX_EXTRACTOR_MATCH_ANSWERS_H_

#include <string_view>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/reading.h"

namespace pathex {

// "Not identified", "G2": the line or column that word i begins may be the answer to a label.
bool BeginsAnswer(const PlainText& plain, const LanguageRules& language, uint32_t i);

// "Tumor size:⏎- 3 cm": drops the list mark in front of an answer or a length that stands in the
// line under its label. Needs words and plain text; returns whether words were dropped, so that the
// plain text must be written again.
bool DropAnswerMarks(std::string_view folded, const LanguageRules& language, Reading* reading);

// Where ":" is a form, adds to the forms and hits one of no words in front of each of
// reading->answers. They stay ascending; the empty one comes before those that begin there.
void AddUnderstoodColons(const Lexicon& lexicon, Reading* reading);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_ANSWERS_H_
