// Reading: the words of a text and the forms found in them; the ground that rules, panels, cues and
// headings stand on. Scratch: reused from text to text by one thread.
#ifndef PATHEX_EXTRACTOR_MATCH_READING_H_
#define PATHEX_EXTRACTOR_MATCH_READING_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/span.h"
#include "extractor/lexicon/lexicon.h"
#include "extractor/match/output_arena.h"
#include "extractor/match/plain_text.h"
#include "extractor/text/fold.h"

namespace pathex {

// A form of a topic's terms over words [first, last).
struct Hit {
  uint32_t first = 0;
  uint32_t last = 0;
  uint16_t entry = 0;
  uint8_t symbol = 0;  // the entry's
};

// A form over words [first, last), and what it is in the topics in which it counts.
struct FoundForm {
  uint32_t first = 0;
  uint32_t last = 0;
  FormOutputs outputs;  // of the lexicon, or of Reading::chosen
};

// The words [first, last) of a label, put in front of its value from a column of labels.
struct ColumnLabelWords {
  uint32_t first = 0, last = 0;
  FoldedSpan label;  // where it stands
};

struct Reading {
  std::vector<Word> words;
  // The forms of all topics by first word; of each topic leftmost, then longest, not overlapping.
  std::vector<FoundForm> forms;
  OutputArena chosen;  // outputs of forms that count in some of their topics only
  // By topic, the same for those that Lexicon::KeepsHits; empty for others.
  std::vector<std::vector<Hit>> hits;
  PlainText plain;
  // Words that begin the answer to a label in the line or column before, ascending: rules read a
  // colon between the two. Filled when units are cut.
  std::vector<uint32_t> answers;
  // Pairs of columns (columns.h), ascending: the labels in front of their values, and the words
  // [first, second) of the columns of labels.
  std::vector<ColumnLabelWords> labels;
  std::vector<std::pair<uint32_t, uint32_t>> columns;

  FoldedSpan SpanOf(uint32_t first, uint32_t last) const {
    return {words[first].begin, words[last - 1].end};
  }
  // Where the label stands that word i was taken from; empty: from none.
  FoldedSpan LabelOf(uint32_t i) const;
  // Word i is in a column of labels whose values were found, or taken from one.
  bool InColumn(uint32_t i) const;
};

void ReadForms(const Text& text, const Lexicon& lexicon, Reading* reading);

// The forms that begin in words [first, last).
std::span<const FoundForm> FormsIn(const Reading& reading, uint32_t first, uint32_t last);

// Hits of one topic that begin in words [first, last): index range into hits[topic].
std::pair<size_t, size_t> HitsIn(const std::vector<Hit>& hits, uint32_t first, uint32_t last);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_READING_H_
