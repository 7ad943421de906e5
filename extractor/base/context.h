// Context: what the words around a mention say about it.
#ifndef PATHEX_EXTRACTOR_BASE_CONTEXT_H_
#define PATHEX_EXTRACTOR_BASE_CONTEXT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/base/span.h"

namespace pathex {

enum class Polarity : uint8_t { kAffirmed, kNegated };
enum class Certainty : uint8_t { kCertain, kProbable, kUncertain, kHypothetical };
enum class Time : uint8_t { kCurrent, kHistorical, kPlanned };
enum class Subject : uint8_t { kPatient, kOther };

// One cue that judged a mention, for `explain`.
struct FiredCue {
  std::string_view id;  // "en/negated.no_evidence"; views the Lexicon
  FoldedSpan span;
};

struct Context {
  Polarity polarity = Polarity::kAffirmed;
  Certainty certainty = Certainty::kCertain;
  Time time = Time::kCurrent;
  Subject subject = Subject::kPatient;
  std::vector<FiredCue> cues;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_CONTEXT_H_
