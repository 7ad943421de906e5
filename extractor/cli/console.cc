#include "extractor/cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "extractor/lexicon/faults.h"

namespace pathex {
namespace {

constexpr size_t kDefaultWidth = 80;
constexpr size_t kNarrowest = 40;
constexpr size_t kWidest = 200;

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

// How many faults, compiler style, a message holds.
size_t CountErrors(std::string_view message) {
  size_t n = 0;
  for (size_t at = 0; (at = message.find(": error[", at)) != std::string_view::npos; ++at) ++n;
  return n;
}

void PrintLine(std::string_view text) {
  std::string line(text);
  if (line.empty() || line.back() != '\n') line += '\n';
  // One call, so that lines of several threads do not mix.
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace

bool IsTerminal(std::FILE* stream) { return isatty(fileno(stream)) != 0; }

size_t TerminalWidth() {
  size_t width = kDefaultWidth;
  winsize size{};
  if (const std::string_view columns = Environment("COLUMNS"); !columns.empty()) {
    const size_t said = std::strtoul(std::string(columns).c_str(), nullptr, 10);
    if (said > 0) width = said;
  } else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    width = size.ws_col;
  }
  return std::clamp(width, kNarrowest, kWidest);
}

bool UseColour(ColourWhen when, std::FILE* stream) {
  if (when != ColourWhen::kAuto) return when == ColourWhen::kAlways;
  return IsTerminal(stream) && Environment("NO_COLOR").empty() && Environment("TERM") != "dumb";
}

ColourWhen ColourFromWord(std::string_view word) {
  if (word == "always") return ColourWhen::kAlways;
  return word == "never" ? ColourWhen::kNever : ColourWhen::kAuto;
}

void Say(std::string_view message) { PrintLine("pathex: " + std::string(message)); }

void PrintError(const Error& error) {
  const size_t faults = CountErrors(error.message);
  if (faults == 0) return PrintLine(error.ToString());
  // The message holds all faults, each with its own place.
  PrintLine(error.message);
  Say(error.where + ": " + Count(faults, "error") + "; mend " + (faults == 1 ? "it" : "them") +
      " and run again");
}

void PrintFaults(std::string_view rendered) {
  if (!rendered.empty()) PrintLine(rendered);
}

std::string Suggestion(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string near = DidYouMean(word, candidates);
  return near.empty() ? "" : " (did you mean \"" + near + "\"?)";
}

std::string Joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string Count(size_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

}  // namespace pathex
