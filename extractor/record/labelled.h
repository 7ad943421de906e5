// Labelled: what stands in a specimen of its own, and which specimens hold the same thing.
#ifndef PATHEX_EXTRACTOR_RECORD_LABELLED_H_
#define PATHEX_EXTRACTOR_RECORD_LABELLED_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"
#include "extractor/record/policy.h"
#include "extractor/record/stretches.h"

namespace pathex {

// What the openers of one specimen, or those of one thing of several there, say together.
struct Labelled {
  std::string_view specimen;    // empty only with a stretch
  std::string_view in_stretch;  // value of its stretches, else empty
  std::vector<Entrant> entrants;
  std::vector<uint32_t> findings;
  std::string value;
  bool secondary = false;  // opens an entity only beside others (EntitySpec::secondary)
};

// Specimens with an opener, in order of the text, and what each is (one for each thing where it
// holds several); then those with secondary ones, when there are others. `stretches` outlive it.
std::vector<Labelled> FindLabelled(const Assembly& assembly, const std::vector<Stretch>& stretches,
                                   CandidatePool* pool);

// Groups of specimens that hold the same thing, as indices into `labelled`: those of major kind,
// secondary ones, those of minor kind. Two that are described each by itself and differently
// (EntitySpec::apart) are not the same thing.
std::vector<std::vector<size_t>> GroupLabelled(const Assembly& assembly,
                                               const std::vector<Labelled>& labelled,
                                               CandidatePool* pool);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_LABELLED_H_
