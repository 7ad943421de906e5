// SlotValues: what the candidates in hand say, by candidate and number of the slot.
#ifndef PATHEX_EXTRACTOR_RECORD_SLOT_VALUES_H_
#define PATHEX_EXTRACTOR_RECORD_SLOT_VALUES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"

namespace pathex {

// Looks every slot up once, for all bundles of a spec. The buffers are reused.
class SlotValues {
 public:
  using Group = std::vector<const Candidate*>;

  // The values of the slots that the bundles of `spec` name, of a group's candidates (which may be
  // of another spec).
  void Read(const MentionSpec& spec, const CandidatePool& pool, const Group& group);

  // nullptr: the candidate does not say it.
  const Value* At(uint32_t member, uint16_t slot) const { return values_[member * slots_ + slot]; }
  // The slots that a candidate says, as a Bundle names them.
  uint64_t Told(uint32_t member) const { return told_[member]; }

 private:
  size_t slots_ = 0;
  std::vector<const Value*> values_;
  std::vector<uint64_t> told_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_SLOT_VALUES_H_
