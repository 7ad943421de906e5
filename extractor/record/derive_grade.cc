// Source: FNCLCC grading (Trojani, Coindre): differentiation 1-3 + mitoses 1-3 + necrosis 0-2; sum
// 2-3 is grade 1, 4-5 grade 2, 6-8 grade 3. Not valid after neoadjuvant therapy and not for all
// types, so a grade that is not stated is never put into the report. schemas/README.md, "grade".
#include "extractor/record/derive_grade.h"

#include <string>

#include "extractor/record/derive.h"
#include "extractor/record/report_notes.h"

namespace pathex {
namespace {

constexpr int64_t kOne = 1000;  // numbers are thousandths

int64_t GradeOf(int64_t total) {
  if (total < 2 * kOne || total > 8 * kOne) return 0;
  if (total <= 3 * kOne) return 1 * kOne;
  return total <= 5 * kOne ? 2 * kOne : 3 * kOne;
}

void NoteMismatch(size_t index, const char* key, const char* message, const Evidence& evidence,
                  Record* record) {
  const std::string pointer = "/tumors/" + std::to_string(index) + "/grade/" + key;
  record->diagnostics.push_back(
      {Severity::kWarning, "D012", pointer, message, MentionIds(evidence)});
  NoteReason("fnclcc_sum_mismatch", pointer, evidence, record);
}

}  // namespace

void DeriveGrade(const Node& tumor, size_t index, Node* derived, Record* record) {
  const Node* grade = tumor.Find("grade");
  if (grade == nullptr) return;
  int64_t differentiation = 0, mitoses = 0, necrosis = 0, total = 0, value = 0;
  const bool complete = NumberAt(grade, {"differentiation"}, &differentiation) &&
                        NumberAt(grade, {"mitoses"}, &mitoses) &&
                        NumberAt(grade, {"necrosis"}, &necrosis);
  // Other systems have scores too: without the name only the full set of components tells FNCLCC.
  const std::string_view system = TextAt(grade, {"system"});
  if (system != "fnclcc" && !(complete && (system.empty() || system == "unspecified"))) return;
  Evidence parts;
  AddEvidenceOf(grade->Find("differentiation"), &parts);
  AddEvidenceOf(grade->Find("mitoses"), &parts);
  AddEvidenceOf(grade->Find("necrosis"), &parts);
  const int64_t sum = differentiation + mitoses + necrosis;
  const bool stated_total = NumberAt(grade, {"total"}, &total);
  if (complete) {
    Node& check = derived->Member("fnclcc");
    SetNumber("total", sum, parts, &check);
    if (GradeOf(sum) > 0) SetNumber("grade", GradeOf(sum), parts, &check);
  }
  Evidence all = parts;
  AddEvidenceOf(grade->Find("total"), &all);
  if (complete && stated_total && sum != total) {
    NoteMismatch(index, "total", "the components do not add up to the stated total", all, record);
  }
  if (!complete && !stated_total) return;
  if (!NumberAt(grade, {"value"}, &value)) return;
  AddEvidenceOf(grade->Find("value"), &all);
  if (GradeOf(stated_total ? total : sum) != value) {
    NoteMismatch(index, "value", "the stated grade is not the one that its score gives", all,
                 record);
  }
}

}  // namespace pathex
