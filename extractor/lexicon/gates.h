// Gates: which patterns of a topic are worth trying on a unit. What a unit holds is gathered in a
// few words of bits; each pattern asks for some of them. The tests lie side by side, so that the
// many patterns that cannot match cost next to nothing.
#ifndef PATHEX_EXTRACTOR_LEXICON_GATES_H_
#define PATHEX_EXTRACTOR_LEXICON_GATES_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <vector>

#include "extractor/base/byte_set.h"
#include "extractor/base/word_heads.h"

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

// What the text of a unit holds, whatever the topic: its ASCII bytes, and how its words begin.
struct UnitBytes {
  ByteSet bytes;
  WordHeads heads;
};

// What a unit holds for one topic.
struct Presence {
  static constexpr size_t kAscii = 4, kHeads = 6, kSize = 18;
  static constexpr size_t kFull = kSize;  // a word of ones: what every unit meets
  std::array<uint64_t, kSize + 1> bits;   // Features, then ASCII, then heads

  Presence(const Features& features, const UnitBytes& unit) {
    std::copy_n(features.bits, kAscii, bits.begin());
    std::copy_n(unit.bytes.words, 2, bits.begin() + kAscii);
    std::copy(unit.heads.bits.begin(), unit.heads.bits.end(), bits.begin() + kHeads);
    bits[kFull] = ~uint64_t{0};
  }
};

// Immutable after building, thread-safe.
class Gates {
 public:
  struct Pattern {
    uint16_t rule = 0;     // index into the owner's rules
    uint16_t pattern = 0;  // of that rule
  };

  // Adds a pattern, in the order in which patterns are to be tried. A unit must meet each of
  // `features`, its text hold a byte of each of `bytes` (bytes >= 0x80 are symbols) and, when
  // there are `heads`, a word that begins with one of them.
  void Add(Pattern pattern, const std::vector<Features>& features,
           const std::vector<ByteSet>& bytes, const std::optional<WordHeads>& heads);
  // After the last Add: chooses the features that lead to each pattern, those of its narrowest
  // clause.
  void Freeze();

  bool empty() const { return patterns_.empty(); }
  bool always() const { return always_ != Chosen(); }  // some pattern asks for no feature
  // Features that lead to a pattern: without one of them, and not always(), none is open.
  Features leads() const;

  // Calls visit(pattern) for each pattern that may match, in order.
  template <typename Visit>
  void ForEachOpen(const Features& features, const UnitBytes& unit, const Visit& visit) const {
    Chosen chosen = always_;
    for (size_t i = 0; i < std::size(features.bits); ++i) {
      for (uint64_t rest = features.bits[i]; rest != 0; rest &= rest - 1) {
        const size_t feature = 64 * i + static_cast<size_t>(std::countr_zero(rest));
        const uint64_t* led = led_by_.data() + feature * blocks_;
        for (size_t block = 0; block < blocks_; ++block) chosen[block] |= led[block];
      }
    }
    const Presence presence(features, unit);
    for (size_t block = 0; block < blocks_; ++block) {
      for (uint64_t rest = chosen[block]; rest != 0; rest &= rest - 1) {
        const size_t first = 64 * block + static_cast<size_t>(std::countr_zero(rest));
        const size_t last = first == kLastBit ? patterns_.size() : first + 1;
        for (size_t i = first; i < last; ++i) {
          if ((presence.bits[checks_[i].word] & checks_[i].mask) == 0) continue;
          if (Passes(tests_.data() + begins_[i], presence)) visit(patterns_[i]);
        }
      }
    }
  }

 private:
  static constexpr size_t kMostBlocks = 4;
  static constexpr size_t kLastBit = 64 * kMostBlocks - 1;  // stands for all patterns from there on
  using Chosen = std::array<uint64_t, kMostBlocks>;         // bits of patterns

  // One word of a clause. A clause is met by any of its tests, a pattern by all its clauses.
  struct Test {
    uint64_t mask = 0;
    uint8_t word = 0;  // of Presence::bits
    bool clause_ends = false;
    bool pattern_ends = false;
  };

  // A clause of one word that few units meet: tried before the others.
  struct Check {
    uint64_t mask = ~uint64_t{0};
    size_t word = Presence::kFull;
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

  using Clause = std::array<uint64_t, Presence::kSize>;
  const Clause* Lead(const std::vector<Clause>& clauses, size_t bit);
  static Check CheckOf(const std::vector<Clause>& clauses, const Clause* lead);

  std::vector<Pattern> patterns_;
  std::vector<Check> checks_;     // by pattern
  std::vector<uint32_t> begins_;  // by pattern: its first test
  std::vector<Test> tests_;
  std::vector<std::vector<Clause>> clauses_;  // by pattern; empty after Freeze
  // By feature: bits of the patterns that it leads to. Each pattern is led to by one of its
  // clauses.
  size_t blocks_ = 0;             // words of bits that there are patterns for
  std::vector<uint64_t> led_by_;  // by feature and block
  Chosen always_ = {};
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_GATES_H_
