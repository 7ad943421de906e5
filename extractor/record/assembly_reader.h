// AssemblyReader: typed access to assembly.json that notes faults (L020) instead of stopping. Used
// while loading only; not thread-safe.
#ifndef PATHEX_EXTRACTOR_RECORD_ASSEMBLY_READER_H_
#define PATHEX_EXTRACTOR_RECORD_ASSEMBLY_READER_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/lexicon/faults.h"
#include "extractor/record/assembly.h"

namespace pathex {

class AssemblyReader {
 public:
  // `document` outlives the reader.
  explicit AssemblyReader(const JsonDocument& document) : document_(document) {}

  const Json& root() const { return document_.root; }
  const Faults& faults() const { return faults_; }
  void Fault(const std::string& pointer, const std::string& message);

  // Members of an object at a pointer. A missing or wrong one is a fault and reads as empty.
  std::string Text(const Json& json, const char* key, const std::string& at);
  std::vector<std::string> Texts(const Json& json, const char* key, const std::string& at);
  const Json& Object(const Json& json, const char* key, const std::string& at);
  const Json& Array(const Json& json, const char* key, const std::string& at);
  bool Flag(const Json& json, const char* key, const std::string& at);  // missing = false
  // A fault for each key that is not in the list (and when it is no object).
  void Keys(const Json& json, const std::string& at, std::initializer_list<const char*> known);

  // Rank lists by name; -1 = unknown.
  void AddRankTable(const std::string& name) { rank_names_.push_back(name); }
  int FindRankTable(std::string_view name) const;

 private:
  const Json& Member(const Json& json, const char* key, const std::string& at, const char* what);

  const JsonDocument& document_;
  Faults faults_;
  std::vector<std::string> rank_names_;
};

// The part "mentions" of the file; ranks, entity and is_a must have been read.
void ReadMentions(AssemblyReader* reader, Assembly* assembly);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_ASSEMBLY_READER_H_
