// Judging: what the cues around a mention say about it.
#ifndef PATHEX_EXTRACTOR_MATCH_JUDGE_H_
#define PATHEX_EXTRACTOR_MATCH_JUDGE_H_

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/match/find.h"

namespace pathex {

// A cue judges the mentions on its side, in its unit (or, scope "block", the rest of its
// paragraph), within its number of words, up to the next stop. A cue inside the words of a
// mention's own match is part of that statement and does not judge it. Of several, the graver
// holds: negated over affirmed, hypothetical over uncertain over probable. Sections may set a
// context for all they hold.
Context JudgeContext(const FoundMention& found, const Outline& outline, const Reading& reading,
                     const Lexicon& lexicon);

// The same for many mentions of one part, quick when they come in its order. All it is made of
// outlives it. Not thread-safe.
class ContextJudge {
 public:
  ContextJudge(const Outline& outline, const Reading& reading, const Lexicon& lexicon);
  Context Of(const FoundMention& found);

 private:
  const Outline& outline_;
  const Reading& reading_;
  const Lexicon& lexicon_;
  int64_t section_ = -1, unit_ = -1;       // of the mention before
  std::pair<size_t, size_t> cues_;         // hits that may concern its unit
  std::vector<const SectionRule*> rules_;  // that set a context in it
};

// What the section alone says about what it holds of a mention type.
Context SectionContext(std::string_view section, std::string_view type, const Lexicon& lexicon);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_JUDGE_H_
