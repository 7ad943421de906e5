// Finding mentions: rules over encoded units, panels over class strings.
#ifndef PATHEX_EXTRACTOR_MATCH_FIND_H_
#define PATHEX_EXTRACTOR_MATCH_FIND_H_

#include <vector>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/encode.h"
#include "extractor/match/mention.h"
#include "extractor/match/outline.h"
#include "extractor/match/panel.h"
#include "extractor/match/reading.h"

namespace pathex {

// Which rules to run: all, or one alone (to prove its examples).
struct FindOptions {
  bool naive = false;  // every rule on every unit: the reference that the triggers must equal
  int only_rule = -1;  // index into Lexicon::rules
};

// A pattern that may match in the unit at hand: number of the topic, and into its patterns.
struct OpenPattern {
  uint16_t topic = 0;
  uint16_t pattern = 0;
};

// What a text was searched with; the buffers are reused.
struct FindScratch {
  EncodedUnit encoded;
  std::vector<PlacedFeatures> features;  // by topic, of those to look at in the unit at hand
  std::vector<uint64_t> touched;         // bits of the topics to look at in it
  std::vector<OpenPattern> open;         // in the unit at hand
  std::vector<Capture> captures;
  PanelScratch panels;
};

// A mention with the words its match covered, for overlaps and context.
struct FoundMention {
  Mention mention;
  uint32_t rule = 0;        // index into Lexicon::rules
  uint32_t first_word = 0;  // words of the whole match
  uint32_t last_word = 0;
  uint32_t match = 0;     // mentions of one match (a list) share it
  uint32_t key_word = 0;  // where the mention itself stands in the match
};

// Appends the mentions of one part, ordered by position, without overlap resolution.
void FindMentions(const Text& text, const Outline& outline, const Reading& reading,
                  const Lexicon& lexicon, const FindOptions& options, FindScratch* scratch,
                  std::vector<FoundMention>* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_FIND_H_
