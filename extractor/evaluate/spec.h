// EvaluationSpec: which values of a report are compared, and how (schemas/evaluation.json).
//
//   Result<EvaluationSpec> spec = LoadEvaluationSpec("schemas/evaluation.json", RealFiles());
//
// The engine knows no field: everything clinical is in that file. Immutable after loading.
#ifndef PATHEX_EXTRACTOR_EVALUATE_SPEC_H_
#define PATHEX_EXTRACTOR_EVALUATE_SPEC_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/json.h"
#include "extractor/base/result.h"

namespace pathex {

// One value at one place.
struct ScalarField {
  std::string field;
  std::string pointer;
  std::string drop_prefix;  // ignored at the start of a text value, once
  bool any_word_order = false;
};

// Members of a list, told apart by the value of their `key`; without a key the members are plain
// values and the fact is that they are there.
struct ListField {
  std::string field;
  std::string pointer;  // may hold one "*": every entity, the earlier first
  std::string key;
  bool key_required = false;
  std::vector<std::string> values;  // the first of these that a member has
};

struct EvaluationSpec {
  std::string entities;  // name of the top-level list of entities
  std::vector<ScalarField> scalars;
  std::vector<ListField> lists;
  std::vector<std::string> fields;  // all field names, in the order of printing
  std::vector<std::pair<std::string, double>> tolerances;
  std::vector<std::string> key_fields;
  std::vector<std::string> confusion;  // fields that get a confusion matrix
  std::string review_needed;           // pointers into a record
  std::string review_rank;
  std::string review_reasons;
  std::string reliability_by;  // value that tells kinds of reports apart; "" = none

  bool IsKeyField(std::string_view field) const;
  // How far two numbers of this field may lie apart and still be equal; 1e-6 unless stated.
  double Tolerance(std::string_view field) const;
};

// Error D010 for a file of another shape (a field without name or pointer, an unknown field name).
Result<EvaluationSpec> ParseEvaluationSpec(const std::string& name, std::string text);
Result<EvaluationSpec> LoadEvaluationSpec(const std::string& path, const FileReader& files);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_SPEC_H_
