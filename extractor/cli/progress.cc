#include "extractor/cli/progress.h"

#include <cstdio>

#include "extractor/cli/console.h"

namespace pathex {
namespace {

constexpr std::chrono::milliseconds kFirst(1000);
constexpr std::chrono::milliseconds kEvery(200);

}  // namespace

Progress::Progress(Show show, size_t total)
    : active_(show == Show::kOnTerminal && IsTerminal(stderr)), total_(total) {}

Progress::~Progress() { Hide(); }

void Progress::Step(size_t done) {
  if (!active_) return;
  const Clock::time_point now = Clock::now();
  if (now - started_ < kFirst || now - drawn_ < kEvery) return;
  drawn_ = now;
  visible_ = true;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  std::fprintf(stderr, "\r\033[K%zu of %zu files (%zu %%), %.0f a second", done, total_,
               total_ == 0 ? 100 : done * 100 / total_, static_cast<double>(done) / seconds);
  std::fflush(stderr);
}

void Progress::Hide() {
  if (!visible_) return;
  visible_ = false;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace pathex
