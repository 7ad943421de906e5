// Sampling: which of many records to review so that what is found says something of all of them.
//
// Half of a sample are the most doubtful records (all of that stratum are in: a census), the other
// half is drawn at random from the rest, each with the same probability. So errors are found where
// they are likely, and the rest is estimated without bias (summary.h).
#ifndef PATHEX_EXTRACTOR_REVIEW_SAMPLE_H_
#define PATHEX_EXTRACTOR_REVIEW_SAMPLE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace pathex {

enum class Stratum { kAll, kDoubtful, kRandom };
std::string_view StratumName(Stratum stratum);  // "all", "doubtful", "random"

struct SampleWish {
  size_t size = 0;  // 0: all records
  uint64_t seed = 1;
};

struct SampleDesign {
  size_t records = 0;   // of the file
  size_t doubtful = 0;  // in the sample for their doubt; all of them when there is no sample
  size_t random = 0;    // drawn
  size_t rest = 0;      // that they were drawn from
  uint64_t seed = 0;    // 0: no sample
};

struct SampleDraw {
  SampleDesign design;
  std::vector<std::pair<size_t, Stratum>> chosen;  // indices into the ordered records, ascending
};

// Of `records` records, ordered from the most doubtful. The same seed draws the same on every
// machine.
SampleDraw DrawSample(size_t records, const SampleWish& wish);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_SAMPLE_H_
