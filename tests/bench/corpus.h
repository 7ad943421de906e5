// Invented sarcoma reports, as many as wanted, no two alike: what the benchmark measures on and
// what property tests draw from.
//
// A report is about 4 kB of English text in one of several house styles (synoptic, prose, letter,
// check boxes, capitals, dash lists, labelled parts, one flattened line …). Wording, order,
// numbers, stains and their grammar are drawn from a generator that is seeded by (seed, number)
// alone, so every machine makes the same report; the facts in it agree with each other (the grade
// follows from its components, a closest margin is not further than the others). Nobody's report
// was looked at.
#ifndef PATHEX_TESTS_BENCH_CORPUS_H_
#define PATHEX_TESTS_BENCH_CORPUS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace pathex {

inline constexpr int kReportStyles = 12;

struct InventedReport {
  std::string id;    // "seed-number": "7-000123"
  int style = 0;     // 0 … kReportStyles - 1
  std::string text;  // UTF-8, nearly always plain ASCII
};

// Thread-safe; about 0.1 ms.
InventedReport InventReport(uint64_t seed, uint64_t number);

// Reports first … first + count - 1.
std::vector<InventedReport> InventReports(uint64_t seed, uint64_t first, uint64_t count);

}  // namespace pathex

#endif  // PATHEX_TESTS_BENCH_CORPUS_H_
