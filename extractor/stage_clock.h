// StageClock: how long the stages of one document take, and when that is too long.
//
// The engine is linear in the length of a document, so a look at the clock between two stages is
// enough: nothing runs away inside one.
#ifndef PATHEX_EXTRACTOR_STAGE_CLOCK_H_
#define PATHEX_EXTRACTOR_STAGE_CLOCK_H_

#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

namespace pathex {

class StageClock {
 public:
  using Seconds = double (*)();  // since any moment, never going back

  static double Steady() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }

  // `budget` in seconds for all stages together; 0 = no end.
  explicit StageClock(double budget, Seconds now = Steady)
      : budget_(budget), now_(now), last_(budget > 0 ? now() : 0) {}

  // The stage of that name has just ended. Returns whether more than the budget is spent.
  bool Over(std::string_view stage) {
    if (budget_ <= 0) return false;
    const double now = now_();
    Add(stage, now - std::exchange(last_, now));
    return over();
  }

  // A stage that was measured elsewhere.
  void Spend(std::string_view stage, double seconds) {
    if (budget_ > 0) Add(stage, seconds);
  }

  bool over() const { return budget_ > 0 && spent_ > budget_; }

  // The stage that took the most of all that have ended; "" before the first.
  std::string_view dearest() const {
    std::pair<std::string_view, double> most{"", -1};
    for (const auto& stage : stages_) most = stage.second > most.second ? stage : most;
    return most.first;
  }

 private:
  void Add(std::string_view stage, double seconds) {
    spent_ += seconds;
    for (auto& [name, sum] : stages_) {
      if (name == stage) {
        sum += seconds;
        return;
      }
    }
    stages_.emplace_back(stage, seconds);
  }

  const double budget_;
  const Seconds now_;
  double last_;
  double spent_ = 0;
  std::vector<std::pair<std::string_view, double>> stages_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_STAGE_CLOCK_H_
