#include "extractor/match/stated.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include "extractor/match/judge.h"

namespace pathex {
namespace {

// The first folded byte that came from original byte `at` or a later one.
uint32_t FoldedAt(const Text& text, uint32_t at) {
  uint32_t low = 0, high = static_cast<uint32_t>(text.folded.size());
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    text.map.Begin(middle) < at ? low = middle + 1 : high = middle;
  }
  return low;
}

FoldedSpan SpanOf(const Text& text, const Statement& statement) {
  FoldedSpan span{FoldedAt(text, statement.begin), FoldedAt(text, statement.end)};
  const auto blank = [&](uint32_t at) { return text.folded[at] == ' ' || text.folded[at] == '\n'; };
  while (span.begin < span.end && blank(span.begin)) ++span.begin;
  while (span.end > span.begin && blank(span.end - 1)) --span.end;
  return span;
}

// The unit in which `at` stands, or the nearest one before it.
uint32_t UnitAt(const Outline& outline, uint32_t at) {
  const auto after =
      std::upper_bound(outline.units.begin(), outline.units.end(), at,
                       [](uint32_t place, const Unit& unit) { return place < unit.span.begin; });
  return after == outline.units.begin() ? 0
                                        : static_cast<uint32_t>(after - outline.units.begin() - 1);
}

uint16_t SectionAt(const Outline& outline, uint32_t at) {
  uint16_t section = 0;
  while (section + 1u < outline.sections.size() && outline.sections[section + 1].body.begin <= at) {
    ++section;
  }
  return section;
}

// Whether `read` takes a value from the words of `stated` that is not the one stated.
bool Contradicts(const Mention& read, const Mention& stated) {
  if (read.type != stated.type) return false;
  for (const Slot& slot : read.slots) {
    for (const Slot& right : stated.slots) {
      if (slot.name == right.name && !(slot.value == right.value) &&
          slot.span.Overlaps(stated.span)) {
        return true;
      }
    }
  }
  return false;
}

// Puts findings [first, end) in order of position again; `lost_to` follows.
void Reorder(size_t first, std::vector<Finding>* findings) {
  std::vector<uint32_t> order(findings->size() - first);
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const FoldedSpan x = (*findings)[first + a].mention.span;
    const FoldedSpan y = (*findings)[first + b].mention.span;
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
  });
  std::vector<int32_t> place(order.size());
  std::vector<Finding> sorted;
  sorted.reserve(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<int32_t>(first + i);
    sorted.push_back(std::move((*findings)[first + order[i]]));
  }
  for (Finding& finding : sorted) {
    if (finding.lost_to >= 0) finding.lost_to = place[finding.lost_to - first];
  }
  std::move(sorted.begin(), sorted.end(), findings->begin() + static_cast<ptrdiff_t>(first));
}

}  // namespace

void AddStated(const Source& source, uint16_t part, const Text& text, const Outline& outline,
               const Lexicon& lexicon, size_t first, std::vector<Finding>* findings) {
  const size_t read = findings->size();
  for (const Statement& statement : source.statements) {
    if (statement.part != part) continue;
    Finding finding;
    Mention& mention = finding.mention;
    mention.span = SpanOf(text, statement);
    if (mention.span.size() == 0) continue;
    mention.type = statement.mention;
    mention.rule = statement.rule;
    mention.part = part;
    mention.stated = true;
    mention.unit = UnitAt(outline, mention.span.begin);
    mention.section = SectionAt(outline, mention.span.begin);
    for (const auto& [name, value] : statement.slots) {
      mention.slots.push_back({name, value, mention.span});
    }
    finding.context = SectionContext(outline.sections[mention.section].id, mention.type, lexicon);
    findings->push_back(std::move(finding));
  }
  if (findings->size() == read) return;
  for (size_t i = first; i < read; ++i) {
    for (size_t s = read; s < findings->size() && (*findings)[i].lost_to < 0; ++s) {
      if (Contradicts((*findings)[i].mention, (*findings)[s].mention)) {
        (*findings)[i].lost_to = static_cast<int32_t>(s);
      }
    }
  }
  Reorder(first, findings);
}

void WeighStated(const std::vector<const Outline*>& outlines, std::vector<Finding>* findings) {
  std::map<std::pair<std::string_view, std::string_view>, int> weights;  // by type and section
  const auto key = [&](const Mention& mention) {
    const Outline& outline = *outlines[mention.part];
    return std::make_pair(mention.type, outline.sections[mention.section].id);
  };
  for (const Finding& finding : *findings) {
    if (finding.lost_to >= 0 || finding.mention.stated) continue;
    int& weight = weights[key(finding.mention)];
    weight = std::max(weight, finding.mention.weight);
  }
  for (Finding& finding : *findings) {
    if (!finding.mention.stated) continue;
    const auto weight = weights.find(key(finding.mention));
    if (weight != weights.end()) finding.mention.weight = weight->second;
  }
}

}  // namespace pathex
