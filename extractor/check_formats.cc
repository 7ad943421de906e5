// Do the tables of the formats state what the schemas know?
#include <algorithm>
#include <string>

#include "extractor/check.h"
#include "extractor/record/vocabulary.h"
#include "extractor/record/write.h"

namespace pathex {
namespace {

std::string Print(const Value& value) {
  if (value.kind == Value::Kind::kText) return value.text;
  std::string out;
  WriteValue(value, &out);
  return out;
}

class FormatCheck {
 public:
  FormatCheck(const Assembly& assembly, std::vector<Diagnostic>* faults)
      : vocabulary_(assembly), faults_(faults) {}

  void Rule(const StatementRule& rule) {
    if (!vocabulary_.HasType(rule.mention)) {
      return Fault(rule, "\"" + rule.mention + "\" is no mention of schemas/assembly.json");
    }
    if (!rule.slot.empty() && HasSlot(rule, rule.slot)) {
      for (const auto& [answer, value] : rule.values) CheckValue(rule, rule.slot, value);
    }
    if (!rule.relation.empty()) HasSlot(rule, rule.relation);
    for (const auto& [slot, value] : rule.constants) {
      if (HasSlot(rule, slot)) CheckValue(rule, slot, value);
    }
  }

 private:
  bool HasSlot(const StatementRule& rule, const std::string& slot) {
    if (vocabulary_.HasSlot(rule.mention, slot)) return true;
    Fault(rule, "\"" + slot + "\" is no slot of the mention " + rule.mention);
    return false;
  }

  void CheckValue(const StatementRule& rule, const std::string& slot, const Value& value) {
    const std::vector<std::string>* known = vocabulary_.Values(rule.mention, slot);
    const std::string text = Print(value);
    if (known == nullptr || std::find(known->begin(), known->end(), text) != known->end()) return;
    Fault(rule, "\"" + text + "\" is no value of " + rule.mention + "." + slot +
                    " in schemas/report.schema.json");
  }

  void Fault(const StatementRule& rule, std::string message) {
    Diagnostic fault;
    fault.severity = Severity::kError;
    fault.code = "L014";
    fault.where = "schemas/formats/" + rule.id;
    fault.message = std::move(message);
    faults_->push_back(std::move(fault));
  }

  SlotVocabulary vocabulary_;
  std::vector<Diagnostic>* faults_;
};

}  // namespace

std::vector<Diagnostic> CheckFormats(const FormatTables& tables, const Assembly& assembly) {
  std::vector<Diagnostic> faults;
  FormatCheck check(assembly, &faults);
  for (const StatementRule* rule : tables.AllStatements()) check.Rule(*rule);
  return faults;
}

}  // namespace pathex
