#include "extractor/record/candidates.h"

#include <algorithm>
#include <tuple>

#include "extractor/base/is_among.h"
#include "extractor/record/reports.h"

namespace pathex {
namespace {

bool Has(uint8_t mask, int bit) { return (mask >> bit & 1) != 0; }

const Value* FindSlot(const Mention& mention, std::string_view name) {
  for (const Slot& slot : mention.slots) {
    if (SameName(slot.name, name)) return &slot.value;
  }
  return nullptr;
}

const Value* Turned(const MentionSpec& spec, std::string_view slot, const Value& value) {
  for (const Negation& negation : spec.negated) {
    if (negation.slot == slot && negation.from == value) return &negation.to;
  }
  return nullptr;
}

bool CanTurn(const MentionSpec& spec, const Mention& mention) {
  return std::any_of(mention.slots.begin(), mention.slots.end(), [&](const Slot& slot) {
    return Turned(spec, slot.name, slot.value) != nullptr;
  });
}

}  // namespace

bool Stronger(const Standing& a, const Standing& b) {
  return std::make_tuple(a.earlier, a.rank, a.foreign, a.past, a.hedged, a.minor, -a.weight) <
         std::make_tuple(b.earlier, b.rank, b.foreign, b.past, b.hedged, b.minor, -b.weight);
}

SectionRanks::SectionRanks(const Assembly& assembly, const Record& record)
    : assembly_(assembly), record_(record) {
  for (const PartAnalysis& part : record.parts) {
    for (const Section& section : part.outline.sections) {
      if (section.id != assembly.alone_section) alone_ = false;
    }
  }
}

std::string_view SectionRanks::SectionOf(const Mention& mention) const {
  std::string_view id;
  if (mention.part < record_.parts.size()) {
    const auto& sections = record_.parts[mention.part].outline.sections;
    if (mention.section < sections.size()) id = sections[mention.section].id;
  }
  return alone_ && id == assembly_.alone_section ? std::string_view(assembly_.alone_as) : id;
}

int SectionRanks::RankOf(const Mention& mention, uint16_t table) const {
  if (table >= assembly_.rank_tables.size()) return 0;
  const RankTable& ranks = assembly_.rank_tables[table];
  const auto it = ranks.ranks.find(SectionOf(mention));
  return it == ranks.ranks.end() ? ranks.lowest : it->second;
}

std::string_view SpecimenOf(const Record& record, const Mention& mention) {
  if (mention.part >= record.parts.size()) return {};
  const Outline& outline = record.parts[mention.part].outline;
  if (mention.unit >= outline.units.size()) return {};
  const int specimen = outline.units[mention.unit].specimen;
  if (specimen < 0 || specimen >= static_cast<int>(outline.specimens.size())) return {};
  return outline.specimens[specimen].label;
}

CandidatePool::CandidatePool(const Assembly& assembly, const Record& record,
                             const SectionRanks& ranks)
    : assembly_(assembly), record_(record) {
  all_.reserve(record.findings.size());
  const EarlierReports earlier(assembly, record);
  for (uint32_t i = 0; i < record.findings.size(); ++i) Add(i, ranks);
  for (Candidate& candidate : all_)
    candidate.standing.earlier = earlier.Holds(MentionOf(candidate));
  SortBySpec();
}

// By counting: few candidates, fewer types.
void CandidatePool::SortBySpec() {
  begin_.assign(assembly_.mentions.size() + 1, 0);
  for (const Candidate& candidate : all_) ++begin_[candidate.spec + 1];
  for (size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  std::vector<uint32_t> next(begin_.begin(), begin_.end() - 1);
  std::vector<Candidate> sorted(all_.size());
  for (const Candidate& candidate : all_) sorted[next[candidate.spec]++] = candidate;
  all_ = std::move(sorted);
}

// Mostly that of the mention before.
int CandidatePool::RankOf(const Mention& mention, uint16_t table, const SectionRanks& ranks) {
  KnownRank& known = ranks_[table % ranks_.size()];
  if (known.part != mention.part || known.section != mention.section || known.table != table) {
    known = {mention.part, mention.section, table, ranks.RankOf(mention, table)};
  }
  return known.rank;
}

// Each rule has a text of its own that names the type: which type it was the last time is mostly
// right.
const MentionSpec* CandidatePool::SpecOf(std::string_view type) {
  thread_local std::array<uint16_t, 512> guesses = {};
  uint16_t& guess = guesses[reinterpret_cast<uintptr_t>(type.data()) / 32 % guesses.size()];
  if (guess < assembly_.mentions.size() && SameName(assembly_.mentions[guess].type, type)) {
    return &assembly_.mentions[guess];
  }
  const MentionSpec* spec = assembly_.Find(type);
  if (spec != nullptr) guess = static_cast<uint16_t>(spec - assembly_.mentions.data());
  return spec;
}

void CandidatePool::Add(uint32_t index, const SectionRanks& ranks) {
  const Finding& finding = record_.findings[index];
  const Mention& mention = finding.mention;
  const Context& context = finding.context;
  if (finding.lost_to >= 0) return;
  const MentionSpec* spec = SpecOf(mention.type);
  if (spec == nullptr) return;
  Candidate candidate;
  candidate.specimen = SpecimenOf(record_, mention);
  if (spec->list && FindSlot(mention, spec->key) == nullptr &&
      !(spec->key_from_specimen && !candidate.specimen.empty())) {
    spec = spec->without_key.empty() ? nullptr : assembly_.Find(spec->without_key);
    if (spec == nullptr) return;
  }
  const Accept& accept = spec->accept;
  if (!Has(accept.certainty, static_cast<int>(context.certainty)) ||
      !Has(accept.time, static_cast<int>(context.time)) ||
      !Has(accept.subject, static_cast<int>(context.subject))) {
    return;
  }
  if (context.polarity == Polarity::kNegated) candidate.negated = CanTurn(*spec, mention);
  if (!candidate.negated && !Has(accept.polarity, static_cast<int>(context.polarity))) return;
  candidate.finding = index;
  candidate.has_context_slots = !spec->context_slots.empty();
  candidate.spec = static_cast<uint16_t>(spec - assembly_.mentions.data());
  candidate.section = ranks.SectionOf(mention);
  candidate.standing.rank = RankOf(mention, spec->ranks, ranks);
  candidate.standing.hedged = context.certainty != Certainty::kCertain;
  candidate.standing.past = context.time != Time::kCurrent;
  candidate.standing.weight = mention.weight;
  all_.push_back(candidate);
}

std::span<Candidate> CandidatePool::Of(uint16_t spec) {
  return std::span<Candidate>(all_).subspan(begin_[spec], begin_[spec + 1] - begin_[spec]);
}

const Value* CandidatePool::Turn(const Candidate& candidate, const Slot& slot) const {
  const Value* turned = Turned(assembly_.mentions[candidate.spec], slot.name, slot.value);
  return turned != nullptr ? turned : &slot.value;
}

const Value* CandidatePool::FromContext(const Candidate& candidate, std::string_view slot) const {
  const Certainty certainty = record_.findings[candidate.finding].context.certainty;
  for (const ContextSlot& from_context : assembly_.mentions[candidate.spec].context_slots) {
    if (from_context.slot == slot && from_context.certainty == certainty) {
      return &from_context.value;
    }
  }
  return nullptr;
}

Place CandidatePool::PlaceOf(const Candidate& candidate, const Bundle& bundle) const {
  const Mention& mention = MentionOf(candidate);
  const PartAnalysis& part = record_.parts[mention.part];
  Place place;
  place.specimen = candidate.specimen;
  place.section = static_cast<uint32_t>(mention.part) << 16 | mention.section;
  place.unit = mention.unit;
  place.rule = mention.rule;
  place.added = IsAmong(bundle.adding, candidate.section);
  if (mention.unit >= part.outline.units.size()) return place;
  const uint32_t begin = part.outline.units[mention.unit].span.begin;
  const std::string_view before =
      std::string_view(part.text.folded).substr(begin, mention.span.begin - begin + 1);
  place.aside = before.size() <= 2 && before.starts_with('(');
  return place;
}

}  // namespace pathex
