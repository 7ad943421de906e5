// Notes that assembling leaves in a record: diagnostics and the reasons for review they give.
#ifndef PATHEX_EXTRACTOR_RECORD_REPORT_NOTES_H_
#define PATHEX_EXTRACTOR_RECORD_REPORT_NOTES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/record.h"

namespace pathex {

// "m3" for index 2.
std::string MentionId(uint32_t finding);
std::vector<std::string> MentionIds(const std::vector<uint32_t>& findings);

// JSON Pointer of a key of an object ("/a/1/b/0/c"); the object's own for keys with a leading "_".
// index: place in the object's list, -1 = it stands in none.
std::string PointerOf(const Assembly& assembly, const MentionSpec& spec, size_t entity,
                      int64_t index, std::string_view key);

// Whether a pointer fits a pattern in which "*" stands for one step.
bool FitsPattern(std::string_view pointer, std::string_view pattern);

// The node at a pointer, or nullptr. Of an array only the first item is looked at
// ("/things/0/size").
const Node* FindNode(const Node& root, std::string_view pointer);

// D010 and a reason for review: mentions of the same rank disagree. `kept`: one value stands.
void NoteConflict(const Assembly& assembly, const MentionSpec& spec, std::string_view key,
                  const std::string& pointer, bool kept, std::vector<uint32_t> findings,
                  Record* record);

// D011: the first finding stands, the others say otherwise and rank lower.
void NoteSuperseded(const std::string& pointer, const std::vector<uint32_t>& findings,
                    Record* record);

// The findings get ordered; reasons for the same pointer and reason are joined.
void NoteReason(std::string_view reason, std::string_view pointer, std::vector<uint32_t> findings,
                Record* record);

// Whether a conflict about this pointer has been noted.
bool IsDisputed(const Record& record, std::string_view pointer);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_REPORT_NOTES_H_
