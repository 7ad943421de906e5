#include "extractor/lexicon/gates.h"

#include <algorithm>

namespace pathex {
namespace {

using Clause = std::array<uint64_t, 6>;

int CountBits(const Clause& clause, size_t from, size_t to) {
  int n = 0;
  for (size_t i = from; i < to; ++i) n += __builtin_popcountll(clause[i]);
  return n;
}

std::vector<Clause> AllClauses(const std::vector<Features>& features,
                               const std::vector<ByteSet>& bytes) {
  std::vector<Clause> clauses;
  clauses.reserve(features.size() + bytes.size());
  for (const Features& f : features) {
    clauses.push_back({f.bits[0], f.bits[1], f.bits[2], f.bits[3], 0, 0});
  }
  for (const ByteSet& b : bytes) {
    clauses.push_back({0, 0, b.words[2], b.words[3], b.words[0], b.words[1]});
  }
  // The narrower first; each only once.
  std::stable_sort(clauses.begin(), clauses.end(), [](const Clause& a, const Clause& b) {
    return CountBits(a, 0, a.size()) < CountBits(b, 0, b.size());
  });
  clauses.erase(std::unique(clauses.begin(), clauses.end()), clauses.end());
  return clauses;
}

}  // namespace

void Gates::Add(Pattern pattern, const std::vector<Features>& features,
                const std::vector<ByteSet>& bytes) {
  const std::vector<Clause> clauses = AllClauses(features, bytes);
  const uint64_t bit = uint64_t{1} << std::min(patterns_.size(), kLastBit);
  patterns_.push_back(pattern);
  begins_.push_back(static_cast<uint32_t>(tests_.size()));
  for (const Clause& clause : clauses) {
    for (uint8_t word = 0; word < clause.size(); ++word) {
      if (clause[word] != 0) tests_.push_back({clause[word], word, false, false});
    }
    if (CountBits(clause, 0, clause.size()) == 0) tests_.push_back({0, 0, false, false});
    tests_.back().clause_ends = true;
  }
  if (clauses.empty()) {
    tests_.push_back({0, kNoTest, true, true});
  } else {
    tests_.back().pattern_ends = true;
  }
  Lead(clauses, bit);
}

void Gates::Lead(const std::vector<Clause>& clauses, uint64_t bit) {
  // Literal words are rarer than forms of a term; clauses that text alone may meet lead to nothing.
  const Clause* lead = nullptr;
  const auto score = [](const Clause& c) { return CountBits(c, 0, 2) + 2 * CountBits(c, 2, 4); };
  for (const Clause& clause : clauses) {
    if (CountBits(clause, 4, 6) > 0) continue;
    if (lead == nullptr || score(clause) < score(*lead)) lead = &clause;
  }
  if (lead == nullptr) {
    always_ |= bit;
    return;
  }
  for (size_t i = 0; i < led_by_.size(); ++i) {
    if (((*lead)[i >> 6] >> (i & 63) & 1) != 0) led_by_[i] |= bit;
  }
}

}  // namespace pathex
