// Panels: what lists say ("desmin, SMA positive, S100 negative"), read one level up: a block of
// text becomes a string of classes, and panels are patterns over that, tried in the order of the
// lexicon. Called by FindMentions.
#ifndef PATHEX_EXTRACTOR_MATCH_PANEL_H_
#define PATHEX_EXTRACTOR_MATCH_PANEL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/class_string.h"
#include "extractor/match/outline.h"
#include "extractor/match/panel_memo.h"
#include "extractor/match/reading.h"

namespace pathex {

struct FindOptions;
struct FoundMention;

// A paragraph: its words [first, last) and units [first_unit, last_unit).
struct PanelBlock {
  uint32_t first = 0, last = 0;
  uint32_t first_unit = 0, last_unit = 0;
};

// What panels are searched with; the buffers are reused.
struct PanelScratch {
  std::vector<PanelBlock> blocks;      // of the text at hand
  std::vector<uint64_t> section_bits;  // by section of the outline; 0 = rules may tell apart
                                       // sections of the bit
  std::vector<uint16_t> open;          // numbers of the panels that a block is worth trying with
  ClassString classes;                 // of a block; what panels took is crossed out
  std::string original;                // the same before
  std::vector<Capture> captures, item_captures;
  std::string lower;
  PanelMemo memo;
};

// Appends the mentions of all panels of all topics.
void FindPanels(const Text& text, const Outline& outline, const Reading& reading,
                const Lexicon& lexicon, const FindOptions& options, PanelScratch* scratch,
                std::vector<FoundMention>* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_PANEL_H_
