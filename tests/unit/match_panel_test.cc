#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/match/find.h"
#include "extractor/match/section.h"
#include "tests/unit/lexicon_fixture.h"

namespace pathex {
namespace {

constexpr char kPaints[] = R"json({
  "language": "en", "topic": "paints", "about": "Paints and their tones.",
  "terms": {
    "paint": { "red": ["red"], "blue": ["blue"], "green": ["green"] },
    "separator": { "comma": [",", "and"] }, "tone": { "dark": ["dark"], "pale": ["pale"] },
    "of": { "of": ["of"] }, "not": { "not": ["not"] }, "how": { "very": ["very"] }
  },
  "panel": {
    "classes": { "K": "paint", "L": "separator", "p": "tone", "f": "of", "N": "not", "q": "how" },
    "keys": "K", "consume": "Kp", "item": "(?P<key>K)",
    "panels": [
      { "id": "paints.not", "about": "'dark of red but not of blue'",
        "pattern": "(?P<behind>pf(?:KL+)*K)Nf(?P<keys>K)", "consume": "N",
        "emits": { "mention": "paint", "paint": "{key:paint}", "tone": "light" },
        "examples": { "match": ["dark of red not of [blue](paint=blue, tone=light)"], "reject": ["dark of red"] } },
      { "id": "paints.of", "about": "'dark of red', before a clause of its own",
        "pattern": "(?P<tone>q?p)f(?P<keys>(?:KL+)*K)(?P<ahead>L+Kp|_)", "consume": "q",
        "emits": { "mention": "paint", "paint": "{key:paint}", "tone": "{tone:tone}", "how": "{tone:how}" },
        "examples": { "match": ["dark of [red](paint=red, tone=dark), blue pale"], "reject": ["dark of red"] } },
      { "id": "paints.tone", "about": "'blue pale'",
        "pattern": "q?(?P<keys>K)(?P<tone>p)",
        "emits": { "mention": "paint", "paint": "{key:paint}", "tone": "{tone:tone}" },
        "examples": { "match": ["[blue](paint=blue, tone=pale) pale"], "reject": ["blue"] } }]
  }
})json";

// "rule paint tone" of each mention in a text.
std::vector<std::string> Painted(const std::string& report) {
  const Result<LexiconSet> set = LexiconsOf(kPaints);
  if (!set) return {};
  const Lexicon& lexicon = set->Find("en");
  TextInForms in(report, lexicon);
  Outline outline;
  FindOutline(in.text, lexicon, "", &in.reading, &outline);
  FindScratch scratch;
  std::vector<FoundMention> found;
  FindMentions(in.text, outline, in.reading, lexicon, {}, &scratch, &found);
  std::vector<std::string> out;
  for (const FoundMention& one : found) {
    const FoldedSpan span = one.mention.span;
    out.push_back(std::string(one.mention.rule) + " " +
                  in.text.folded.substr(span.begin, span.size()));
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Panels, WhatLiesAheadIsReadByAnother) {
  EXPECT_EQ(Painted("Dark of red and green, blue pale"),
            (Lines{"en/paints.of red", "en/paints.of green", "en/paints.tone blue"}));
}

TEST(Panels, WhatLiesBehindIsReadByAnother) {
  EXPECT_EQ(Painted("Dark of red not of blue, green pale"),
            (Lines{"en/paints.of red", "en/paints.not blue", "en/paints.tone green"}));
}

}  // namespace
}  // namespace pathex
