#include "extractor/record/yield_numbers.h"

#include <algorithm>
#include <vector>

#include "extractor/base/byte_words.h"

namespace pathex {
namespace {

bool ShareANumber(const Mention& a, const Mention& b) {
  for (const Slot& one : a.slots) {
    if (one.value.kind != Value::Kind::kNumber) continue;
    for (const Slot& other : b.slots) {
      if (other.value.kind == Value::Kind::kNumber && one.span.begin < other.span.end &&
          other.span.begin < one.span.end) {
        return true;
      }
    }
  }
  return false;
}

// A mention that others yield to.
struct Owner {
  int32_t finding;    // its index
  uint32_t farthest;  // where it and all before it in its part have ended
};

std::vector<Owner> FindOwners(const Assembly& assembly, const MentionSpec& spec,
                              const std::vector<Finding>& findings) {
  std::vector<Owner> owners;
  for (size_t i = 0; i < findings.size(); ++i) {
    const Mention& mention = findings[i].mention;
    const bool owns = std::any_of(
        spec.yields_numbers_to.begin(), spec.yields_numbers_to.end(),
        [&](uint16_t type) { return SameName(mention.type, assembly.mentions[type].type); });
    if (!owns) continue;
    const bool first =
        owners.empty() || findings[owners.back().finding].mention.part != mention.part;
    const uint32_t before = first ? 0 : owners.back().farthest;
    owners.push_back({static_cast<int32_t>(i), std::max(before, mention.span.end)});
  }
  return owners;
}

// The nearest one before the end of `mention` that has a number of it, or -1.
int32_t OwnerOf(const Mention& mention, const std::vector<Owner>& owners,
                const std::vector<Finding>& findings) {
  auto it = std::partition_point(owners.begin(), owners.end(), [&](const Owner& owner) {
    const Mention& other = findings[owner.finding].mention;
    return other.part != mention.part ? other.part < mention.part
                                      : other.span.begin < mention.span.end;
  });
  while (it != owners.begin()) {
    --it;
    const Mention& other = findings[it->finding].mention;
    if (other.part != mention.part || it->farthest <= mention.span.begin) break;
    if (ShareANumber(mention, other)) return it->finding;
  }
  return -1;
}

}  // namespace

void YieldNumbers(const Assembly& assembly, Record* record) {
  std::vector<Finding>& findings = record->findings;
  for (const MentionSpec& spec : assembly.mentions) {
    if (spec.yields_numbers_to.empty()) continue;
    const std::vector<Owner> owners = FindOwners(assembly, spec, findings);
    if (owners.empty()) continue;
    for (Finding& finding : findings) {
      if (finding.lost_to >= 0 || !SameName(finding.mention.type, spec.type)) continue;
      const int32_t owner = OwnerOf(finding.mention, owners, findings);
      if (owner < 0) continue;
      const int32_t displaced_by = findings[owner].lost_to;
      finding.lost_to = displaced_by < 0 ? owner : displaced_by;
    }
  }
}

}  // namespace pathex
