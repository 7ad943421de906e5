#include "extractor/lexicon/gates.h"

#include <algorithm>

namespace pathex {
namespace {

constexpr size_t kFeatures = Features::kCount;
constexpr int kMostHeads = 60;  // more tell too little to be worth the question

using Clause = std::array<uint64_t, Presence::kSize>;

int CountBits(const Clause& clause, size_t from, size_t to) {
  int n = 0;
  for (size_t i = from; i < to; ++i) n += __builtin_popcountll(clause[i]);
  return n;
}

bool HasFeature(const Clause& clause, size_t feature) {
  return (clause[feature / 64] >> (feature % 64) & 1) != 0;
}

// Literal words are rarer than forms of a term.
int Commonness(const Clause& clause) {
  return CountBits(clause, 0, Presence::kAscii) + CountBits(clause, 2, 4);
}

std::vector<Clause> AllClauses(const Gates::Needs& needs) {
  std::vector<Clause> clauses;
  clauses.reserve(needs.features.size() + needs.bytes.size());
  for (const Features& f : needs.features) {
    Clause& clause = clauses.emplace_back();
    std::copy(std::begin(f.bits), std::end(f.bits), clause.begin());
  }
  for (const ByteSet& b : needs.bytes) {
    Clause& clause = clauses.emplace_back();
    std::copy_n(b.words + 2, 2, clause.begin() + 2);
    std::copy_n(b.words, 2, clause.begin() + Presence::kAscii);
  }
  if (needs.heads && needs.heads->size() <= kMostHeads) {
    Clause clause = {};
    std::copy(needs.heads->bits.begin(), needs.heads->bits.end(),
              clause.begin() + Presence::kHeads);
    clauses.push_back(clause);
  }
  // The narrower first; each only once.
  std::stable_sort(clauses.begin(), clauses.end(), [](const Clause& a, const Clause& b) {
    return CountBits(a, 0, a.size()) < CountBits(b, 0, b.size());
  });
  clauses.erase(std::unique(clauses.begin(), clauses.end()), clauses.end());
  return clauses;
}

}  // namespace

void Gates::Add(const Needs& needs) {
  const std::vector<Clause> clauses = AllClauses(needs);
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
  clauses_.push_back(clauses);
  checks_.push_back({});
  checks_.back().sections = needs.sections;
  AddOrder(needs);
}

void Gates::AddOrder(const Needs& needs) {
  if (needs.in_order > 1) {
    for (size_t c = 0; c < needs.in_order; ++c) {
      const Features& clause = needs.features[c];
      for (uint8_t word = 0; word < std::size(clause.bits); ++word) {
        if (clause.bits[word] != 0) order_.push_back({clause.bits[word], word, false, false});
      }
      if (!clause.empty()) order_.back().clause_ends = true;
    }
  }
  order_begins_.push_back(static_cast<uint32_t>(order_.size()));
}

void Gates::Freeze() {
  blocks_ = std::min(checks_.size() / 64 + 1, kMostBlocks);
  led_by_.assign(kFeatures * blocks_, 0);
  for (size_t p = 0; p < clauses_.size(); ++p) {
    const Clause* lead = Lead(clauses_[p], std::min(p, kLastBit));
    ChooseCheck(clauses_[p], lead, &checks_[p]);
  }
  clauses_ = {};
  for (size_t i = 0; i < kFeatures * blocks_; ++i) {
    const size_t feature = i / blocks_;
    if (led_by_[i] != 0) leads_.bits[feature / 64] |= uint64_t{1} << (feature % 64);
  }
}

const Clause* Gates::Lead(const std::vector<Clause>& clauses, size_t bit) {
  const uint64_t mask = uint64_t{1} << (bit % 64);
  const Clause* lead = nullptr;
  for (const Clause& clause : clauses) {
    if (CountBits(clause, Presence::kAscii, clause.size()) > 0) continue;
    if (lead == nullptr || Commonness(clause) < Commonness(*lead)) lead = &clause;
  }
  if (lead == nullptr) {
    always_[bit / 64] |= mask;
    return nullptr;
  }
  for (size_t i = 0; i < kFeatures; ++i) {
    if (HasFeature(*lead, i)) led_by_[i * blocks_ + bit / 64] |= mask;
  }
  return lead;
}

void Gates::ChooseCheck(const std::vector<Clause>& clauses, const Clause* lead, Check* check) {
  int best = 0;
  for (const Clause& clause : clauses) {
    const auto words =
        std::count_if(clause.begin(), clause.end(), [](uint64_t w) { return w != 0; });
    if (&clause == lead || words != 1) continue;
    const size_t word = static_cast<size_t>(
        std::find_if(clause.begin(), clause.end(), [](uint64_t w) { return w != 0; }) -
        clause.begin());
    // Letters and digits are in most units.
    const int common =
        word < Presence::kAscii ? Commonness(clause) : 1000 + std::popcount(clause[word]);
    if (check->word != Presence::kFull && common >= best) continue;
    check->mask = clause[word];
    check->word = word;
    best = common;
  }
}

}  // namespace pathex
