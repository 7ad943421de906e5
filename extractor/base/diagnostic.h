// What was odd about an input, a rule or a value; data about data, never a reason to stop.
#ifndef PATHEX_EXTRACTOR_BASE_DIAGNOSTIC_H_
#define PATHEX_EXTRACTOR_BASE_DIAGNOSTIC_H_

#include <string>
#include <string_view>
#include <vector>

namespace pathex {

enum class Severity { kInfo, kWarning, kError };

// code: stable, from the lists in schemas/README.md ("S…" source, "L…" lexicon, "D…" data).
// where: a JSON Pointer into the report, a part locator, or file:line:column.
// message: lower case, no full stop. Never report text (reports are private).
// mentions: ids of the mentions concerned ("m3"), may be empty.
struct Diagnostic {
  Severity severity = Severity::kWarning;
  std::string code;
  std::string where;
  std::string message;
  std::vector<std::string> mentions;
};

std::string_view SeverityName(Severity severity);  // "info", "warning", "error"

// Line and column (both from 1; columns count code points) of a byte offset in a text.
struct LineColumn {
  int line = 1;
  int column = 1;
};
LineColumn Locate(std::string_view text, size_t offset);

// Compiler style, with the source line and a caret below the range:
//   lexicons/en/margins.jsonc:31:18: error[L007]: "envolved" is not a value of margin.status
//         "envolved": ["positive"],
//          ^~~~~~~~ did you mean "involved"?
// `hint` may be empty.
std::string Render(std::string_view path, std::string_view text, size_t offset, size_t length,
                   Severity severity, std::string_view code, std::string_view message,
                   std::string_view hint);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_DIAGNOSTIC_H_
