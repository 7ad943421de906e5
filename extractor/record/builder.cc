#include "extractor/record/builder.h"

#include <algorithm>

#include "extractor/record/report_notes.h"

namespace pathex {
namespace {

void Write(const Value& value, Node* node) {
  node->items.clear();
  switch (value.kind) {
    case Value::Kind::kText:
      node->kind = Node::Kind::kText;
      node->text = value.text;
      break;
    case Value::Kind::kNumber:
      node->kind = Node::Kind::kNumber;
      node->thousandths = value.thousandths;
      break;
    case Value::Kind::kBool:
      node->kind = Node::Kind::kBool;
      node->flag = value.flag;
      break;
    case Value::Kind::kNumbers:
      node->kind = Node::Kind::kArray;
      for (const int64_t number : value.numbers) {
        Node& item = node->items.emplace_back();
        item.kind = Node::Kind::kNumber;
        item.thousandths = number;
      }
      break;
  }
}

// Whether `node` is what Write makes of the value.
bool SameContent(const Value& value, const Node& node) {
  switch (value.kind) {
    case Value::Kind::kText:
      return node.kind == Node::Kind::kText && node.text == value.text;
    case Value::Kind::kNumber:
      return node.kind == Node::Kind::kNumber && node.thousandths == value.thousandths;
    case Value::Kind::kBool:
      return node.kind == Node::Kind::kBool && node.flag == value.flag;
    case Value::Kind::kNumbers:
      return node.kind == Node::Kind::kArray &&
             std::equal(
                 value.numbers.begin(), value.numbers.end(), node.items.begin(), node.items.end(),
                 [](int64_t number, const Node& item) { return number == item.thousandths; });
  }
  return false;
}

void AddEvidence(uint32_t finding, std::vector<uint32_t>* evidence) {
  if (evidence->empty() || evidence->back() < finding) return evidence->push_back(finding);
  const auto it = std::lower_bound(evidence->begin(), evidence->end(), finding);
  if (it == evidence->end() || *it != finding) evidence->insert(it, finding);
}

// The object (or, for a list, the array) a path leads to; made when missing.
Node* Walk(Node* root, const std::vector<std::string>& path, bool list) {
  for (size_t i = 0; i < path.size(); ++i) {
    root = &root->Member(path[i]);
    root->kind = list && i + 1 == path.size() ? Node::Kind::kArray : Node::Kind::kObject;
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

Builder::Group Builder::CandidatesFor(uint16_t index, size_t entity) const {
  const MentionSpec& spec = assembly_.mentions[index];
  Group group;
  const auto add = [&](uint16_t from) {
    for (const Candidate& candidate : pool_.Of(from)) {
      if (spec.per_entity && candidate.entity != entity) continue;
      if (spec.own && candidate.standing.foreign) continue;
      if (from != index && displaced_[candidate.finding] >= 0) continue;
      group.push_back(&candidate);
    }
  };
  add(index);
  for (const uint16_t other : spec.from) add(other);
  if (!spec.from.empty()) {
    std::sort(group.begin(), group.end(),
              [](const Candidate* a, const Candidate* b) { return a->finding < b->finding; });
  }
  return group;
}

void Builder::BuildSpec(uint16_t index, size_t entity, Node* root) {
  const MentionSpec& spec = assembly_.mentions[index];
  const Group group = CandidatesFor(index, entity);
  if (group.empty()) return;
  Node* node = Walk(root, spec.path, spec.list);
  if (spec.list) return BuildList(spec, group, entity, node);
  Object object;
  object.spec = &spec;
  object.group = &group;
  object.node = node;
  object.entity = entity;
  BuildObject(&object);
}

const Value* Builder::KeyOf(const MentionSpec& spec, const Candidate& candidate) {
  if (const Value* value = pool_.Get(candidate, spec.key)) return value;
  Value& label = labels_[candidate.specimen];
  label.text = candidate.specimen;
  return &label;
}

void Builder::BuildList(const MentionSpec& spec, const Group& group, size_t entity, Node* list) {
  std::vector<const Value*> keys(group.size());
  for (size_t i = 0; i < group.size(); ++i) keys[i] = KeyOf(spec, *group[i]);
  std::vector<char> done(group.size(), 0);
  for (size_t i = 0; i < group.size(); ++i) {
    if (done[i]) continue;
    Group members;
    for (size_t j = i; j < group.size(); ++j) {
      if (done[j] || !(*keys[j] == *keys[i])) continue;
      done[j] = 1;
      members.push_back(group[j]);
    }
    Node node;
    Node& key = node.Member(spec.key);
    Write(*keys[i], &key);
    Object object;
    object.spec = &spec;
    object.group = &members;
    object.node = &node;
    object.entity = entity;
    object.index = static_cast<int64_t>(list->items.size());
    BuildObject(&object);
    if (node.members.size() == 1 && !object.conflict) continue;
    for (size_t m = 0; m < members.size(); ++m) {
      if (!object.used[m]) continue;
      AddEvidence(members[m]->finding, &node.Member(spec.key).evidence);
      supports_[members[m]->finding] = 1;
    }
    list->items.push_back(std::move(node));
  }
}

void Builder::BuildObject(Object* object) {
  object->lost.assign(object->group->size(), 0);
  object->used.assign(object->group->size(), 0);
  for (const Bundle& bundle : object->spec->bundles) {
    if (bundle.policy == Policy::kCollect) {
      Collect(bundle, object);
    } else {
      BuildBundle(bundle, object);
    }
  }
}

void Builder::BuildBundle(const Bundle& bundle, Object* object) {
  if (object->node->Find(bundle.slots[bundle.lead[0]].key) != nullptr) return;
  // Where a whole and its part contradict each other, neither stands alone.
  if (bundle.policy == Policy::kSum && object->conflict) return;
  entrants_.clear();
  for (size_t i = 0; i < object->group->size(); ++i) {
    if (object->lost[i] && !object->spec->independent) continue;
    const Candidate& candidate = *(*object->group)[i];
    std::array<const Value*, kMaxLead> lead{};
    bool leads = false;
    for (size_t n = 0; n < bundle.lead.size() && n < kMaxLead; ++n) {
      lead[n] = pool_.Get(candidate, bundle.slots[bundle.lead[n]].slot);
      leads |= lead[n] != nullptr;
    }
    if (!leads) continue;
    const Mention& mention = pool_.MentionOf(candidate);
    entrants_.push_back(
        {static_cast<uint32_t>(i),
         candidate.standing,
         {candidate.specimen, static_cast<uint32_t>(mention.part) << 16 | mention.section,
          mention.unit},
         lead});
  }
  if (entrants_.empty()) return;
  const Choice choice = Choose(assembly_, bundle, &entrants_);
  if (!choice.sums.empty()) {
    WriteSums(bundle, choice, object);
  } else if (choice.winner >= 0) {
    WriteWinner(bundle, choice, object);
  }
  Report(bundle, choice, object);
  Lose(choice, object);
}

void Builder::WriteSlot(const SlotTarget& target, uint32_t member,
                        const std::vector<uint32_t>& agreeing, Object* object) {
  const Group& group = *object->group;
  const Value* value = pool_.Get(*group[member], target.slot);
  if (value == nullptr || object->node->Find(target.key) != nullptr) return;
  Node& node = object->node->Append(target.key);
  Write(*value, &node);
  for (const uint32_t other : agreeing) {
    const Value* same = other == member ? value : pool_.Get(*group[other], target.slot);
    if (same == nullptr || (same != value && !(*same == *value))) continue;
    if (node.items.empty()) AddEvidence(group[other]->finding, &node.evidence);
    for (Node& item : node.items) AddEvidence(group[other]->finding, &item.evidence);
    object->used[other] = 1;
    supports_[group[other]->finding] = 1;
  }
}

void Builder::WriteWinner(const Bundle& bundle, const Choice& choice, Object* object) {
  const uint32_t winner = static_cast<uint32_t>(choice.winner);
  for (const SlotTarget& target : bundle.slots) {
    WriteSlot(target, winner, choice.agreeing, object);
  }
  if (bundle.fill.empty()) return;
  // A donor may add what is missing only if it contradicts nothing that is already there.
  for (const uint32_t donor : choice.agreeing) {
    const Candidate& candidate = *(*object->group)[donor];
    const bool fits =
        std::all_of(bundle.slots.begin(), bundle.slots.end(), [&](const SlotTarget& target) {
          const Value* value = pool_.Get(candidate, target.slot);
          const Node* there = object->node->Find(target.key);
          return value == nullptr || there == nullptr || SameContent(*value, *there);
        });
    if (!fits) {
      object->lost[donor] = 1;
      continue;
    }
    for (const uint16_t slot : bundle.fill) {
      WriteSlot(bundle.slots[slot], donor, choice.agreeing, object);
    }
  }
}

void Builder::WriteSums(const Bundle& bundle, const Choice& choice, Object* object) {
  for (size_t n = 0; n < bundle.lead.size() && n < choice.sums.size(); ++n) {
    if (choice.sums[n] < 0) continue;
    const SlotTarget& target = bundle.slots[bundle.lead[n]];
    Value sum;
    sum.kind = Value::Kind::kNumber;
    sum.thousandths = choice.sums[n];
    Node& node = object->node->Member(target.key);
    Write(sum, &node);
    for (const uint32_t part : choice.agreeing) {
      const Candidate& candidate = *(*object->group)[part];
      if (pool_.Get(candidate, target.slot) == nullptr) continue;
      AddEvidence(candidate.finding, &node.evidence);
      object->used[part] = 1;
      supports_[candidate.finding] = 1;
    }
  }
}

void Builder::Collect(const Bundle& bundle, Object* object) {
  for (size_t i = 0; i < object->group->size(); ++i) {
    if (object->lost[i] && !object->spec->independent) continue;
    const Candidate& candidate = *(*object->group)[i];
    for (const SlotTarget& target : bundle.slots) {
      const Value* value = pool_.Get(candidate, target.slot);
      if (value == nullptr) continue;
      Node& list = object->node->Member(target.key);
      list.kind = Node::Kind::kArray;
      auto it = std::find_if(list.items.begin(), list.items.end(),
                             [&](const Node& item) { return SameContent(*value, item); });
      if (it == list.items.end()) {
        it = list.items.emplace(list.items.end());
        Write(*value, &*it);
      }
      AddEvidence(candidate.finding, &it->evidence);
      object->used[i] = 1;
      supports_[candidate.finding] = 1;
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
    for (const uint32_t member : members) out->push_back((*object->group)[member]->finding);
  };
  std::vector<uint32_t> winner;
  if (choice.winner >= 0) findings({static_cast<uint32_t>(choice.winner)}, &winner);
  if (!choice.conflicting.empty()) {
    std::vector<uint32_t> all = winner;
    findings(choice.conflicting, &all);
    if (choice.winner < 0) {
      object->conflict = true;
      for (const uint32_t member : choice.conflicting) object->used[member] = 1;
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

void Builder::Lose(const Choice& choice, Object* object) {
  const auto lose = [&](const std::vector<uint32_t>& members) {
    for (const uint32_t member : members) {
      object->lost[member] = 1;
      if (choice.winner < 0) continue;
      int32_t& winner = displaced_[(*object->group)[member]->finding];
      if (winner < 0) {
        winner =
            static_cast<int32_t>((*object->group)[static_cast<size_t>(choice.winner)]->finding);
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
