// Progress: one line on a terminal that says how far a long run is. Silent anywhere else, and for
// runs of less than a second.
#ifndef PATHEX_EXTRACTOR_CLI_PROGRESS_H_
#define PATHEX_EXTRACTOR_CLI_PROGRESS_H_

#include <chrono>
#include <cstddef>

namespace pathex {

class Progress {
 public:
  enum class Show { kOnTerminal, kNever };

  Progress(Show show, size_t total);
  ~Progress();  // wipes the line

  void Step(size_t done);
  // Wipes the line, so that a message can be printed; the next Step draws it again.
  void Hide();

 private:
  using Clock = std::chrono::steady_clock;

  bool active_;
  bool visible_ = false;
  size_t total_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point drawn_ = Clock::now();
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_PROGRESS_H_
