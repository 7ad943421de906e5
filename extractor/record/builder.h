// Builder: writes the chosen values of all mention types into the report.
#ifndef PATHEX_EXTRACTOR_RECORD_BUILDER_H_
#define PATHEX_EXTRACTOR_RECORD_BUILDER_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"
#include "extractor/record/entities.h"
#include "extractor/record/policy.h"
#include "extractor/record/record.h"

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
  using Group = std::vector<const Candidate*>;

  // One object of the report under construction.
  struct Object {
    const MentionSpec* spec = nullptr;
    const Group* group = nullptr;
    Node* node = nullptr;
    size_t entity = 0;
    int64_t index = -1;      // in its list
    std::vector<char> lost;  // by member of the group: gives nothing more to this object
    std::vector<char> used;  // by member of the group: is evidence in this object
    bool conflict = false;   // a value is absent because of one
  };

  void BuildSpec(uint16_t spec, size_t entity, Node* root);
  void BuildList(const MentionSpec& spec, const Group& group, size_t entity, Node* list);
  void BuildObject(Object* object);
  void BuildBundle(const Bundle& bundle, Object* object);
  void Collect(const Bundle& bundle, Object* object);
  void WriteWinner(const Bundle& bundle, const Choice& choice, Object* object);
  void WriteSums(const Bundle& bundle, const Choice& choice, Object* object);
  void WriteSlot(const SlotTarget& target, uint32_t member, const std::vector<uint32_t>& agreeing,
                 Object* object);
  void Report(const Bundle& bundle, const Choice& choice, Object* object);
  void Lose(const Choice& choice, Object* object);
  void FinishEntities(std::vector<Node>* nodes);
  void SetLostTo();

  Group CandidatesFor(uint16_t spec, size_t entity) const;
  const Value* KeyOf(const MentionSpec& spec, const Candidate& candidate);

  const Assembly& assembly_;
  const std::vector<Entity>& entities_;
  CandidatePool& pool_;
  Record& record_;
  std::vector<Entrant> entrants_;             // of the bundle in hand
  std::vector<char> supports_;                // by finding: is evidence of something
  std::vector<int32_t> displaced_;            // by finding: the finding that took its place, or -1
  std::map<std::string_view, Value> labels_;  // specimen labels as values
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_BUILDER_H_
