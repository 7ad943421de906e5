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

// What of a topic a unit holds: literal words of its rules (256 bits), symbols of its terms (128).
struct Features {
  static constexpr size_t kBlocks = 6;
  static constexpr int kWords = 256;
  static constexpr size_t kCount = 64 * kBlocks;
  uint64_t bits[kBlocks] = {};

  // A symbol's number is its byte; words stand before and behind the symbols.
  static constexpr uint16_t NumberOfWord(int word) {
    return static_cast<uint16_t>(word < 0x80 ? word : word + 0x80);
  }
  void Set(uint16_t feature) { bits[feature >> 6] |= uint64_t{1} << (feature & 63); }
  void SetWord(int word) { Set(NumberOfWord(word)); }
  void SetSymbol(uint8_t symbol) {  // a byte >= 0x80
    bits[symbol >> 6] |= uint64_t{1} << (symbol & 63);
  }
  bool HasSymbol(uint8_t symbol) const { return (bits[symbol >> 6] >> (symbol & 63) & 1) != 0; }
  void Add(const Features& other) {
    for (size_t i = 0; i < kBlocks; ++i) bits[i] |= other.bits[i];
  }
  bool Meets(const Features& other) const {
    uint64_t common = 0;
    for (size_t i = 0; i < kBlocks; ++i) common |= bits[i] & other.bits[i];
    return common != 0;
  }
  bool empty() const {
    uint64_t any = 0;
    for (const uint64_t block : bits) any |= block;
    return any == 0;
  }
  int words() const { return size() - std::popcount(bits[2]) - std::popcount(bits[3]); }
  int size() const {
    int n = 0;
    for (const uint64_t block : bits) n += std::popcount(block);
    return n;
  }
};

// What the text of a unit holds, whatever the topic: its ASCII bytes, and how its words begin.
struct UnitBytes {
  ByteSet bytes;
  WordHeads heads;
};

// The features of a topic that a unit holds, and where.
struct PlacedFeatures {
  static constexpr uint32_t kLastPlace = 255;  // stands for all from there on
  Features features;
  std::array<uint8_t, Features::kCount> first, last;  // by feature, of those that it holds

  // Features are added in the order of their places, words of the unit.
  void Add(size_t feature, uint32_t place) {
    const auto at = static_cast<uint8_t>(std::min(place, kLastPlace));
    uint64_t& word = features.bits[feature >> 6];
    const uint64_t bit = uint64_t{1} << (feature & 63);
    if ((word & bit) == 0) first[feature] = at;
    last[feature] = at;
    word |= bit;
  }
  void Clear() { features = Features(); }
};

// What a unit holds, for one topic after the other.
struct Presence {
  static constexpr size_t kAscii = Features::kBlocks, kHeads = kAscii + 2, kSize = kHeads + 12;
  std::array<uint64_t, kSize> bits;  // Features, then ASCII, then heads

  explicit Presence(const UnitBytes& unit) {
    std::fill_n(bits.begin(), kAscii, 0);
    std::copy_n(unit.bytes.words, 2, bits.begin() + kAscii);
    std::copy(unit.heads.bits.begin(), unit.heads.bits.end(), bits.begin() + kHeads);
  }
  void Turn(const Features& features) { std::copy_n(features.bits, kAscii, bits.begin()); }
};

// Immutable after building, thread-safe.
class Gates {
 public:
  // What a pattern asks of a unit.
  struct Needs {
    std::vector<Features> features;    // it meets each of them,
    size_t in_order = 0;               // so many, the first, from left to right;
    std::vector<ByteSet> bytes;        // its text holds a byte of each (bytes >= 0x80 are symbols)
    std::optional<WordHeads> heads;    // and a word that begins with one of these,
    uint64_t sections = ~uint64_t{0};  // and it stands in a section of one of these bits
  };

  // Adds a pattern, in the order in which patterns are to be tried; they are known by their number.
  void Add(const Needs& needs);
  // After the last Add: chooses what each pattern is asked for first, its narrowest clauses.
  void Freeze();

  bool empty() const { return begins_.empty(); }
  // Some pattern asks for no feature.
  bool always() const { return always_; }
  // Features that lead to a pattern: without one of them, and not always(), none is open.
  const Features& leads() const { return leads_; }

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {  // base/pack.h; of frozen gates
    auto& [needs, begins, tests, order, order_begins, blocks, rows, unasked, sections, asks, leads,
           always] = self;
    visit(begins, tests, order, order_begins, blocks, rows, unasked, sections, asks, leads, always);
  }

  // Calls visit(number) for each pattern that may match, in order. `presence` is of the unit; what
  // it says of features is overwritten. `section` is the bit of the unit's section.
  //
  // A row of bits, one for each pattern, goes through a few rounds. In each those patterns stay
  // that ask for a feature that is there; few features are.
  template <typename Visit>
  void ForEachOpen(const PlacedFeatures& placed, uint64_t section, Presence* presence,
                   const Visit& visit) const {
    switch (blocks_) {
      case 0:
        return;
      case 1:
        return ForEachOpenOf<1>(placed, section, presence, visit);
      case 2:
        return ForEachOpenOf<2>(placed, section, presence, visit);
      default:
        return ForEachOpenOf<kMostBlocks>(placed, section, presence, visit);
    }
  }

 private:
  static constexpr size_t kRounds = 3;
  static constexpr size_t kMostBlocks = 6;
  static constexpr size_t kLastBit = 64 * kMostBlocks - 1;  // stands for all patterns from there on

  // One word of a clause. A clause is met by any of its tests, a pattern by all its clauses.
  struct Test {
    uint64_t mask = 0;
    uint8_t word = 0;  // of Presence::bits
    bool clause_ends = false;
    bool pattern_ends = false;
  };

  // `kBlocks` is the number of blocks, or as many as there may be.
  template <size_t kBlocks, typename Visit>
  void ForEachOpenOf(const PlacedFeatures& placed, uint64_t section, Presence* presence,
                     const Visit& visit) const {
    const size_t blocks = kBlocks == kMostBlocks ? blocks_ : kBlocks;
    const size_t size = kRounds * blocks;
    uint64_t met[kRounds * kBlocks];
    std::copy_n(unasked_.data(), size, met);
    for (size_t i = 0; i < Features::kBlocks; ++i) {
      for (uint64_t rest = placed.features.bits[i] & asks_.bits[i]; rest != 0; rest &= rest - 1) {
        const size_t feature = 64 * i + static_cast<size_t>(std::countr_zero(rest));
        const uint64_t* row = rows_.data() + feature * size;
        for (size_t k = 0; k < size; ++k) met[k] |= row[k];
      }
    }
    const uint64_t* holds =
        sections_.data() + static_cast<size_t>(std::countr_zero(section)) * blocks;
    bool turned = false;
    for (size_t block = 0; block < blocks; ++block) {
      uint64_t rest = holds[block];
      for (size_t round = 0; round < kRounds; ++round) rest &= met[round * blocks + block];
      if (rest == 0) continue;
      if (!turned) presence->Turn(placed.features);
      turned = true;
      for (; rest != 0; rest &= rest - 1) {
        const size_t first = 64 * block + static_cast<size_t>(std::countr_zero(rest));
        const size_t last = first == kLastBit ? begins_.size() : first + 1;
        for (size_t i = first; i < last; ++i) {
          if (Passes(tests_.data() + begins_[i], *presence) && InOrder(i, placed)) visit(i);
        }
      }
    }
  }

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

  // Whether what the clauses of a pattern ask for can stand in their order.
  bool InOrder(size_t pattern, const PlacedFeatures& placed) const {
    const uint32_t end = order_begins_[pattern + 1];
    uint32_t behind = 0;  // no earlier than here can the next clause be met
    for (uint32_t t = order_begins_[pattern]; t < end;) {
      uint32_t first = PlacedFeatures::kLastPlace, last = 0;
      bool ends = false;
      for (; !ends; ++t) {
        const Test& test = order_[t];
        ends = test.clause_ends;
        for (uint64_t rest = placed.features.bits[test.word] & test.mask; rest != 0;
             rest &= rest - 1) {
          const size_t feature = 64u * test.word + static_cast<size_t>(std::countr_zero(rest));
          first = std::min<uint32_t>(first, placed.first[feature]);
          last = std::max<uint32_t>(last, placed.last[feature]);
        }
      }
      if (last < behind) return false;
      behind = std::max(behind, first);
    }
    return true;
  }

  static constexpr uint8_t kNoTest = 0xFF;

  using Clause = std::array<uint64_t, Presence::kSize>;
  void AddOrder(const Needs& needs);
  void AddRounds(const std::vector<Clause>& clauses, size_t bit);
  void AddTests(const std::vector<Clause>& clauses);

  std::vector<Needs> needs_;      // by pattern; empty after Freeze
  std::vector<uint32_t> begins_;  // by pattern: its first test
  std::vector<Test> tests_;       // of what the rounds do not ask
  std::vector<Test> order_;       // clauses of features from left to right, where there are several
  std::vector<uint32_t> order_begins_ = {0};  // by pattern, and one more
  size_t blocks_ = 0;                         // words of bits that there are patterns for
  // By feature, round and block: bits of the patterns that ask for the feature.
  std::vector<uint64_t> rows_;
  std::vector<uint64_t> unasked_;   // by round and block: patterns that ask for nothing in it
  std::vector<uint64_t> sections_;  // by section and block: patterns that hold there
  Features asks_;                   // features that some pattern asks for in a round
  Features leads_;                  // in the first
  bool always_ = false;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_GATES_H_
