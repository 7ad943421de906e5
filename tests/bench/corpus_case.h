// One invented case: facts that agree with each other, and the pieces of report that state them.
#ifndef PATHEX_TESTS_BENCH_CORPUS_CASE_H_
#define PATHEX_TESTS_BENCH_CORPUS_CASE_H_

#include <string>
#include <utility>
#include <vector>

#include "tests/bench/corpus_phrases.h"

namespace pathex {

struct Stain {
  std::string marker;
  enum Result { kPositive, kFocal, kNegative } result = kPositive;
  int percent = 0;  // of the cells, for positive ones
};

struct InventedCase {
  Facts facts;
  std::vector<Stain> stains;
  bool involved = false;  // a margin is
  bool resection = true;  // else a biopsy
};

InventedCase DrawCase(Draw* draw);

// The sentences or lines of the stains, in one of a dozen grammars; the last ones are about the
// proliferation index.
std::vector<std::string> StainLines(const InventedCase& invented, Draw* draw);

// ("Tumor size", "7.2 cm"), … as a synoptic report lists them.
std::vector<std::pair<std::string, std::string>> SynopticLines(const InventedCase& invented,
                                                               Draw* draw);

}  // namespace pathex

#endif  // PATHEX_TESTS_BENCH_CORPUS_CASE_H_
