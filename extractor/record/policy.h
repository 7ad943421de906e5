// Policies: which of several mentions speaks for a value, and what the others are to it.
#ifndef PATHEX_EXTRACTOR_RECORD_POLICY_H_
#define PATHEX_EXTRACTOR_RECORD_POLICY_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"

namespace pathex {

constexpr size_t kMaxLead = 4;  // lead slots of a bundle

// One candidate in the choice for one bundle.
struct Entrant {
  uint32_t id = 0;  // the caller's
  Standing standing;
  Place place;
  std::string_view organ;                     // of a firm value (Bundle::firm): "C22"; "" = none
  std::array<const Value*, kMaxLead> lead{};  // values of the lead slots, nullptr = none

  bool SameValue(const Entrant& other) const;
};

// Ids of entrants. `winner` is -1 when there is no value; then `conflicting` holds all that
// disagree.
struct Choice {
  int64_t winner = -1;
  std::vector<uint32_t> agreeing;     // same value as the winner, itself first, then by standing
  std::vector<uint32_t> broader;      // true as well, but less specific
  std::vector<uint32_t> superseded;   // say otherwise, of lower standing
  std::vector<uint32_t> conflicting;  // say otherwise, of the same standing (first is the winner's
                                      // rival; when there is no winner, all of them)
  std::vector<int64_t> sums;  // kSum: the values of the lead slots in thousandths, -1 = none
};

// `entrants` in order of the text (they are reordered); not for kCollect, which chooses nothing.
Choice Choose(const Assembly& assembly, const Bundle& bundle, std::vector<Entrant>* entrants);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_POLICY_H_
