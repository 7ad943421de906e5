// Facts: the comparable values of a report. A fact is (field, key, value); see
// schemas/evaluation.json.
//
//   {"colour": {"value": 2}, "stains": [{"name": "A", "result": "positive"}]}
//     -> colour[""] = 2, stain["a"] = "positive"
//
// Pure functions, thread-safe; JSON of any shape is accepted, odd parts give no fact.
#ifndef PATHEX_EXTRACTOR_EVALUATE_FACTS_H_
#define PATHEX_EXTRACTOR_EVALUATE_FACTS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/evaluate/spec.h"

namespace pathex {

// A value made comparable: text in lower case without outer blanks, numbers to three decimals.
struct FactValue {
  enum class Kind { kText, kNumber, kBool };
  Kind kind = Kind::kText;
  std::string text;
  double number = 0;  // kBool: 1 or 0

  std::string ToString() const;  // "positive", "12.5", "true"
  Json ToJson() const;
};

struct Fact {
  FactValue value;
  std::string pointer;  // where it stands in the report
};

using FactsOfField = std::map<std::string, Fact>;   // by key
using Facts = std::map<std::string, FactsOfField>;  // by field

FactValue Normalise(const Json& value);

Facts FindFacts(const Json& report, const EvaluationSpec& spec);

// Equal for this field: numbers within its tolerance, everything else exactly.
bool SameValue(const FactValue& a, const FactValue& b, double tolerance);

// Whether a fact is left out because the gold flags it. A flag covers its pointer and all below it.
// Members of a list are flagged by the gold's indices, so a member that only the prediction has is
// left out only where the whole list (or what holds it) is flagged, or, for a scalar, its own
// pointer. `gold` and `predicted`: the fact's pointer on that side, nullptr when it is not there;
// not both.
bool IsFlagged(const std::vector<std::string>& flags, const std::string* gold,
               const std::string* predicted, const EvaluationSpec& spec);

// The value at a JSON Pointer, or nullptr. "" and "/" are the value itself.
const Json* ValueAt(const Json& root, std::string_view pointer);

// The parts of a pointer, not unescaped: "/a/0/b" -> a, 0, b.
std::vector<std::string_view> PointerParts(std::string_view pointer);
bool IsIndex(std::string_view part);

// "/a/0/b/3" -> "/a/*/b/*".
std::string PointerPattern(std::string_view pointer);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_FACTS_H_
