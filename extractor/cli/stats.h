// Stats: where the time of a run went (--stats).
#ifndef PATHEX_EXTRACTOR_CLI_STATS_H_
#define PATHEX_EXTRACTOR_CLI_STATS_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "extractor/pipeline.h"

namespace pathex {

// kExtract is the whole of kFold … kAssemble.
enum class Stage : uint8_t {
  kRead,
  kExtract,
  kFold,
  kForms,
  kOutline,
  kFind,
  kJudge,
  kAssemble,
  kWrite
};
inline constexpr size_t kStages = 9;

class Stopwatch {
 public:
  // Seconds since the last lap or the construction.
  double Lap() {
    const Clock::time_point now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return seconds;
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point last_ = Clock::now();
};

struct RuleCost {
  double seconds = 0;
  size_t reports = 0;  // over which it was measured
};

struct RunStats {
  struct OfStage {
    double seconds = 0;
    size_t calls = 0;
  };
  std::array<OfStage, kStages> stages;
  std::map<std::string, RuleCost, std::less<>> rules;
  uint64_t bytes = 0;  // of input

  void Add(Stage stage, double seconds);
  void Add(const RunStats& other);
  // A table of the stages and the ten most expensive rules; `seconds` on the clock for the whole
  // run.
  std::string ToString(double seconds) const;
};

// Runs the stages over the record's parts once more, one by one, each on the clock.
void MeasureStages(const Extractor& extractor, const Record& record, RunStats* stats);

// What each rule alone costs on the record's parts, above what any unit costs. Slow: once a rule.
void MeasureRules(const Extractor& extractor, const Record& record, RunStats* stats);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_STATS_H_
