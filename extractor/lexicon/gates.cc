#include "extractor/lexicon/gates.h"

#include <algorithm>

namespace pathex {
namespace {

constexpr size_t kFeatures = Features::kCount;
constexpr size_t kSections = 64;
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

bool IsOfFeatures(const Clause& clause) {
  return CountBits(clause, Presence::kAscii, clause.size()) == 0;
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
  needs_.push_back(needs);
  AddOrder(needs);
}

void Gates::Freeze() {
  blocks_ = std::min((needs_.size() + 63) / 64, kMostBlocks);
  rows_.assign(kFeatures * kRounds * blocks_, 0);
  unasked_.assign(kRounds * blocks_, 0);
  sections_.assign(kSections * blocks_, 0);
  for (size_t p = 0; p < needs_.size(); ++p) {
    const size_t bit = std::min(p, kLastBit);
    for (size_t section = 0; section < kSections; ++section) {
      if ((needs_[p].sections >> section & 1) != 0) {
        sections_[section * blocks_ + bit / 64] |= uint64_t{1} << (bit % 64);
      }
    }
    std::vector<Clause> clauses = AllClauses(needs_[p]);
    const auto asked = std::stable_partition(clauses.begin(), clauses.end(), IsOfFeatures);
    // The rarest first.
    std::stable_sort(clauses.begin(), asked, [](const Clause& a, const Clause& b) {
      return Commonness(a) < Commonness(b);
    });
    const size_t rounds = std::min<size_t>(kRounds, static_cast<size_t>(asked - clauses.begin()));
    AddRounds({clauses.begin(), clauses.begin() + static_cast<std::ptrdiff_t>(rounds)}, bit);
    // Where one bit stands for several patterns the rounds tell too little.
    if (bit < kLastBit) {
      clauses.erase(clauses.begin(), clauses.begin() + static_cast<std::ptrdiff_t>(rounds));
    }
    AddTests(clauses);
  }
  needs_ = {};
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

void Gates::AddRounds(const std::vector<Clause>& clauses, size_t bit) {
  const uint64_t mask = uint64_t{1} << (bit % 64);
  always_ = always_ || clauses.empty();
  for (size_t round = 0; round < kRounds; ++round) {
    if (round >= clauses.size()) {
      unasked_[round * blocks_ + bit / 64] |= mask;
      continue;
    }
    for (size_t feature = 0; feature < kFeatures; ++feature) {
      if (!HasFeature(clauses[round], feature)) continue;
      rows_[(feature * kRounds + round) * blocks_ + bit / 64] |= mask;
      asks_.Set(static_cast<uint16_t>(feature));
      if (round == 0) leads_.Set(static_cast<uint16_t>(feature));
    }
  }
}

void Gates::AddTests(const std::vector<Clause>& clauses) {
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
}

}  // namespace pathex
