// The only door to RE2. Patterns are matched byte-wise (Latin-1), because they run over encoded
// text (match/encode.h) in which bytes >= 0x80 are symbols. Linear time, no back-tracking.
//
// Thread-safe after Compile.
#ifndef PATHEX_EXTRACTOR_BASE_REGEX_H_
#define PATHEX_EXTRACTOR_BASE_REGEX_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"

namespace re2 {
class RE2;
}

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

  // Error L010 with RE2's reason and the offending piece.
  static Result<Regex> Compile(const std::string& pattern, Case sensitivity = Case::kSensitive);

  // Searches text[begin, end) (with ^ and $ at the text's own ends). Fills `captures` with the
  // whole match at [0] and then group by group. `captures` may be nullptr (existence only).
  bool Search(std::string_view text, size_t begin, size_t end, Anchor anchor,
              std::vector<Capture>* captures) const;

  int group_count() const;                                // without group 0
  const std::map<std::string, int>& group_names() const;  // name -> index
  bool has_unnamed_group() const;
  bool matches_empty() const;  // the pattern can match ""
  int program_size() const;
  const std::string& pattern() const;

 private:
  std::shared_ptr<const re2::RE2> re_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_REGEX_H_
