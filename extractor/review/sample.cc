#include "extractor/review/sample.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace pathex {
namespace {

// Uniform in [0, n); std::uniform_int_distribution may differ between libraries.
uint64_t Below(uint64_t n, std::mt19937_64* random) {
  const uint64_t limit = UINT64_MAX - UINT64_MAX % n;
  for (;;) {
    const uint64_t drawn = (*random)();
    if (drawn < limit) return drawn % n;
  }
}

}  // namespace

std::string_view StratumName(Stratum stratum) {
  if (stratum == Stratum::kAll) return "all";
  return stratum == Stratum::kDoubtful ? "doubtful" : "random";
}

SampleDraw DrawSample(size_t records, const SampleWish& wish) {
  SampleDraw out;
  out.design.records = records;
  if (wish.size == 0 || wish.size >= records) {
    out.design.doubtful = records;
    for (size_t i = 0; i < records; ++i) out.chosen.emplace_back(i, Stratum::kAll);
    return out;
  }
  const size_t doubtful = wish.size / 2;
  out.design = {records, doubtful, wish.size - doubtful, records - doubtful, wish.seed};
  for (size_t i = 0; i < doubtful; ++i) out.chosen.emplace_back(i, Stratum::kDoubtful);
  std::vector<size_t> rest(records - doubtful);
  std::iota(rest.begin(), rest.end(), doubtful);
  std::mt19937_64 random(wish.seed);
  for (size_t i = 0; i < out.design.random; ++i) {
    std::swap(rest[i], rest[i + Below(rest.size() - i, &random)]);
  }
  std::sort(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(out.design.random));
  for (size_t i = 0; i < out.design.random; ++i) out.chosen.emplace_back(rest[i], Stratum::kRandom);
  return out;
}

}  // namespace pathex
