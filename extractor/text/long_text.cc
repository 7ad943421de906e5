#include "extractor/text/long_text.h"

#include <string>
#include <vector>

#include "extractor/base/utf8.h"
#include "extractor/text/source_fields.h"

namespace pathex {

void CutLongTexts(uint64_t limit, Source* source) {
  for (size_t i = 0; i < source->parts.size(); ++i) {
    Part& part = source->parts[i];
    if (part.text.size() <= limit) continue;
    const size_t whole = part.text.size();
    part.text.resize(CodePointBoundaryBefore(part.text, static_cast<size_t>(limit)));
    part.text.shrink_to_fit();
    AddDiagnostic(Severity::kError, "S060", part.locator,
                  "a text of " + std::to_string(whole) +
                      " bytes is too long for one report: only the first " +
                      std::to_string(part.text.size()) +
                      " were read; if it is one report, raise the limit text.bytes",
                  source);
    std::erase_if(source->statements, [&](const Statement& statement) {
      return statement.part == i && statement.end > part.text.size();
    });
  }
}

}  // namespace pathex
