// Mention: a rule read something at a place. Finding: a mention judged in its context.
#ifndef PATHEX_EXTRACTOR_MATCH_MENTION_H_
#define PATHEX_EXTRACTOR_MATCH_MENTION_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/context.h"
#include "extractor/base/span.h"
#include "extractor/base/value.h"

namespace pathex {

// `name` is the key in the report ("greatest_mm"); it views the Lexicon, which outlives all
// mentions.
struct Slot {
  std::string_view name;
  Value value;
  FoldedSpan span;
};

struct Mention {
  std::string_view type;  // "margin", "ihc", …: a key of schemas/assembly.json
  std::string_view rule;  // full id: "en/margin.status.after"; views the Lexicon
  bool stated = false;    // by the input format, in coded form (stated.h); `rule` views the Source
  int weight = 0;         // the rule's "weight": breaks ties in assembly, higher wins
  uint16_t part = 0;      // index into Source::parts
  uint16_t section = 0;   // index into Outline::sections of that part
  uint32_t unit = 0;      // index into Outline::units of that part
  FoldedSpan span;
  std::vector<FoldedSpan> extra_spans;  // further evidence outside `span` (a shared result word)
  std::vector<Slot> slots;
  std::vector<std::string_view> repairs;  // repair codes used to read it ("ocr.digit"), see D020
};

struct Finding {
  Mention mention;
  Context context;
  int32_t lost_to = -1;  // index of the finding that took its place, or -1
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_MENTION_H_
