// Gates: which patterns of a topic are worth trying on a unit. What a unit holds is gathered in a
// few words of bits; each pattern asks for some of them. The tests lie side by side, so that the
// many patterns that cannot match cost next to nothing.
#ifndef PATHEX_EXTRACTOR_LEXICON_GATES_H_
#define PATHEX_EXTRACTOR_LEXICON_GATES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/base/byte_set.h"

namespace pathex {

// What of a topic a unit holds: literal words of its rules (128 bits), symbols of its terms (128).
struct Features {
  static constexpr int kWords = 128;
  uint64_t bits[4] = {0, 0, 0, 0};

  void SetWord(int bit) { bits[bit >> 6] |= uint64_t{1} << (bit & 63); }
  void SetSymbol(uint8_t symbol) {  // a byte >= 0x80
    bits[symbol >> 6] |= uint64_t{1} << (symbol & 63);
  }
  void Add(const Features& other) {
    for (int i = 0; i < 4; ++i) bits[i] |= other.bits[i];
  }
  bool Meets(const Features& other) const {
    return ((bits[0] & other.bits[0]) | (bits[1] & other.bits[1]) | (bits[2] & other.bits[2]) |
            (bits[3] & other.bits[3])) != 0;
  }
  bool empty() const { return (bits[0] | bits[1] | bits[2] | bits[3]) == 0; }
  int size() const {
    int n = 0;
    for (const uint64_t word : bits) n += __builtin_popcountll(word);
    return n;
  }
};

// What a unit holds for one topic, and which ASCII bytes its text has.
struct Presence {
  uint64_t bits[6] = {0, 0, 0, 0, 0, 0};  // Features, then ASCII

  Presence(const Features& features, const ByteSet& bytes)
      : bits{features.bits[0], features.bits[1], features.bits[2],
             features.bits[3], bytes.words[0],   bytes.words[1]} {}
};

// Immutable after building, thread-safe.
class Gates {
 public:
  struct Pattern {
    uint16_t rule = 0;     // index into the owner's rules
    uint16_t pattern = 0;  // of that rule
  };

  // Adds a pattern, in the order in which patterns are to be tried. A unit must meet each of
  // `features`, and its text hold a byte of each of `bytes` (bytes >= 0x80 are symbols).
  void Add(Pattern pattern, const std::vector<Features>& features,
           const std::vector<ByteSet>& bytes);

  bool empty() const { return patterns_.empty(); }
  bool always() const { return always_ != 0; }  // some pattern asks for no feature

  // Calls visit(pattern) for each pattern that may match, in order.
  template <typename Visit>
  void ForEachOpen(const Features& features, const ByteSet& bytes, const Visit& visit) const {
    uint64_t chosen = always_;
    for (int i = 0; i < 4; ++i) {
      for (uint64_t rest = features.bits[i]; rest != 0; rest &= rest - 1) {
        chosen |= led_by_[static_cast<size_t>(64 * i + __builtin_ctzll(rest))];
      }
    }
    if (chosen == 0) return;
    const Presence presence(features, bytes);
    for (; chosen != 0; chosen &= chosen - 1) {
      const size_t first = static_cast<size_t>(__builtin_ctzll(chosen));
      const size_t last = first == kLastBit ? patterns_.size() : first + 1;
      for (size_t i = first; i < last; ++i) {
        if (Passes(tests_.data() + begins_[i], presence)) visit(patterns_[i]);
      }
    }
  }

 private:
  static constexpr size_t kLastBit = 63;  // stands for all patterns from there on

  // One word of a clause. A clause is met by any of its tests, a pattern by all its clauses.
  struct Test {
    uint64_t mask = 0;
    uint8_t word = 0;  // of Presence::bits
    bool clause_ends = false;
    bool pattern_ends = false;
  };

  static bool Passes(const Test* test, const Presence& presence) {
    if (test->word == kNoTest) return true;
    while (true) {
      bool met = (presence.bits[test->word] & test->mask) != 0;
      while (!test->clause_ends) {
        ++test;
        met |= (presence.bits[test->word] & test->mask) != 0;
      }
      if (!met) return false;
      if (test->pattern_ends) return true;
      ++test;
    }
  }

  static constexpr uint8_t kNoTest = 0xFF;

  void Lead(const std::vector<std::array<uint64_t, 6>>& clauses, uint64_t bit);

  std::vector<Pattern> patterns_;
  std::vector<uint32_t> begins_;  // by pattern: its first test
  std::vector<Test> tests_;
  // By feature: bits of the patterns that it leads to. Each pattern is led to by one of its
  // clauses.
  std::array<uint64_t, 256> led_by_{};
  uint64_t always_ = 0;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_GATES_H_
