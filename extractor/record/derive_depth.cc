// Source: CAP soft tissue protocol, tumour extent (superficial: dermal, subcutaneous/suprafascial;
// deep: fascial, subfascial, intramuscular, mediastinal, intra-abdominal, retroperitoneal); IDEA4RC
// (superficial is wholly above the investing fascia without invasion of it); COSD (tumour through
// the fascia counts as deep). schemas/README.md, "depth".
#include "extractor/record/derive_depth.h"

#include <algorithm>
#include <string>

#include "extractor/record/derive.h"
#include "extractor/record/report_notes.h"

namespace pathex {
namespace {

constexpr std::string_view kSuperficial[] = {"dermal", "epidermal", "cutaneous", "subcutaneous",
                                             "suprafascial"};
constexpr std::string_view kDeep[] = {
    "fascial",         "subfascial",      "intramuscular", "intermuscular", "retroperitoneal",
    "intra_abdominal", "intrathoracic",   "mediastinal",   "pelvic",        "bone",
    "periosteal",      "intra_articular", "visceral",      "intravascular"};

// What lies in organs, not in soft tissue: their depth is the stage's, not the fascia's.
constexpr std::string_view kElsewhere[] = {
    "carcinoma", "glioma", "lymphoma", "leukemia", "melanoma", "mesothelioma", "germ_cell_tumor"};

bool LiesElsewhere(const Assembly& assembly, const Node& tumor) {
  const std::string_view type = TextAt(&tumor, {"histology", "type"});
  if (type.empty() || assembly.IsA("histology", type, "sarcoma")) return false;
  return std::any_of(std::begin(kElsewhere), std::end(kElsewhere),
                     [&](std::string_view kind) { return assembly.IsA("histology", type, kind); });
}

bool Contains(const auto& list, std::string_view value) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

}  // namespace

void DeriveDepth(const Assembly& assembly, const Record& record, size_t index, Node* tumor) {
  if (LiesElsewhere(assembly, *tumor)) {
    std::erase_if(tumor->members, [](const auto& member) { return member.first == "depth"; });
    return;
  }
  const Node* layers = Follow(tumor, {"depth", "layers"});
  if (layers == nullptr || layers->items.empty()) return;
  if (Follow(tumor, {"depth", "level"}) != nullptr) return;
  if (IsDisputed(record, "/tumors/" + std::to_string(index) + "/depth/level")) return;
  Evidence deep, superficial;
  bool all_superficial = true;
  for (const Node& layer : layers->items) {
    if (Contains(kDeep, layer.text)) AddEvidenceOf(&layer, &deep);
    all_superficial &= Contains(kSuperficial, layer.text);
    AddEvidenceOf(&layer, &superficial);
  }
  Node& depth = tumor->Member("depth");
  if (!deep.empty()) {
    SetText("level", "deep", deep, &depth);
  } else if (all_superficial) {
    SetText("level", "superficial", superficial, &depth);
  }
}

}  // namespace pathex
