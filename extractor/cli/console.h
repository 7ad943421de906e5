// The console: what may be printed where, and the one form of every message.
//
// Data goes to standard output, everything else to standard error. Nothing here prints report text.
#ifndef PATHEX_EXTRACTOR_CLI_CONSOLE_H_
#define PATHEX_EXTRACTOR_CLI_CONSOLE_H_

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"

namespace pathex {

bool IsTerminal(std::FILE* stream);

// Columns of the terminal: COLUMNS when set, else what the terminal says, else 80; in 40…200.
size_t TerminalWidth();

enum class ColourWhen { kAuto, kAlways, kNever };
// kAuto: on a terminal that is not "dumb", unless NO_COLOR is set to anything but "".
bool UseColour(ColourWhen when, std::FILE* stream);

// "auto", "always", "never": the words of --color.
inline const std::vector<std::string> kColourWords = {"auto", "always", "never"};
ColourWhen ColourFromWord(std::string_view word);

// To standard error, with a line end.
void Say(std::string_view message);           // "pathex: message"
void PrintError(const Error& error);          // "where: error[code]: message"
void PrintFaults(std::string_view rendered);  // as it is; many lines

// ` (did you mean "extract"?)` or "".
std::string Suggestion(std::string_view word, const std::vector<std::string>& candidates);

// "a, b, c".
std::string Joined(const std::vector<std::string>& words);

// "1 file", "2 files".
std::string Count(size_t n, std::string_view noun);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_CONSOLE_H_
