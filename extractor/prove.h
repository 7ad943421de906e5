// Proving: runs the examples that every rule, panel and cue carries. Used by `pathex lexicon test`
// and by the test-suite.
#ifndef PATHEX_EXTRACTOR_PROVE_H_
#define PATHEX_EXTRACTOR_PROVE_H_

#include <string>
#include <vector>

#include "extractor/lexicon/lexicon.h"

namespace pathex {

// One example of one rule or cue.
struct Proof {
  std::string rule;     // "en/margin.status.after"
  std::string name;     // "en/margin.status.after/match/1", unique
  std::string file;     // "en/margins.jsonc"
  std::string markup;   // the example as written
  std::string failure;  // "" = proven; else what was expected and what was found
};

// Each match example is run by its rule alone (it must find exactly what is marked) and among all
// rules of the language (what it marks must survive); each reject example by its rule alone.
std::vector<Proof> ProveLexicon(const Lexicon& lexicon);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_PROVE_H_
