// Support: the mentions behind a value of a record, and what the record says about them.
//
// Works on the record's JSON ("evidence": pointer -> mention ids, "mentions": [...]); anything that
// is not there reads as "". Pure functions; a SupportIndex views its record and may be shared.
#ifndef PATHEX_EXTRACTOR_EVALUATE_SUPPORT_H_
#define PATHEX_EXTRACTOR_EVALUATE_SUPPORT_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/evaluate/facts.h"
#include "extractor/evaluate/score.h"

namespace pathex {

class SupportIndex {
 public:
  // `record` outlives the index; nullptr is an empty record.
  explicit SupportIndex(const Json* record);

  // Mentions that support the value at a pointer into the report, in the order of the evidence;
  // when the value itself has none, those of the nearest value around it that has.
  std::vector<const Json*> Of(std::string_view pointer) const;

  const Json* Mention(std::string_view id) const;  // nullptr when unknown
  const std::vector<const Json*>& mentions() const { return ordered_; }

 private:
  const Json* evidence_ = nullptr;
  std::vector<const Json*> ordered_;
  std::map<std::string, const Json*, std::less<>> by_id_;
};

// Members of a mention.
std::string MentionText(const Json& mention, std::string_view member);  // "rule", "section", …
std::string MentionContext(const Json& mention,
                           std::string_view member);        // "polarity", "certainty", …
std::vector<std::string> MentionCues(const Json& mention);  // ids
// The value of a slot, whether written bare or as {"value": …}; nullptr when there is none.
const Json* SlotValue(const Json& mention, std::string_view slot);

// Why a mention does not count: "negated (en/no_evidence)", "historical", "lost to m3 (en/rule)",
// several joined by ", "; empty when nothing speaks against it.
std::string WhyNotUsed(const Json& mention, const SupportIndex& index);

// Which types of mention support values of a pointer pattern, learned from the evidence of records.
class TypesOfPattern {
 public:
  void Learn(const Json& record);
  // True when nothing is known of the pattern.
  bool Fits(const std::string& pattern, std::string_view type) const;

 private:
  std::map<std::string, std::set<std::string, std::less<>>> types_;
};

// Mentions that read exactly a fact that the report lacks: of a type that can give it, with a slot
// of its name and value and, in a list, its key. In record order.
std::vector<const Json*> UnusedReadings(const Judgement& miss, const SupportIndex& index,
                                        const TypesOfPattern& types, const EvaluationSpec& spec);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_SUPPORT_H_
