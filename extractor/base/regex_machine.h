// RegexMachine: the quick matcher. It finds exactly what RE2 finds (leftmost, then by the order of
// branches, the same groups), by trying and taking back, which for patterns and texts as short as
// ours is several times faster than automata are. What that could cost is bounded: after a number
// of steps that grows with the text it gives up, and RE2 does the work in linear time.
//
// Immutable after Compile, thread-safe.
#ifndef PATHEX_EXTRACTOR_BASE_REGEX_MACHINE_H_
#define PATHEX_EXTRACTOR_BASE_REGEX_MACHINE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/byte_set.h"
#include "extractor/base/regex_tree.h"

namespace pathex {

class RegexMachine {
 public:
  enum class Outcome : uint8_t { kNoMatch, kMatch, kGaveUp };

  // Where a search may look.
  struct Range {
    std::string_view text;            // ^ and $ are its ends, \b sees all of it
    size_t begin = 0, end = 0;        // the match lies in here
    bool only_at_begin = false;       // the match begins at `begin`
    const uint8_t* closed = nullptr;  // by byte of the text: no match may begin here; or none
    bool padded = false;              // ByteScan::kPadding + 1 bytes behind the text are readable
  };

  // Nullptr when the program would be too long.
  static std::unique_ptr<const RegexMachine> Compile(const RegexTree& tree);

  // On a match captures[2 * g] and [2 * g + 1] are begin and end of group g, -1 when it took no
  // part; there must be room for all groups and the whole match.
  Outcome Search(const Range& range, int32_t* captures) const;

  // Into the caches what a search reads first (Regex::PrefetchState).
  void Prefetch() const {
    __builtin_prefetch(this);
    __builtin_prefetch(reinterpret_cast<const char*>(this) + 64);
  }
  void PrefetchSteps() const {
    __builtin_prefetch(steps_.data() + start_);
    if (!order_.empty()) __builtin_prefetch(order_.data());
  }

 private:
  friend class RegexMachineCompiler;
  friend class RegexMachineRun;

  enum class Op : uint8_t {
    kByte,    // `byte`
    kSet,     // ByteSetPool::At(set)
    kString,  // `byte` bytes of strings from `other` on
    kRun,     // the same, `byte` to `max` times, as many as lead to a match
    kLazyRun,
    kSplit,  // next, else other
    kSave,   // slot `byte`
    kTextBegin,
    kTextEnd,
    kWordEdge,
    kNoWordEdge,
    kMatch,
  };
  // What the next two bytes may be for steps to match: numbers of sets, and whether the range may
  // end before the first or before the second of them.
  struct Ahead {
    uint16_t first = 0, second = 0;
    bool end = true, end_after_one = true;
  };
  // Small on purpose: hundreds of patterns share the processor's caches.
  struct Step {
    Op op = Op::kMatch;
    bool apart = false;  // kRun: no byte of the run can begin what follows
    uint8_t byte = 0;    // kByte; kSave: the slot; kString: its length; runs: min
    uint8_t max = 0;     // runs; kEndless = without end
    uint16_t next = 0;
    uint16_t other = 0;   // kSplit; kString: where it begins in strings_
    uint16_t set = 0;     // kSet, kRun, kLazyRun
    uint16_t unused = 0;  // a size of three times eight is quick to reckon with
    Ahead next_ahead;     // runs, kSplit: of `next`
    Ahead other_ahead;    // kSplit: of `other`
  };
  static_assert(sizeof(Step) == 24);
  static constexpr uint8_t kEndless = 0xFF;

  std::vector<Step> steps_;
  std::string strings_;
  uint16_t start_ = 0;
  std::vector<uint16_t> order_;  // sets of which a match holds a byte each, in this order
  Ahead begin_;                  // of a match
  bool at_text_begin_ = false;
  int slots_ = 2;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_REGEX_MACHINE_H_
