// RegexTree: the syntax tree of the plain part of RE2's language, from which the quick matcher
// (base/regex_machine.h) is made and what a text must hold is read. Internal to extractor/base and
// its tests.
//
// Known: literals, ".", classes, escapes (\d \w \s \b \B \xHH, escaped punctuation), ^ and $ as the
// text's own ends, groups ((?:…), (?P<name>…), (…)), alternation, repeats greedy and lazy. What is
// not known (flags, Unicode classes, repeats of what may be empty) makes no tree: RE2 then does the
// work.
#ifndef PATHEX_EXTRACTOR_BASE_REGEX_TREE_H_
#define PATHEX_EXTRACTOR_BASE_REGEX_TREE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/byte_set.h"

namespace pathex {

struct RegexNode {
  enum class Kind : uint8_t {
    kEmpty,
    kSet,         // one byte of `set`
    kSequence,    // children in order
    kChoice,      // the first of the children that leads to a match
    kRepeat,      // children[0], min to max times
    kGroup,       // children[0], captured as `group`
    kTextBegin,   // ^
    kTextEnd,     // $
    kWordEdge,    // \b
    kNoWordEdge,  // \B
  };
  Kind kind = Kind::kEmpty;
  ByteSet set;
  std::vector<RegexNode> children;
  int min = 0, max = 0;  // kRepeat; max -1 = without end
  bool greedy = true;
  int group = 0;  // kGroup: 1 is the first

  bool MatchesEmpty() const;
};

struct RegexTree {
  RegexNode root;
  int groups = 0;
  std::map<std::string, int> names;  // of groups -> index
};

enum class Letters : uint8_t { kAsWritten, kEitherCase };

// Nothing when the pattern uses something that is not known here, or is wrong.
std::optional<RegexTree> ParseRegex(std::string_view pattern, Letters letters);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_REGEX_TREE_H_
