// Source: size categories of AJCC 8 for trunk, extremity and retroperitoneum (T1 to 5 cm, T2 to
// 10 cm, T3 to 15 cm, T4 above); high risk and the factors follow the project's own definition in
// schemas/README.md, "derived". Nothing of this becomes part of the report.
#include "extractor/record/derive_risk.h"

#include "extractor/record/derive.h"

namespace pathex {
namespace {

constexpr int64_t kOne = 1000;  // numbers are thousandths
constexpr int64_t kCentimetre = 10 * kOne;
constexpr int64_t kOld = 60 * kOne;

enum class Known { kNo, kYes, kUnknown };

// A bound ("> 4 cm") tells a category only when all it allows lie there.
Known LargerThan(const Node* size, int64_t limit) {
  int64_t greatest = 0;
  if (!NumberAt(size, {"greatest_mm"}, &greatest)) return Known::kUnknown;
  const std::string_view relation = TextAt(size, {"relation"});
  if (relation == "<") return greatest <= limit ? Known::kNo : Known::kUnknown;
  if (relation == ">" && greatest < limit) return Known::kUnknown;
  if (relation == ">") return Known::kYes;
  return greatest > limit ? Known::kYes : Known::kNo;
}

void DeriveSize(const Node& tumor, Node* derived) {
  const Node* size = tumor.Find("size");
  constexpr std::pair<int64_t, const char*> kCategories[] = {
      {5, "le_5_cm"}, {10, "gt_5_to_10_cm"}, {15, "gt_10_to_15_cm"}};
  Evidence evidence;
  AddEvidenceOf(Follow(size, {"greatest_mm"}), &evidence);
  for (const auto& [limit, name] : kCategories) {
    const Known larger = LargerThan(size, limit * kCentimetre);
    if (larger == Known::kUnknown) return;
    if (larger == Known::kNo) return SetText("size_category", name, evidence, derived);
  }
  SetText("size_category", "gt_15_cm", evidence, derived);
}

Known DeepOf(const Node& tumor) {
  const std::string_view level = TextAt(&tumor, {"depth", "level"});
  if (level.empty()) return Known::kUnknown;
  return level == "deep" ? Known::kYes : Known::kNo;
}

Known HigherGrade(const Node& tumor) {
  int64_t value = 0;
  if (TextAt(&tumor, {"grade", "system"}) != "fnclcc") return Known::kUnknown;
  if (!NumberAt(&tumor, {"grade", "value"}, &value)) return Known::kUnknown;
  return value >= 2 * kOne ? Known::kYes : Known::kNo;
}

void DeriveHighRisk(const Node& tumor, Node* derived) {
  const struct {
    Known known;
    const Node* from;
  } conditions[] = {
      {HigherGrade(tumor), Follow(&tumor, {"grade", "value"})},
      {DeepOf(tumor), Follow(&tumor, {"depth", "level"})},
      {LargerThan(tumor.Find("size"), 5 * kCentimetre), Follow(&tumor, {"size", "greatest_mm"})}};
  Evidence yes, no;
  bool all = true;
  for (const auto& condition : conditions) {
    all &= condition.known == Known::kYes;
    if (condition.known == Known::kYes) AddEvidenceOf(condition.from, &yes);
    if (condition.known == Known::kNo) AddEvidenceOf(condition.from, &no);
  }
  if (all) return SetBool("high_risk", true, yes, derived);
  if (!no.empty()) SetBool("high_risk", false, no, derived);
}

void SetFactor(std::string_view key, Known known, const Node* from, Node* factors) {
  if (known == Known::kUnknown) return;
  Evidence evidence;
  AddEvidenceOf(from, &evidence);
  SetBool(key, known == Known::kYes, evidence, factors);
}

Known Presence(const Node* status) {
  if (status == nullptr) return Known::kUnknown;
  if (status->text == "present") return Known::kYes;
  return status->text == "absent" ? Known::kNo : Known::kUnknown;
}

void DeriveFactors(const Node& report, const Node& tumor, Node* factors) {
  const Node* age = Follow(&report, {"patient", "age_years"});
  if (age != nullptr) {
    SetFactor("age_60_or_more", age->thousandths >= kOld ? Known::kYes : Known::kNo, age, factors);
  }
  const Node* necrosis = Follow(&tumor, {"necrosis", "status"});
  SetFactor("necrosis", Presence(necrosis), necrosis, factors);
  const Node* invasion = Follow(&tumor, {"lymphovascular_invasion", "status"});
  SetFactor("vascular_invasion", Presence(invasion), invasion, factors);
  const Node* ploidy = tumor.Find("ploidy");
  if (ploidy != nullptr) {
    SetFactor("aneuploid", ploidy->text == "aneuploid" ? Known::kYes : Known::kNo, ploidy, factors);
  }
  SetFactor("deep", DeepOf(tumor), Follow(&tumor, {"depth", "level"}), factors);
  SetFactor("size_gt_5_cm", LargerThan(tumor.Find("size"), 5 * kCentimetre),
            Follow(&tumor, {"size", "greatest_mm"}), factors);
  const Node* rate = tumor.Find("mitotic_rate");
  if (TextAt(rate, {"per"}) != "10_hpf") return;
  const Node* count =
      rate->Find("count") != nullptr ? rate->Find("count") : rate->Find("count_high");
  if (count == nullptr) return;
  Evidence evidence;
  AddEvidenceOf(count, &evidence);
  SetNumber("mitoses_per_10_hpf", count->thousandths, evidence, factors);
}

}  // namespace

void DeriveRisk(const Node& report, const Node& tumor, Node* derived) {
  DeriveSize(tumor, derived);
  DeriveHighRisk(tumor, derived);
  Node factors;
  DeriveFactors(report, tumor, &factors);
  if (!factors.members.empty()) derived->Member("prognostic_factors") = std::move(factors);
}

}  // namespace pathex
