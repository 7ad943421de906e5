#include "extractor/record/slot_values.h"

namespace pathex {

void SlotValues::Read(const MentionSpec& spec, const CandidatePool& pool, const Group& group) {
  slots_ = spec.slots.size();
  values_.assign(group.size() * slots_, nullptr);
  told_.assign(group.size(), 0);
  const Value** row = values_.data();
  for (size_t member = 0; member < group.size(); ++member, row += slots_) {
    pool.ForEachValue(*group[member], [&](std::string_view name, const Value& value) {
      const uint16_t slot = spec.NumberOf(name);
      if (slot == slots_ || row[slot] != nullptr) return;
      row[slot] = &value;
      told_[member] |= SlotBit(slot);
    });
  }
}

}  // namespace pathex
