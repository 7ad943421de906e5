#include "extractor/record/derive_all.h"

#include <cstddef>
#include <utility>

#include "extractor/record/derive_depth.h"
#include "extractor/record/derive_grade.h"
#include "extractor/record/derive_margins.h"
#include "extractor/record/derive_risk.h"

namespace pathex {

void DeriveAll(const Assembly& assembly, const SectionRanks& ranks, Record* record) {
  Node* entities = nullptr;
  for (auto& [key, member] : record->report.members) {
    if (key == assembly.entity.into) entities = &member;
  }
  if (entities == nullptr) return;
  for (size_t i = 0; i < entities->items.size(); ++i) {
    DeriveDepth(assembly, *record, i, &entities->items[i]);
    DeriveMargins(ranks, i, &entities->items[i], record);
  }
  Node list;
  list.kind = Node::Kind::kArray;
  bool any = false;
  for (size_t i = 0; i < entities->items.size(); ++i) {
    Node& derived = list.items.emplace_back();
    DeriveGrade(entities->items[i], i, &derived, record);
    DeriveRisk(record->report, entities->items[i], &derived);
    any |= !derived.members.empty();
  }
  if (any) record->derived.Member(assembly.entity.into) = std::move(list);
}

}  // namespace pathex
