// Candidates: the findings that may become values, with what decides between them.
#ifndef PATHEX_EXTRACTOR_RECORD_CANDIDATES_H_
#define PATHEX_EXTRACTOR_RECORD_CANDIDATES_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extractor/base/byte_words.h"
#include "extractor/record/assembly.h"
#include "extractor/record/record.h"

namespace pathex {

// How much a mention counts, before any policy looks. Smaller is stronger; equal in all = same
// rank.
struct Standing {
  bool earlier = false;  // stands in an earlier report of a lesser kind (reports.h)
  int rank = 0;          // of its section
  bool foreign = false;  // stands in a specimen of which its entity is not made
  bool hedged = false;   // "probable"
  bool past = false;     // not current (only where the type accepts that)
  bool minor = false;    // see EntitySpec::minor
  int weight = 0;        // of its rule; larger is stronger

  bool operator==(const Standing&) const = default;
};
bool Stronger(const Standing& a, const Standing& b);

struct Candidate {
  uint32_t finding = 0;
  uint16_t spec = 0;               // index into Assembly::mentions
  uint16_t entity = 0;             // index of its entity; 0 for what belongs to none
  bool negated = false;            // accepted because `negated` turns its value round
  bool has_context_slots = false;  // its type has slots that the context gives
  Standing standing;
  std::string_view section;   // id after Assembly::alone_as
  std::string_view specimen;  // label; empty = none
};

// Where a statement stands; only kSum looks at it.
struct Place {
  std::string_view specimen;  // label, "" = none
  uint32_t section = 0;       // which section of the outline
  uint32_t unit = 0;          // which unit of the outline
  std::string_view rule;      // that reads it
  bool aside = false;         // it is a bracket at the begin of its unit: "(3/12)"
  bool added = false;         // in a section that adds to others (Bundle::adding)
};

// The rank of sections in a record, with the rule for a document without headings applied.
class SectionRanks {
 public:
  SectionRanks(const Assembly& assembly, const Record& record);
  std::string_view SectionOf(const Mention& mention) const;
  int RankOf(const Mention& mention, uint16_t table = 0) const;

 private:
  const Assembly& assembly_;
  const Record& record_;
  bool alone_ = true;
};

// Label of the specimen around a mention, "" when there is none.
std::string_view SpecimenOf(const Record& record, const Mention& mention);

// All candidates, ordered by spec, then by position.
class CandidatePool {
 public:
  CandidatePool(const Assembly& assembly, const Record& record, const SectionRanks& ranks);

  std::span<Candidate> Of(uint16_t spec);
  std::vector<Candidate>& all() { return all_; }

  // The candidate's value for a slot (negation and context applied); nullptr when it has none.
  const Value* Get(const Candidate& candidate, std::string_view slot) const {
    for (const Slot& own : MentionOf(candidate).slots) {
      if (!SameName(own.name, slot)) continue;
      return candidate.negated ? Turn(candidate, own) : &own.value;
    }
    return candidate.has_context_slots ? FromContext(candidate, slot) : nullptr;
  }
  // Calls visit(name, value) for what Get gives; of two of one name only the first counts.
  template <typename Visit>
  void ForEachValue(const Candidate& candidate, const Visit& visit) const {
    for (const Slot& own : MentionOf(candidate).slots) {
      visit(own.name, candidate.negated ? *Turn(candidate, own) : own.value);
    }
    if (!candidate.has_context_slots) return;
    const Certainty certainty = record_.findings[candidate.finding].context.certainty;
    for (const ContextSlot& slot : assembly_.mentions[candidate.spec].context_slots) {
      if (slot.certainty == certainty) visit(slot.slot, slot.value);
    }
  }
  const Mention& MentionOf(const Candidate& candidate) const {
    return record_.findings[candidate.finding].mention;
  }
  // Of a candidate for a bundle.
  Place PlaceOf(const Candidate& candidate, const Bundle& bundle) const;

 private:
  void Add(uint32_t finding, const SectionRanks& ranks);
  void SortBySpec();
  const MentionSpec* SpecOf(std::string_view type);
  const Value* Turn(const Candidate& candidate, const Slot& slot) const;
  const Value* FromContext(const Candidate& candidate, std::string_view slot) const;
  int RankOf(const Mention& mention, uint16_t table, const SectionRanks& ranks);

  // The rank that was looked up last of a table.
  struct KnownRank {
    int part = -1, section = -1, table = -1, rank = 0;
  };

  const Assembly& assembly_;
  const Record& record_;
  std::vector<Candidate> all_;
  std::vector<uint32_t> begin_;  // by spec, into all_; one more at the end
  std::array<KnownRank, 4> ranks_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_CANDIDATES_H_
