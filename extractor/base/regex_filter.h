// RegexFilter: tells in one pass over a text, a table look-up a byte, whether a pattern can match
// somewhere in it. Where it says no there is no match; where it says yes there nearly always is
// one. For short texts of few letters with many patterns to try, most of which do not match.
//
// The table is a deterministic automaton made ahead. Where that would be too large, repeats count
// as endless and some places in the pattern as one, which lets more through. Edges of words are
// taken for granted, and so are ^ and $ elsewhere than at the ends of a pattern. Immutable,
// thread-safe.
#ifndef PATHEX_EXTRACTOR_BASE_REGEX_FILTER_H_
#define PATHEX_EXTRACTOR_BASE_REGEX_FILTER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/base/regex_tree.h"

namespace pathex {

class RegexFilter {
 public:
  // Lets everything through.
  RegexFilter() = default;
  // For matches anywhere in a text, or only for those at its start. A pattern that matches the
  // empty text lets everything through.
  static RegexFilter Anywhere(const RegexNode& pattern) { return RegexFilter(pattern, false); }
  static RegexFilter AtStart(const RegexNode& pattern) { return RegexFilter(pattern, true); }

  // Of one for matches anywhere: from byte `from` of the text on.
  bool MayMatch(std::string_view text, size_t from = 0) const {
    for (const Table& table : tables_) {
      if (table.MayMatch(text, from)) return true;
    }
    return tables_.empty();
  }

  // Of one for matches at the start. Looks no farther than it must.
  bool MayBegin(std::string_view text) const {
    for (const Table& table : tables_) {
      if (table.MayBegin(text)) return true;
    }
    return tables_.empty();
  }

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {  // base/pack.h
    auto& [tables] = self;
    visit(tables);
  }

 private:
  static constexpr uint16_t kYes = 0;  // the row of the state of a match, which is never left

  struct Table {
    std::array<uint8_t, 256> columns = {};  // by byte
    uint16_t begin = 0;                     // where the row of the first state begins in `next`
    uint16_t middle = 0;                    // the same where other text stands before
    uint16_t no = kYes;          // the row of the state that leads to no match, if there is one
    std::vector<uint16_t> next;  // by state and column: where the next state's row begins

    bool MayMatch(std::string_view text, size_t from) const {
      uint32_t at = from == 0 ? begin : middle;
      for (const char c : text.substr(from)) at = next[at + columns[static_cast<uint8_t>(c)]];
      return next[at] == kYes;  // column 0: the end of the text
    }
    bool MayBegin(std::string_view text) const {
      uint32_t at = begin;
      for (const char c : text) {
        at = next[at + columns[static_cast<uint8_t>(c)]];
        if (at == kYes) return true;
        if (at == no) return false;
      }
      return false;
    }

    template <typename Visit>
    static void VisitFields(Visit& visit, auto& self) {
      auto& [columns, begin, middle, no, next] = self;
      visit(columns, begin, middle, no, next);
    }
  };

  RegexFilter(const RegexNode& pattern, bool at_start);
  bool Make(const RegexNode& pattern, bool at_start);

  std::vector<Table> tables_;  // of the pattern, or of each of its branches
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_REGEX_FILTER_H_
