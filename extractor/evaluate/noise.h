// Noise: the damage of scanning as a table (schemas/ocr_noise.json), laid over a text.
//
// Deterministic: the same text, table and seed give the same bytes on every machine. A NoiseTable
// is immutable after loading and may be shared.
#ifndef PATHEX_EXTRACTOR_EVALUATE_NOISE_H_
#define PATHEX_EXTRACTOR_EVALUATE_NOISE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/regex.h"
#include "extractor/base/result.h"

namespace pathex {

struct Noise {
  std::string id;
  Regex pattern;
  std::vector<std::string> put;  // "$1" is the first group
  double reports = 0;            // share of reports that have it
  double places = 0;             // share of the places in such a report, at least one
};
using NoiseTable = std::vector<Noise>;

// Errors: those of the file; D014 for an entry that is no noise; L010 for a bad pattern.
Result<NoiseTable> ParseNoise(const std::string& name, std::string text);
Result<NoiseTable> LoadNoise(const std::string& path, const FileReader& files);

// `factor` multiplies the share of reports: 1 is the natural rate, a large one hits every report.
std::string AddNoise(std::string_view text, const NoiseTable& table, uint64_t seed,
                     double factor = 1);

// SplitMix64: small, seeded, the same everywhere (the distributions of <random> are not).
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  double Share();              // in [0, 1)
  size_t Below(size_t limit);  // in [0, limit); limit > 0

 private:
  uint64_t state_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_NOISE_H_
