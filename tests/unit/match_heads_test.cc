#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/match/heads.h"
#include "tests/unit/lexicon_fixture.h"

namespace pathex {
namespace {

constexpr char kTopic[] = R"json({
  "language": "en", "topic": "colours", "about": "Paints with numbers.",
  "terms": {
    "paint": { "blue_2": ["blue 2"], "blue_7": ["blue 7"], "blue_30": ["blue 30"], "red": ["red"] },
    "separator": { "comma": [",", "and"] }, "tone": { "dark": ["dark"] }, "of": { "of": ["of"] }
  },
  "panel": {
    "classes": { "K": "paint", "L": "separator", "p": "tone", "f": "of" },
    "keys": "K", "consume": "Kp", "share_head": "L",
    "panels": [{ "id": "colours.dark", "about": "a dark paint", "pattern": "(?P<keys>K(?:L+K)*)p",
      "item": "(?P<key>K)", "emits": { "mention": "colour", "paint": "{key:paint}", "tone": "dark" },
      "examples": { "match": ["[red](paint=red, tone=dark) dark"], "reject": ["red"] } }]
  }
})json";

// The spellings of the paints that are read in `text`.
std::vector<std::string> Paints(const std::string& text) {
  const Result<LexiconSet> set = LexiconsOf(kTopic);
  if (!set) return {};
  const Lexicon& lexicon = set->Find("en");
  const TextInForms in(text, lexicon);
  std::vector<std::string> out;
  for (size_t t = 0; t < lexicon.topics.size(); ++t) {
    if (lexicon.topics[t].name != "colours") continue;
    for (const Hit& hit : in.reading.hits[t]) {
      if (lexicon.topics[t].entries[hit.entry].panel_class != 'K') continue;
      const FoldedSpan span = in.reading.SpanOf(hit.first, hit.last);
      out.push_back(in.text.folded.substr(span.begin, span.size()));
    }
  }
  return out;
}

using Spellings = std::vector<std::string>;

TEST(ShareHeads, BareNumbersContinueAListOfKeys) {
  EXPECT_EQ(Paints("blue 2, 7, and 30 dark"), (Spellings{"blue 2", "7", "30"}));
  EXPECT_EQ(Paints("blue 2 and red"), (Spellings{"blue 2", "red"}));
}

TEST(ShareHeads, OtherNumbersStayNumbers) {
  EXPECT_EQ(Paints("blue 2, 7 % dark"), (Spellings{"blue 2"}));
  EXPECT_EQ(Paints("blue 2, 7 pots"), (Spellings{"blue 2"}));
  EXPECT_EQ(Paints("blue 2, 7 of 9"), (Spellings{"blue 2"}));
  EXPECT_EQ(Paints("blue 2, 8 dark"), (Spellings{"blue 2"}));
  EXPECT_EQ(Paints("blue 2. 7 dark"), (Spellings{"blue 2"}));
}

}  // namespace
}  // namespace pathex
