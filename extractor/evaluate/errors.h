// Every miss with what the record knows of it: the rule and the cue that spoke, or that none did.
//
//   case-7  stain [a]: wrong, gold "negative", extracted "positive"
//       en/stain.result, section microscopy: "A is positive"
//
// The output quotes the report; it is what the user asked for and goes nowhere else.
#ifndef PATHEX_EXTRACTOR_EVALUATE_ERRORS_H_
#define PATHEX_EXTRACTOR_EVALUATE_ERRORS_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/evaluate/score.h"
#include "extractor/evaluate/support.h"

namespace pathex {

enum class MissKind { kMissed, kWrong, kSuperfluous };
std::string_view MissKindName(MissKind kind);  // "missed", "wrong", "superfluous"

// A reading: one mention that supports the extracted value, or that read the gold value in vain.
struct MentionRead {
  std::string rule, section, text;
  std::vector<std::string> cues;
  std::string excerpt;   // the mention in its line, marked «so»; empty without the report's text
  std::string not_used;  // why the reading did not count, see WhyNotUsed; empty when it did
};

struct Miss {
  std::string document, field, key;
  MissKind kind = MissKind::kMissed;
  std::string gold, extracted;        // as text; "" when not there
  std::vector<MentionRead> readings;  // of the extracted value
  std::vector<MentionRead> in_vain;   // of the gold value
};

// The bytes of a document's report, or "" when they are not at hand.
using ReportText = std::function<std::string(const DocumentScore& document)>;

// The misses of one field ("" = all), fields with most misses first, then in the order of
// documents. `text` may be empty.
std::vector<Miss> FindMisses(const Evaluation& evaluation, const EvaluationSpec& spec,
                             std::string_view field, const ReportText& text);

// Counts by class (field, kind, first rule), largest first, then each miss.
std::string PrintMisses(const std::vector<Miss>& misses);

Json MissesToJson(const std::vector<Miss>& misses);

// The line around bytes [begin, end) of a text, the range marked with « and »; at most `width`
// bytes on either side, never splitting a code point; "" when the range is not in the text.
std::string Excerpt(std::string_view text, size_t begin, size_t end, size_t width);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_ERRORS_H_
