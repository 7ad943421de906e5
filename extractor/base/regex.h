// The only door to regular expressions: RE2, and the quick matcher in front of it
// (base/regex_machine.h), which finds the same. Patterns are matched byte-wise (Latin-1), because
// they run over encoded text (match/encode.h) in which bytes >= 0x80 are symbols. Linear time.
//
// What a pattern needs for matching is made when it is first used: of hundreds of patterns a report
// needs a few dozen. Thread-safe after Compile, the first use included.
#ifndef PATHEX_EXTRACTOR_BASE_REGEX_H_
#define PATHEX_EXTRACTOR_BASE_REGEX_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/byte_set.h"
#include "extractor/base/result.h"
#include "extractor/base/word_heads.h"

namespace pathex {

// Byte offsets into the searched text; begin == end == -1 when the group took no part.
struct Capture {
  int32_t begin = -1;
  int32_t end = -1;
  bool found() const { return begin >= 0; }
};

class Regex {
 public:
  enum class Case { kSensitive, kInsensitive };
  enum class Anchor { kNone, kStart, kBoth };

  // Error L010 with RE2's reason and the offending piece. What the quick matcher understands is not
  // shown to RE2 here: Verify() does.
  static Result<Regex> Compile(const std::string& pattern, Case sensitivity = Case::kSensitive);

  // All that Compile found out, kept by caches so that it need not be found out again.
  struct Known {
    int groups = 0;
    bool quick = false;  // the quick matcher knows the pattern
    bool matches_empty = false;
    Case sensitivity = Case::kSensitive;
    std::string pattern;
    std::map<std::string, int> names;
    std::vector<ByteSet> required;
  };
  // Nullptr: Compile never made it.
  const Known* known() const;
  // What Compile made of the pattern in this very build.
  static Regex From(Known known);

  // What RE2 has against a pattern that Compile took (too large, say); nothing when it is fine.
  std::optional<Error> Verify() const;

  // What a caller knows of the text and a search may use to save time.
  struct Hints {
    // By byte of the text, or nullptr: 1 = a match that begins here is not wanted (and may be found
    // all the same).
    const uint8_t* closed = nullptr;
    bool padded = false;  // kPadding bytes behind the text may be read, too
  };
  static constexpr size_t kPadding = 65;

  // Searches text[begin, end) (with ^ and $ at the text's own ends). Fills `captures` with the
  // whole match at [0] and then group by group. `captures` may be nullptr (existence only).
  bool Search(std::string_view text, size_t begin, size_t end, Anchor anchor,
              std::vector<Capture>* captures, const Hints& hints) const;
  bool Search(std::string_view text, size_t begin, size_t end, Anchor anchor,
              std::vector<Capture>* captures) const {
    return Search(text, begin, end, anchor, captures, Hints());
  }

  // A search reads from places that may be in no cache. Called for several patterns before they are
  // searched for, in this order, these bring them near together.
  void PrefetchState() const;
  void PrefetchMachine() const;
  void PrefetchSteps() const;

  // The same by RE2 alone: the reference for tests.
  bool SearchByRe2(std::string_view text, size_t begin, size_t end, Anchor anchor,
                   std::vector<Capture>* captures) const;

  // Sets of which a text that matches holds at least one byte each, most telling first.
  const std::vector<ByteSet>& required() const;

  // What a match begins with, of a text in lower case; nothing when that may be anything.
  // Takes about as long as Compile.
  std::optional<WordHeads> Heads() const;

  // The bytes that a match may begin with; all of them when nothing is known. Takes about as long.
  ByteSet FirstBytes() const;

  int group_count() const;                                // without group 0
  const std::map<std::string, int>& group_names() const;  // name -> index
  bool has_unnamed_group() const;
  bool matches_empty() const;  // the pattern can match ""
  bool is_quick() const;       // the quick matcher knows it
  int program_size() const;    // RE2's
  const std::string& pattern() const;

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_REGEX_H_
