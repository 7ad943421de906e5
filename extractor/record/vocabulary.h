// SlotVocabulary: which mention types, slots and values a rule may emit, taken from the schema by
// way of the assembly table. For the lexicon checker; no JSON Schema machinery.
#ifndef PATHEX_EXTRACTOR_RECORD_VOCABULARY_H_
#define PATHEX_EXTRACTOR_RECORD_VOCABULARY_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/record/assembly.h"

namespace pathex {

class SlotVocabulary {
 public:
  // Copies what it needs; immutable and thread-safe afterwards.
  explicit SlotVocabulary(const Assembly& assembly);

  bool HasType(std::string_view type) const;
  bool HasSlot(std::string_view type, std::string_view slot) const;
  // The values a slot may have, as text ("2", "true"), in the order of the schema; nullptr when the
  // slot is unknown or open (a number, a text).
  const std::vector<std::string>* Values(std::string_view type, std::string_view slot) const;

  // Slots of a type in the order of the assembly table; empty for an unknown type.
  std::vector<std::string> Slots(std::string_view type) const;
  std::vector<std::string> Types() const;  // in the order of the assembly table

  // What the assembly table names and the schema does not have, e.g. "size.shape: /things/*/size
  // has no \"shape\"". Empty for matching files.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  struct Entry {
    std::string slot;
    bool closed = false;
    std::vector<std::string> values;
  };

  void AddSlot(const Assembly& assembly, const MentionSpec& owner, const MentionSpec& target,
               const std::string& slot, const std::string& key);
  const Entry* Find(std::string_view type, std::string_view slot) const;

  std::vector<std::string> types_;
  StringMap<std::vector<Entry>> slots_;
  std::vector<std::string> faults_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_VOCABULARY_H_
