#include "extractor/record/reports.h"

#include <algorithm>
#include <string_view>

#include "extractor/base/is_among.h"

namespace pathex {
namespace {

// Indices of the sections that begin a report; the first is 0.
std::vector<size_t> Beginnings(const ReportsSpec& spec, const std::vector<Section>& sections) {
  std::vector<size_t> begins = {0};
  for (size_t s = 1; s < sections.size(); ++s) {
    if (sections[s].id == spec.heading) begins.push_back(s);
  }
  if (begins.size() > 1) return begins;
  size_t last = sections.size();  // the last diagnosis: behind it no report begins
  while (last > 0 && !IsAmong(spec.closing, sections[last - 1].id)) --last;
  std::string_view opening;  // with what the first report began
  bool closed = false;
  for (size_t s = 0; s + 1 < last; ++s) {
    const std::string_view id = sections[s].id;
    closed = closed || IsAmong(spec.closing, id);
    if (opening.empty() && closed) return begins;
    if (opening.empty() && IsAmong(spec.opening, id)) opening = id;
    if (!closed || id != opening) continue;
    begins.push_back(s);
    closed = false;
  }
  return begins;
}

enum class Kind { kNone, kLesser, kGreater };

class KindFinder {
 public:
  KindFinder(const Assembly& assembly, const Record& record)
      : spec_(assembly.reports), record_(record) {}

  // Of the reports of a part that begin at these sections, in one pass.
  std::vector<Kind> Of(uint16_t part, const std::vector<size_t>& begins) const {
    std::vector<Kind> kinds(begins.size(), Kind::kNone);
    for (const Finding& finding : record_.findings) {
      const Mention& mention = finding.mention;
      if (mention.type != spec_.kind || mention.part != part || finding.lost_to >= 0) continue;
      if (finding.context.time != Time::kCurrent) continue;
      const auto next = std::upper_bound(begins.begin(), begins.end(), mention.section);
      Kind& kind = kinds[static_cast<size_t>(next - begins.begin()) - 1];
      kind = std::max(kind, Said(mention));
    }
    return kinds;
  }

 private:
  Kind Said(const Mention& mention) const {
    for (const Slot& slot : mention.slots) {
      if (slot.name != spec_.kind) continue;
      if (IsAmong(spec_.greater, slot.value.text)) return Kind::kGreater;
      if (IsAmong(spec_.lesser, slot.value.text)) return Kind::kLesser;
    }
    return Kind::kNone;
  }

  const ReportsSpec& spec_;
  const Record& record_;
};

}  // namespace

EarlierReports::EarlierReports(const Assembly& assembly, const Record& record) {
  if (assembly.reports.kind.empty()) return;
  const KindFinder finder(assembly, record);
  for (uint16_t p = 0; p < record.parts.size(); ++p) {
    const std::vector<Section>& sections = record.parts[p].outline.sections;
    const std::vector<size_t> begins = Beginnings(assembly.reports, sections);
    if (begins.size() < 2) continue;
    const std::vector<Kind> kinds = finder.Of(p, begins);
    if (std::find(kinds.begin(), kinds.end(), Kind::kGreater) == kinds.end()) continue;
    if (std::find(kinds.begin(), kinds.end(), Kind::kLesser) == kinds.end()) continue;
    earlier_.resize(record.parts.size());
    earlier_[p].assign(sections.size(), false);
    for (size_t r = 0; r < begins.size(); ++r) {
      const size_t end = r + 1 < begins.size() ? begins[r + 1] : sections.size();
      for (size_t s = begins[r]; s < end && kinds[r] == Kind::kLesser; ++s) earlier_[p][s] = true;
    }
  }
}

bool EarlierReports::Holds(const Mention& mention) const {
  return mention.part < earlier_.size() && mention.section < earlier_[mention.part].size() &&
         earlier_[mention.part][mention.section];
}

}  // namespace pathex
