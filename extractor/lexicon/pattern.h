// Patterns: from what an author writes to RE2 source, capture groups and triggers.
#ifndef PATHEX_EXTRACTOR_LEXICON_PATTERN_H_
#define PATHEX_EXTRACTOR_LEXICON_PATTERN_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/lexicon/lexicon.h"

namespace pathex {

// What "{name}", "{alias:name=value|value}" or "{name...}" asks for.
struct PatternName {
  std::string alias;  // group name; the name itself when not given
  std::string name;
  std::vector<std::string> values;  // empty = all
  bool list = false;
};

// What a name turned out to be.
struct ResolvedName {
  std::string regex;               // RE2 source without a group, e.g. "[\x80\x85]"
  int term = -1;                   // index into the topic's terms; -1 = a shape
  std::vector<Features> required;  // a matching unit holds one feature of each; empty = unknown
};

// Supplied by the compiler of a topic.
struct PatternResolver {
  std::function<Result<ResolvedName>(const PatternName&)> name;
  // The features of a clause of literal words (one of them must be in the unit); empty = no
  // trigger. No function: nothing is asked.
  std::function<Features(const std::vector<std::string>&)> words;
  std::string list_separator;  // RE2 source for what stands between members of a list
};

struct TranslatedPattern {
  std::string regex;
  std::vector<PatternGroup> groups;
  std::vector<Features> required;
};

// Errors: L005 (unknown name), L006 (a name twice in one pattern), L008 (numbered capture), L009
// (unbalanced bracket). RE2's own faults are found by Regex::Compile.
Result<TranslatedPattern> TranslatePattern(std::string_view pattern,
                                           const PatternResolver& resolver);

// The notation of encoded units for characters beyond ASCII ("≤" -> "<=", "µ" -> "u", "α" ->
// "alpha"); what has none becomes kNoNotation.
inline constexpr char kNoNotation = '\x7f';
void AppendNotation(std::string_view folded, std::string* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_PATTERN_H_
