#include "extractor/record/builder.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "extractor/base/is_among.h"
#include "extractor/record/organ.h"
#include "extractor/record/report_notes.h"
#include "extractor/record/sides.h"
#include "extractor/record/value_node.h"

namespace pathex {
namespace {

void AddEvidence(uint32_t finding, std::vector<uint32_t>* evidence) {
  if (evidence->empty() || evidence->back() < finding) return evidence->push_back(finding);
  const auto it = std::lower_bound(evidence->begin(), evidence->end(), finding);
  if (it == evidence->end() || *it != finding) evidence->insert(it, finding);
}

// The object (or, for a list, the array) a path leads to; made when missing.
Node* Walk(Node* root, const MentionSpec& spec) {
  for (size_t i = 0; i < spec.path.size(); ++i) {
    root = &root->Member(spec.path[i], spec.path_places[i]);
    const bool array = spec.list && i + 1 == spec.path.size();
    root->kind = array ? Node::Kind::kArray : Node::Kind::kObject;
  }
  return root;
}

}  // namespace

Builder::Builder(const Assembly& assembly, const std::vector<Entity>& entities, CandidatePool* pool,
                 Record* record)
    : assembly_(assembly),
      entities_(entities),
      pool_(*pool),
      record_(*record),
      supports_(record->findings.size(), 0),
      displaced_(record->findings.size(), -1) {}

void Builder::Run() {
  std::vector<Node> nodes(entities_.size());
  for (uint16_t i = 0; i < assembly_.mentions.size(); ++i) {
    if (!assembly_.mentions[i].per_entity) {
      BuildSpec(i, 0, &record_.report);
      continue;
    }
    for (size_t entity = 0; entity < nodes.size(); ++entity) BuildSpec(i, entity, &nodes[entity]);
  }
  FinishEntities(&nodes);
  SetLostTo();
}

void Builder::FindGroup(uint16_t index, size_t entity) {
  const MentionSpec& spec = assembly_.mentions[index];
  group_.clear();
  const auto add = [&](uint16_t from) {
    for (const Candidate& candidate : pool_.Of(from)) {
      if (spec.per_entity && candidate.entity != entity) continue;
      if (spec.own && candidate.standing.foreign) continue;
      if (from != index && displaced_[candidate.finding] >= 0) continue;
      group_.push_back(&candidate);
    }
  };
  add(index);
  if (spec.from.empty()) return;
  for (const uint16_t other : spec.from) add(other);
  std::sort(group_.begin(), group_.end(),
            [](const Candidate* a, const Candidate* b) { return a->finding < b->finding; });
}

void Builder::BuildSpec(uint16_t index, size_t entity, Node* root) {
  const MentionSpec& spec = assembly_.mentions[index];
  FindGroup(index, entity);
  if (group_.empty()) return;
  values_.Read(spec, pool_, group_);
  lost_.assign(group_.size(), 0);
  used_.assign(group_.size(), 0);
  Node* node = Walk(root, spec);
  if (spec.list) return BuildList(spec, entity, node);
  members_.resize(group_.size());
  std::iota(members_.begin(), members_.end(), 0);
  Object object{&spec, members_, node, entity};
  BuildObject(&object);
}

const Value* Builder::KeyOf(const MentionSpec& spec, uint32_t member) {
  if (const Value* value = values_.At(member, spec.key_number)) return value;
  const std::string_view specimen = group_[member]->specimen;
  Value& label = labels_[specimen];
  label.text = specimen;
  return &label;
}

void Builder::BuildList(const MentionSpec& spec, size_t entity, Node* list) {
  keys_.clear();
  for (uint32_t i = 0; i < group_.size(); ++i) keys_.push_back(KeyOf(spec, i));
  list->items.reserve(list->items.size() + group_.size());
  for (size_t i = 0; i < group_.size(); ++i) {
    const Value* const own = keys_[i];
    if (own == nullptr) continue;  // in an object already
    members_.clear();
    for (size_t j = i; j < group_.size(); ++j) {
      if (keys_[j] != own && (keys_[j] == nullptr || !(*keys_[j] == *own))) continue;
      keys_[j] = nullptr;
      members_.push_back(static_cast<uint32_t>(j));
    }
    const auto index = static_cast<int64_t>(list->items.size());
    Node& node = list->items.emplace_back();
    WriteValue(*own, &node.Append(spec.key, spec.key_place));
    Object object{&spec, members_, &node, entity, index};
    BuildObject(&object);
    if (node.members.size() == 1 && !object.conflict) {
      list->items.pop_back();
      continue;
    }
    for (const uint32_t member : members_) {
      if (used_[member]) Support(member, &node.Member(spec.key).evidence);
    }
  }
}

void Builder::BuildObject(Object* object) {
  uint64_t told = 0;
  for (const uint32_t member : object->members) told |= values_.Told(member);
  for (const Bundle& bundle : object->spec->bundles) {
    if (bundle.policy == Policy::kCollect) {
      if ((bundle.slot_bits & told) != 0) Collect(bundle, object);
    } else if ((bundle.lead_bits & told) != 0) {
      BuildBundle(bundle, object);
    }
  }
}

// The organ of a candidate whose value is firm, else "".
std::string_view Builder::FirmOrganOf(const Bundle& bundle, const Candidate& candidate) const {
  const Value* code = pool_.Get(candidate, bundle.firm);
  if (code == nullptr) return {};
  const std::string_view organ = OrganOf(code->text);
  return IsAmong(bundle.loose, organ) ? std::string_view() : organ;
}

// The members that may speak for the bundle.
void Builder::EnterAll(const Bundle& bundle, const Object& object) {
  entrants_.clear();
  for (const uint32_t member : object.members) {
    if (lost_[member] && !object.spec->independent) continue;
    if ((bundle.lead_bits & values_.Told(member)) == 0) continue;
    std::array<const Value*, kMaxLead> lead{};
    bool leads = false;
    for (size_t n = 0; n < bundle.lead.size() && n < kMaxLead; ++n) {
      lead[n] = values_.At(member, bundle.slots[bundle.lead[n]].number);
      leads |= lead[n] != nullptr;
    }
    if (!leads) continue;
    const Candidate& candidate = *group_[member];
    Entrant& entrant = entrants_.emplace_back();
    entrant.id = member;
    entrant.standing = candidate.standing;
    entrant.lead = lead;
    if (!bundle.firm.empty()) entrant.organ = FirmOrganOf(bundle, candidate);
    if (bundle.policy != Policy::kSum) continue;
    entrant.place = pool_.PlaceOf(candidate, bundle);
  }
}

void Builder::BuildBundle(const Bundle& bundle, Object* object) {
  if (object->node->Find(bundle.slots[bundle.lead[0]].key) != nullptr) return;
  // Where a whole and its part contradict each other, neither stands alone.
  if (bundle.policy == Policy::kSum && object->conflict) return;
  EnterAll(bundle, *object);
  if (entrants_.empty()) return;
  if (entrants_.size() == 1 && bundle.policy != Policy::kSum) {
    const uint32_t only = entrants_[0].id;
    const bool all_new = WriteWinner(bundle, only, {&only, 1}, object);
    if (!all_new) Fill(bundle, {&only, 1}, object);
    return;
  }
  const Choice choice = Choose(assembly_, bundle, &entrants_);
  if (choice.winner < 0 && WriteSides(bundle, choice, object)) return;
  if (!choice.sums.empty()) {
    WriteSums(bundle, choice, object);
  } else if (choice.winner >= 0) {
    WriteWinner(bundle, static_cast<uint32_t>(choice.winner), choice.agreeing, object);
    Fill(bundle, choice.agreeing, object);
  }
  Report(bundle, choice, object);
  Lose(choice);
}

// Notes a member of the group as evidence of a leaf.
void Builder::Support(uint32_t member, std::vector<uint32_t>* evidence) {
  const uint32_t finding = group_[member]->finding;
  AddEvidence(finding, evidence);
  used_[member] = 1;
  supports_[finding] = 1;
}

// Whether what the member says stands there now: false when the key was there before.
bool Builder::WriteSlot(const SlotTarget& target, uint32_t member, Members agreeing,
                        Object* object) {
  const Value* value = values_.At(member, target.number);
  if (value == nullptr) return true;
  if (object->node->Find(target.key) != nullptr) return false;
  Node& node = object->node->Append(target.key, target.place);
  WriteValue(*value, &node);
  for (const uint32_t other : agreeing) {
    const Value* same = other == member ? value : values_.At(other, target.number);
    if (same == nullptr || (same != value && !(*same == *value))) continue;
    if (node.items.empty()) Support(other, &node.evidence);
    for (Node& item : node.items) Support(other, &item.evidence);
  }
  return true;
}

// Whether all that the winner says stands there now.
bool Builder::WriteWinner(const Bundle& bundle, uint32_t winner, Members agreeing, Object* object) {
  bool all = true;
  for (const SlotTarget& target : bundle.slots) {
    all = WriteSlot(target, winner, agreeing, object) && all;
  }
  return all;
}

// A donor may add what is missing only if it contradicts nothing that is already there.
void Builder::Fill(const Bundle& bundle, Members agreeing, Object* object) {
  if (bundle.fill.empty()) return;
  for (const uint32_t donor : agreeing) {
    const bool fits =
        std::all_of(bundle.slots.begin(), bundle.slots.end(), [&](const SlotTarget& target) {
          const Value* value = values_.At(donor, target.number);
          const Node* there = value == nullptr ? nullptr : object->node->Find(target.key);
          return there == nullptr || SameContent(*value, *there);
        });
    if (!fits) {
      lost_[donor] = 1;
      continue;
    }
    for (const uint16_t slot : bundle.fill) {
      WriteSlot(bundle.slots[slot], donor, agreeing, object);
    }
  }
}

// Where sides of an organ disagree that the entity may fill on both: what they are together.
bool Builder::WriteSides(const Bundle& bundle, const Choice& choice, Object* object) {
  const Node* organ = object->node->Find(assembly_.entity.organ_slot);
  if (organ == nullptr ||
      std::none_of(bundle.both_of.begin(), bundle.both_of.end(),
                   [&](const std::string& code) { return organ->text.starts_with(code); })) {
    return false;
  }
  std::vector<uint32_t> members = choice.conflicting;
  std::sort(members.begin(), members.end());
  Group sides;
  for (const uint32_t member : members) sides.push_back(group_[member]);
  const SlotTarget& target = bundle.slots[bundle.lead[0]];
  const std::vector<uint32_t> held =
      SidesWithEntity(assembly_, record_, organ->text, sides, target.slot, &pool_);
  const auto holds = [&](const std::string& side) {
    return std::any_of(held.begin(), held.end(), [&](uint32_t member) {
      return values_.At(members[member], target.number)->text == side;
    });
  };
  if (!std::all_of(bundle.both.begin(), bundle.both.end(), holds)) return false;
  Node& node = object->node->Append(target.key, target.place);
  WriteValue(bundle.both_is, &node);
  for (const uint32_t side : held) Support(members[side], &node.evidence);
  return true;
}

void Builder::WriteSums(const Bundle& bundle, const Choice& choice, Object* object) {
  for (size_t n = 0; n < bundle.lead.size() && n < choice.sums.size(); ++n) {
    if (choice.sums[n] < 0) continue;
    const SlotTarget& target = bundle.slots[bundle.lead[n]];
    Value sum;
    sum.kind = Value::Kind::kNumber;
    sum.thousandths = choice.sums[n];
    Node& node = object->node->Member(target.key, target.place);
    WriteValue(sum, &node);
    for (const uint32_t part : choice.agreeing) {
      if (values_.At(part, target.number) != nullptr) Support(part, &node.evidence);
    }
  }
}

void Builder::Collect(const Bundle& bundle, Object* object) {
  for (const uint32_t member : object->members) {
    if (lost_[member] && !object->spec->independent) continue;
    if ((bundle.slot_bits & values_.Told(member)) == 0) continue;
    for (const SlotTarget& target : bundle.slots) {
      const Value* value = values_.At(member, target.number);
      if (value == nullptr) continue;
      Node& list = object->node->Member(target.key, target.place);
      list.kind = Node::Kind::kArray;
      auto it = std::find_if(list.items.begin(), list.items.end(),
                             [&](const Node& item) { return SameContent(*value, item); });
      if (it == list.items.end()) {
        it = list.items.emplace(list.items.end());
        WriteValue(*value, &*it);
      }
      Support(member, &it->evidence);
    }
  }
}

void Builder::Report(const Bundle& bundle, const Choice& choice, Object* object) {
  if (bundle.on_conflict == OnConflict::kQuiet ||
      (choice.conflicting.empty() && choice.superseded.empty())) {
    return;
  }
  const std::string& key = bundle.slots[bundle.lead[0]].key;
  const std::string pointer =
      PointerOf(assembly_, *object->spec, object->entity, object->index, key);
  const auto findings = [&](const std::vector<uint32_t>& members, std::vector<uint32_t>* out) {
    for (const uint32_t member : members) out->push_back(group_[member]->finding);
  };
  std::vector<uint32_t> winner;
  if (choice.winner >= 0) findings({static_cast<uint32_t>(choice.winner)}, &winner);
  if (!choice.conflicting.empty()) {
    std::vector<uint32_t> all = winner;
    findings(choice.conflicting, &all);
    if (choice.winner < 0) {
      object->conflict = true;
      for (const uint32_t member : choice.conflicting) used_[member] = 1;
    }
    NoteConflict(assembly_, *object->spec, key, pointer, choice.winner >= 0, std::move(all),
                 &record_);
  }
  if (!choice.superseded.empty()) {
    std::vector<uint32_t> all = winner;
    findings(choice.superseded, &all);
    NoteSuperseded(pointer, all, &record_);
  }
}

void Builder::Lose(const Choice& choice) {
  const auto lose = [&](const std::vector<uint32_t>& members) {
    for (const uint32_t member : members) {
      lost_[member] = 1;
      if (choice.winner < 0) continue;
      int32_t& winner = displaced_[group_[member]->finding];
      if (winner < 0) {
        winner = static_cast<int32_t>(group_[static_cast<size_t>(choice.winner)]->finding);
      }
    }
  };
  lose(choice.superseded);
  lose(choice.broader);
  lose(choice.conflicting);
}

void Builder::FinishEntities(std::vector<Node>* nodes) {
  Node list;
  list.kind = Node::Kind::kArray;
  list.items.reserve(nodes->size());
  for (size_t i = 0; i < nodes->size(); ++i) {
    Node& node = (*nodes)[i];
    if (!entities_[i].specimens.empty()) {
      Node& specimens = node.Member(assembly_.entity.specimens);
      specimens.kind = Node::Kind::kArray;
      for (const std::string_view label : entities_[i].specimens) {
        Node& item = specimens.items.emplace_back();
        item.kind = Node::Kind::kText;
        item.text = label;
        for (const uint32_t finding : entities_[i].opened_by) {
          if (SpecimenOf(record_, record_.findings[finding].mention) == label) {
            item.evidence.push_back(finding);
          }
        }
      }
    }
    list.items.push_back(std::move(node));
  }
  record_.report.Member(assembly_.entity.into) = std::move(list);
}

void Builder::SetLostTo() {
  for (size_t i = 0; i < displaced_.size(); ++i) {
    if (displaced_[i] >= 0 && !supports_[i]) record_.findings[i].lost_to = displaced_[i];
  }
}

}  // namespace pathex
