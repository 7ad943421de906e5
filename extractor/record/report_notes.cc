#include "extractor/record/report_notes.h"

#include <algorithm>

namespace pathex {

std::string MentionId(uint32_t finding) { return "m" + std::to_string(finding + 1); }

std::vector<std::string> MentionIds(const std::vector<uint32_t>& findings) {
  std::vector<std::string> out;
  out.reserve(findings.size());
  for (const uint32_t finding : findings) out.push_back(MentionId(finding));
  return out;
}

std::string PointerOf(const Assembly& assembly, const MentionSpec& spec, size_t entity,
                      int64_t index, std::string_view key) {
  std::string pointer;
  if (spec.per_entity) pointer = "/" + assembly.entity.into + "/" + std::to_string(entity);
  for (const std::string& step : spec.path) pointer += "/" + step;
  if (index >= 0) pointer += "/" + std::to_string(index);
  if (!key.empty() && key[0] != '_') pointer.append("/").append(key);
  return pointer;
}

bool FitsPattern(std::string_view pointer, std::string_view pattern) {
  while (!pointer.empty() && !pattern.empty()) {
    const size_t a = std::min(pointer.find('/', 1), pointer.size());
    const size_t b = std::min(pattern.find('/', 1), pattern.size());
    if (pattern.substr(0, b) != "/*" && pattern.substr(0, b) != pointer.substr(0, a)) return false;
    pointer.remove_prefix(a);
    pattern.remove_prefix(b);
  }
  return pointer.empty() && pattern.empty();
}

const Node* FindNode(const Node& root, std::string_view pointer) {
  const Node* node = &root;
  while (node != nullptr && !pointer.empty()) {
    const size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view step = pointer.substr(1, end - 1);
    if (node->kind == Node::Kind::kArray) {
      node = step == "0" && !node->items.empty() ? &node->items[0] : nullptr;
    } else {
      node = node->Find(step);
    }
    pointer.remove_prefix(end);
  }
  return node;
}

void NoteConflict(const Assembly& assembly, const MentionSpec& spec, std::string_view key,
                  const std::string& pointer, bool kept, std::vector<uint32_t> findings,
                  Record* record) {
  std::string_view reason = "conflict";
  const std::string pattern = (spec.into == "/" ? "" : spec.into) + "/" + std::string(key);
  for (const auto& [own_pattern, own_reason] : assembly.triage.conflict_reasons) {
    if (own_pattern == pattern) reason = own_reason;
  }
  record->diagnostics.push_back(
      {Severity::kWarning, "D010", pointer,
       kept ? "mentions of the same rank disagree; the first one named stands"
            : "mentions of the same rank disagree; there is no value",
       MentionIds(findings)});
  NoteReason(reason, pointer, std::move(findings), record);
}

void NoteSuperseded(const std::string& pointer, const std::vector<uint32_t>& findings,
                    Record* record) {
  record->diagnostics.push_back({Severity::kInfo, "D011", pointer,
                                 "the first mention named outranks the others, which disagree",
                                 MentionIds(findings)});
}

void NoteReason(std::string_view reason, std::string_view pointer, std::vector<uint32_t> findings,
                Record* record) {
  std::sort(findings.begin(), findings.end());
  for (ReviewReason& known : record->review) {
    if (known.reason != reason || known.pointer != pointer) continue;
    known.findings.insert(known.findings.end(), findings.begin(), findings.end());
    std::sort(known.findings.begin(), known.findings.end());
    known.findings.erase(std::unique(known.findings.begin(), known.findings.end()),
                         known.findings.end());
    return;
  }
  record->review.push_back({reason, std::string(pointer), std::move(findings)});
}

bool IsDisputed(const Record& record, std::string_view pointer) {
  return std::any_of(
      record.diagnostics.begin(), record.diagnostics.end(),
      [&](const Diagnostic& note) { return note.code == "D010" && note.where == pointer; });
}

}  // namespace pathex
