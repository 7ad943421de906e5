// Assembly: the table that says where mentions go in the report and which of several wins
// (schemas/assembly.json). It is the only place where mention types meet keys of the report.
//
// Immutable after loading, shared by all threads. The keys of a Record's nodes view its strings, so
// an Assembly outlives the records made with it and is never copied.
#ifndef PATHEX_EXTRACTOR_RECORD_ASSEMBLY_H_
#define PATHEX_EXTRACTOR_RECORD_ASSEMBLY_H_

#include <climits>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/base/byte_words.h"
#include "extractor/base/context.h"
#include "extractor/base/files.h"
#include "extractor/base/json.h"
#include "extractor/base/result.h"
#include "extractor/base/value.h"

namespace pathex {

// How one of several mentions is chosen; schemas/README.md describes each. Before a policy looks,
// candidates are ordered: rank of section, the entity's own specimen, certain before probable, then
// weight of the rule; those equal in all of these are "the same rank".
enum class Policy : uint8_t {
  kAgree,         // all of any rank must agree
  kByRank,        // the highest rank wins; all at that rank must agree
  kFirst,         // the highest rank, there the first in the text
  kLargest,       // the highest rank, there the largest number
  kSmallest,      // the highest rank, there the smallest number
  kMostSevere,    // the highest rank, there the first in `order`
  kMostSpecific,  // the highest rank, refined by more specific ones of any rank (`is_a`)
  kCollect,       // every distinct value, in order of the text
  kSum,           // the highest rank: numbers of several places added up (policy_sum.h)
};

// What happens when candidates of the same rank disagree.
enum class OnConflict : uint8_t {
  kAbsent,  // no value, a diagnostic, a reason for review
  kKeep,    // the policy's choice stands, with diagnostic and reason for review
  kQuiet,   // the policy's choice stands; several are nothing odd
};

// A slot of the mention and the key it becomes (usually the same word).
struct SlotTarget {
  std::string slot;
  std::string key;
  uint16_t number = 0;  // of the slot: index into MentionSpec::slots
  int place = INT_MAX;  // of the key (Assembly::PlaceOf)
};

// Sets of slots of a spec: a bit each, the last one for all from number 63 on.
constexpr uint64_t SlotBit(size_t number) { return uint64_t{1} << (number < 63 ? number : 63); }

// Slots that are chosen together, from one mention: the one whose lead slots win.
struct Bundle {
  std::vector<SlotTarget> slots;
  std::vector<uint16_t> lead;  // indices into slots; a mention without any of them is no candidate
  std::vector<uint16_t> fill;  // may come from other mentions that agree in the lead slots
  uint64_t slot_bits = 0, lead_bits = 0;  // SlotBit of `slots` and of those that lead
  Policy policy = Policy::kByRank;
  OnConflict on_conflict = OnConflict::kAbsent;
  std::vector<std::string> order;  // kMostSevere: worst first
  std::string is_a;                // kMostSpecific: name of the table
  // Values of the lead slot that may hold together in some organs, and what they are then
  // (sides.h).
  std::vector<std::string> both, both_of;
  Value both_is;
  // kMostSpecific: a value with this slot ("C22.0") is refined by one of another organ only where
  // both are of one rank, but for the organs of `loose`.
  std::string firm;
  std::vector<std::string> loose;
  std::vector<std::string> adding;  // kSum: sections whose counts add to those of others
};

// Contexts whose mentions may become values; one bit for each enumerator.
struct Accept {
  uint8_t polarity = 1 << static_cast<int>(Polarity::kAffirmed);
  uint8_t certainty =
      (1 << static_cast<int>(Certainty::kCertain)) | (1 << static_cast<int>(Certainty::kProbable));
  uint8_t time = 1 << static_cast<int>(Time::kCurrent);
  uint8_t subject = 1 << static_cast<int>(Subject::kPatient);
};

// What a slot's value becomes when the mention is negated ("no X": present -> absent).
struct Negation {
  std::string slot;
  Value from, to;
};

// A slot that the context gives ("consistent with": certainty probable).
struct ContextSlot {
  std::string slot;
  Certainty certainty = Certainty::kProbable;
  Value value;
};

// Which way one mention type takes into the report. Keys with a leading "_" are read by derive_*
// and taken out of the report again.
struct MentionSpec {
  std::string type;
  std::string into;                // as written: "/things/*/size"
  bool per_entity = false;         // `into` begins with the entities' array and "*"
  std::vector<std::string> path;   // keys below the entity or the root
  bool list = false;               // `path` ends in an array of objects
  std::string key;                 // list: slot that tells the objects apart
  bool key_from_specimen = false;  // a missing key slot is the label of the specimen around it
  bool shared = false;             // of all things of a place, but in a checklist (stretches.h)
  // Never of a minor entity: what stands in the specimen of one is the first entity's.
  bool major = false;
  bool own = false;           // what stands in another specimen than the entity's gives nothing
  bool weight_first = false;  // the weight of the rule counts before the entity's own specimen
  bool independent = false;   // a mention that lost one bundle may still give others
  std::string without_key;    // list: a mention without the key counts as this type
  std::vector<uint16_t> yields_numbers_to;  // other specs whose numbers are theirs alone
  std::vector<uint16_t> from;               // other specs whose mentions may carry these slots too
  uint16_t ranks = 0;                       // index into Assembly::rank_tables
  Accept accept;
  std::vector<Negation> negated;
  std::vector<ContextSlot> context_slots;
  std::vector<Bundle> bundles;
  std::vector<std::string> slots;  // that the bundles and `key` name, each once
  uint16_t key_number = 0;         // of `key`
  int key_place = INT_MAX;         // of `key` (Assembly::PlaceOf)
  std::vector<int> path_places;    // of the keys of `path` (Assembly::PlaceOf)
  // Values of slots that are not keys of the report: a list, or the path of a key that has them.
  std::map<std::string, std::vector<std::string>> values;
  std::map<std::string, std::string> values_like;

  // Index into `slots`, or their number.
  uint16_t NumberOf(std::string_view slot) const {
    uint16_t number = 0;
    while (number < slots.size() && !SameName(slots[number], slot)) ++number;
    return number;
  }
};

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return HashName(text); }
};
template <typename T>
using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

// value -> everything it is a special case of (transitive).
using IsATable = StringMap<StringMap<char>>;

// The objects of which a report may have several and to which most mentions belong.
struct EntitySpec {
  std::string into;       // key of the array in the report
  std::string opened_by;  // mention type
  std::string slot;       // its slot that tells entities apart
  std::string is_a;       // table it is compared with
  std::string specimens;  // key that lists the labels of the specimens
  StringMap<char> minor;  // values that never lead when another one is there
  std::vector<std::pair<std::string, std::string>> not_when;  // slot = value: opens none
  std::vector<std::string> sections;                          // only mentions there open entities
  StringMap<std::string> minor_as;  // section -> the section whose rank its minor values have
  // Openers with one of these slots open an entity beside others, where their specimen has a
  // mention of a type of `secondary_with` and none of `secondary_not_with`.
  std::vector<std::pair<std::string, std::string>> secondary_when;
  std::vector<std::string> secondary_with, secondary_not_with;
  std::vector<std::string> apart;  // types: specimens that differ in all of them hold two entities
  // Keys of an entity that describe it (stretches.h): those a checklist asks for before its name,
  // and those behind it.
  std::vector<std::string> described_before, described_behind;
  std::string organ_type, organ_slot;  // mention that tells where it is: "C67.9"; C67 is the organ
  std::string organ_name;              // its slot that holds the words for it
  std::string named_by;  // mention type that says by the organ which one a sentence is about
};

// Several reports in one text: what an earlier one of a lesser kind says counts less.
struct ReportsSpec {
  std::string heading;                       // section id that begins a report
  std::vector<std::string> closing;          // sections that a report has once: "diagnosis"
  std::vector<std::string> opening;          // sections that may begin the next one: "specimen"
  std::string kind;                          // mention type and slot that tell the kind
  std::vector<std::string> lesser, greater;  // its values
};

// A key that an object cannot have: taken out of the objects at `at` ("/things/*/place") in which
// one of `when` holds (key = value, or what the value begins with) and one of `beside`, if any, is
// there.
struct AbsentRule {
  std::string at;
  std::string key;
  std::vector<std::pair<std::string, std::string>> when;
  std::vector<std::string> beside;
};

// A rank for each section id; smaller is higher.
struct RankTable {
  StringMap<int> ranks;
  int lowest = 0;  // of a section that the table does not name
};

// Fields a report of a kind should have, for triage.
struct KeyFields {
  std::string pointer;              // "/kind"
  std::string value;                // "complete"
  std::string reason;               // from the list in `order`
  std::vector<std::string> fields;  // pointers; "*" = every entity
};

struct TriageSpec {
  std::vector<std::string> order;          // reasons, most doubtful first
  std::vector<std::string> weak_sections;  // sections that rarely hold the final word
  // Mention types that say by themselves that something was seen but not understood, unless another
  // mention gave a value for the same key: type, reason.
  std::vector<std::pair<std::string, std::string>> unread;
  // Where reliability was measured: reasons that alone ask for no review, and the probability of an
  // error (thousandths) above which a record does.
  std::vector<std::string> soft;
  int64_t error_probability_above = 0;
  std::vector<std::string> watched;    // patterns of pointers that hedging and weakness concern
  std::vector<std::string> outranked;  // patterns of pointers whose lower-ranking rivals count
  std::vector<KeyFields> key_fields;
  std::vector<std::pair<std::string, std::string>>
      conflict_reasons;  // pattern, reason of a conflict
};

struct Assembly {
  Assembly() = default;
  Assembly(Assembly&&) = default;
  Assembly& operator=(Assembly&&) = default;

  std::vector<RankTable> rank_tables;  // [0] is the default
  std::string alone_section;           // ranks as alone_as when it is the only section there is
  std::string alone_as;
  EntitySpec entity;
  ReportsSpec reports;
  std::vector<AbsentRule> absent;
  std::vector<MentionSpec> mentions;  // in the order of the file
  StringMap<uint16_t> by_type;        // type -> index into mentions
  StringMap<IsATable> is_a;
  StringMap<int> key_order;  // key -> its place among the members of an object
  TriageSpec triage;
  Json schema;         // report.schema.json, for SlotVocabulary
  std::string sha256;  // over names and bytes of the schema files

  const MentionSpec* Find(std::string_view type) const;  // nullptr when unknown
  // The place of a key among the members of an object; keys without one come last, by name.
  int PlaceOf(std::string_view key) const {
    const auto it = key_order.find(key);
    return it == key_order.end() ? INT_MAX : it->second;
  }
  // Whether `special` equals `general` or is a special case of it in a table ("" or unknown:
  // equal).
  bool IsA(std::string_view table, std::string_view special, std::string_view general) const;
};

// Reads assembly.json, report.schema.json and record.schema.json of a folder. The Error (L000)
// holds all faults of assembly.json, one a line, each L020 with its place.
Result<Assembly> LoadAssembly(const std::string& folder, const FileReader& files);

// assembly.json alone (schema and sha256 stay empty), for tests.
Result<Assembly> ParseAssembly(const JsonDocument& document);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_ASSEMBLY_H_
