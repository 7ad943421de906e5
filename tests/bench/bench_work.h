// The work that the benchmark times.
#ifndef PATHEX_TESTS_BENCH_BENCH_WORK_H_
#define PATHEX_TESTS_BENCH_BENCH_WORK_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "extractor/pipeline.h"
#include "tests/bench/corpus.h"

namespace pathex {

// The extractor over a folder that holds lexicons/ and schemas/; ends the program when they are
// faulty.
Extractor LoadExtractor(const std::string& knowledge);

// Bytes of one report in, one line of JSON appended to `out`: the whole of what the product does
// for a report, but for files.
void ExtractOne(const Extractor& extractor, const std::string& id, const std::string& text,
                std::string* out);

// CPU seconds for all of them, one after the other, into one reused buffer.
double TimeExtraction(const Extractor& extractor, const std::vector<InventedReport>& reports);

// CPU seconds of each of them.
std::vector<double> TimeEach(const Extractor& extractor,
                             const std::vector<InventedReport>& reports);

// CPU seconds for one dependent table load a byte over the same texts: the floor of any scalar
// automaton, and so a clock that slows down with the machine.
double TimeByteWalk(const std::vector<InventedReport>& reports);

// (stage, µs a report), in the order of the pipeline, by Google Benchmark.
std::vector<std::pair<std::string, double>> TimeStages(const Extractor& extractor,
                                                       const std::vector<InventedReport>& reports,
                                                       int repetitions);

// Texts of `bytes` bytes that a matcher might stumble over, by name.
std::vector<std::pair<std::string, std::string>> HostileTexts(size_t bytes);

}  // namespace pathex

#endif  // PATHEX_TESTS_BENCH_BENCH_WORK_H_
