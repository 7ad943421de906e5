#include "extractor/cli/progress.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "extractor/cli/console.h"

namespace pathex {
namespace {

constexpr std::chrono::milliseconds kFirst(1000);
constexpr std::chrono::milliseconds kEvery(200);
constexpr std::chrono::minutes kEveryLine(1);  // where no line can change
constexpr int kBar = 20;

template <typename... Args>
std::string Format(const char* format, Args... args) {
  std::array<char, 100> text;
  std::snprintf(text.data(), text.size(), format, args...);
  return text.data();
}

std::string Duration(double seconds) {
  if (seconds < 90) return Format("%.0f s", seconds);
  if (seconds < 90 * 60) return Format("%.0f min", seconds / 60);
  return Format("%.1f h", seconds / 3600);
}

}  // namespace

std::string ProgressLine(const Tally& tally, uint64_t resumed, double seconds,
                         const Census& census) {
  std::string out;
  const double total = static_cast<double>(census.bytes);
  const double done = std::min(total, static_cast<double>(census.consumed));
  const bool known = census.complete && total > 0;
  if (known) {
    const int marks = static_cast<int>(done / total * kBar);
    out += "[" + std::string(static_cast<size_t>(marks), '#') +
           std::string(static_cast<size_t>(kBar - marks), '-') + "] " +
           Format("%3.0f %%  ", done / total * 100);
  }
  const double rate = static_cast<double>(tally.records - resumed) / std::max(seconds, 1e-3);
  out += Count(tally.records, "document") +
         Format("  %.1f MB  %.0f/s", static_cast<double>(tally.bytes) / 1e6, rate);
  if (tally.failed > 0) out += "  " + std::to_string(tally.failed) + " failed";
  if (known && done > 0 && resumed == 0) {
    out += "  " + Duration(seconds * (total - done) / done) + " left";
  }
  return out;
}

Progress::Progress(Show show, const Census& census, uint64_t resumed)
    : active_(show == Show::kYes),
      terminal_(IsTerminal(stderr)),
      census_(census),
      resumed_(resumed) {}

Progress::~Progress() { Hide(); }

void Progress::Step(const Tally& tally) {
  if (!active_) return;
  const Clock::time_point now = Clock::now();
  if (terminal_ ? now - started_ < kFirst || now - drawn_ < kEvery : now - drawn_ < kEveryLine) {
    return;
  }
  drawn_ = now;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  const std::string line = ProgressLine(tally, resumed_, seconds, census_);
  if (!terminal_) return Say(line);
  visible_ = true;
  std::fprintf(stderr, "\r\033[K%s", line.c_str());
  std::fflush(stderr);
}

void Progress::Hide() {
  if (!visible_) return;
  visible_ = false;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace pathex
