// Progress: how far a long run is. A line that changes on a terminal, a line a minute anywhere
// else; nothing for runs of less than a second.
#ifndef PATHEX_EXTRACTOR_CLI_PROGRESS_H_
#define PATHEX_EXTRACTOR_CLI_PROGRESS_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "extractor/bulk/tally.h"

namespace pathex {

// What there is to do, as far as it is known: it is counted while the run is on.
struct Census {
  std::atomic<uint64_t> bytes = 0;     // of input on disk
  std::atomic<bool> complete = false;  // bytes is all of it, and it can be known
  std::atomic<uint64_t> consumed = 0;  // of those bytes
};

// The line itself: "[#######-------------]  35 %  4200 documents  16.1 MB  2100/s  3 failed  2 min
// left", without what is not known. `seconds` since `resumed` records were done.
std::string ProgressLine(const Tally& tally, uint64_t resumed, double seconds,
                         const Census& census);

class Progress {
 public:
  enum class Show { kYes, kNever };

  // The census outlives the progress.
  Progress(Show show, const Census& census, uint64_t resumed);
  ~Progress();  // wipes the line

  void Step(const Tally& tally);
  // Wipes the line, so that a message can be printed; the next Step draws it again.
  void Hide();

 private:
  using Clock = std::chrono::steady_clock;

  const bool active_, terminal_;
  const Census& census_;
  const uint64_t resumed_;
  bool visible_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point drawn_ = Clock::now();
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_PROGRESS_H_
