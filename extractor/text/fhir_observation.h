// Coded results of FHIR (Observation) as lines "label: value" with their Statements.
#ifndef PATHEX_EXTRACTOR_TEXT_FHIR_OBSERVATION_H_
#define PATHEX_EXTRACTOR_TEXT_FHIR_OBSERVATION_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/text/fhir_tree.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/source.h"

namespace pathex {

// Writes observations into parts of `source`. A part goes on as long as places in the file ascend,
// so that no evidence ever spans backwards; an observation under a section code (LOINC "gross
// description") with text is a part of its own.
class FhirObservations {
 public:
  // `outer`: tree text -> file, nullptr = the identity.
  FhirObservations(const FhirTree& tree, const FormatTables& tables, const OffsetMap* outer,
                   Source* source);

  // The observation with its components and, through hasMember, its members; each one once.
  void Add(int32_t observation);
  // Ends the open part; call after the last one.
  void Flush();

 private:
  void AddValue(int32_t owner, int32_t value);
  bool AddNarrative(int32_t owner, int32_t value);
  void AppendAnswer(int32_t value, TextBuilder* out, CodedAnswer* answer) const;
  void AddStatement(int32_t owner, const CodedAnswer& answer, uint32_t begin);
  int32_t LabelOf(int32_t owner) const;

  const FhirTree& tree_;
  const FormatTables& tables_;
  const OffsetMap* outer_;
  Source* source_;
  TextBuilder builder_;
  std::string locator_;  // of the first observation of the open part
  size_t last_place_ = 0;
  std::vector<Statement> statements_;
  std::set<int32_t> seen_;
};

// The value[x] of an Observation or component; -1 when there is none.
int32_t FhirValueOf(const FhirTree& tree, int32_t owner);

// code.coding[i].code … -> section id by the LOINC table; "" when unknown.
std::string FhirSectionOf(const FhirTree& tree, const FormatTables& tables, int32_t concept_node,
                          std::string_view table);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_FHIR_OBSERVATION_H_
