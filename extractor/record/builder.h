// Builder: writes the chosen values of all mention types into the report.
#ifndef PATHEX_EXTRACTOR_RECORD_BUILDER_H_
#define PATHEX_EXTRACTOR_RECORD_BUILDER_H_

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"
#include "extractor/record/entities.h"
#include "extractor/record/policy.h"
#include "extractor/record/record.h"
#include "extractor/record/slot_values.h"

namespace pathex {

class Builder {
 public:
  // All outlive the builder. `record->report` must be empty.
  Builder(const Assembly& assembly, const std::vector<Entity>& entities, CandidatePool* pool,
          Record* record);

  // Fills the report (keys with a leading "_" included), lost_to, D010, D011 and the reasons for
  // review that conflicts give.
  void Run();

 private:
  using Group = SlotValues::Group;
  using Members = std::span<const uint32_t>;  // numbers in the group in hand

  // One object of the report under construction.
  struct Object {
    const MentionSpec* spec = nullptr;
    Members members;
    Node* node = nullptr;
    size_t entity = 0;
    int64_t index = -1;     // in its list
    bool conflict = false;  // a value is absent because of one
  };

  void BuildSpec(uint16_t spec, size_t entity, Node* root);
  void BuildList(const MentionSpec& spec, size_t entity, Node* list);
  void BuildObject(Object* object);
  void BuildBundle(const Bundle& bundle, Object* object);
  std::string_view FirmOrganOf(const Bundle& bundle, const Candidate& candidate) const;
  void EnterAll(const Bundle& bundle, const Object& object);
  void Collect(const Bundle& bundle, Object* object);
  bool WriteWinner(const Bundle& bundle, uint32_t winner, Members agreeing, Object* object);
  void Fill(const Bundle& bundle, Members agreeing, Object* object);
  bool WriteSides(const Bundle& bundle, const Choice& choice, Object* object);
  void WriteSums(const Bundle& bundle, const Choice& choice, Object* object);
  bool WriteSlot(const SlotTarget& target, uint32_t member, Members agreeing, Object* object);
  void Support(uint32_t member, std::vector<uint32_t>* evidence);
  void Report(const Bundle& bundle, const Choice& choice, Object* object);
  void Lose(const Choice& choice);
  void FinishEntities(std::vector<Node>* nodes);
  void SetLostTo();

  void FindGroup(uint16_t spec, size_t entity);
  const Value* KeyOf(const MentionSpec& spec, uint32_t member);

  const Assembly& assembly_;
  const std::vector<Entity>& entities_;
  CandidatePool& pool_;
  Record& record_;
  Group group_;                     // the candidates for the spec in hand
  SlotValues values_;               // of these
  std::vector<char> lost_;          // by member of the group: gives nothing more to its object
  std::vector<char> used_;          // by member of the group: is evidence in its object
  std::vector<uint32_t> members_;   // of the object in hand
  std::vector<const Value*> keys_;  // by member of the group, of the list in hand
  std::vector<Entrant> entrants_;   // of the bundle in hand
  std::vector<char> supports_;      // by finding: is evidence of something
  std::vector<int32_t> displaced_;  // by finding: the finding that took its place, or -1
  std::map<std::string_view, Value> labels_;  // specimen labels as values
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_BUILDER_H_
