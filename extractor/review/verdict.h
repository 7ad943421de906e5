// Verdict: what one reviewer says of one value of one record, as it is stored and exported.
#ifndef PATHEX_EXTRACTOR_REVIEW_VERDICT_H_
#define PATHEX_EXTRACTOR_REVIEW_VERDICT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "extractor/base/json.h"
#include "extractor/base/result.h"

namespace pathex {

// What a verdict may be:
//   right      the report says so (of a value that is absent: the report does not say it)
//   wrong      the report does not say so, and no other value takes its place
//   corrected  the report says `correction` instead
//   missing    the report says `correction`, which the record lacks
//   unsure     cannot be decided; not counted, and flagged in gold
//   none       withdrawn (undo)
bool IsVerdictName(std::string_view name);

struct Verdict {
  int64_t seq = 0;     // order of saving, from 1; 0 = not saved
  std::string record;  // hash of the record's line
  std::string source_id, source_path, source_sha256;
  std::string pointer;  // into record.report; of what is missing: where it belongs
  std::string field;    // label of its field
  std::string verdict;
  Json value;       // what was judged; null when nothing is there
  Json correction;  // null unless corrected or missing
  Json quote;       // what the reviewer marked: {"part", "char": [begin, end], "text"}, or null
  std::string note;
  std::string reviewer;
  std::string time;   // UTC, "2026-03-01T09:30:00.123Z"
  std::string nonce;  // of the key press: the same one is saved once
};

// One object, the form of the export: record, source {id, path, sha256}, pointer, field, verdict,
// value, correction, quote, note, reviewer, time; what is null or "" is left out (but for value).
Json VerdictToJson(const Verdict& verdict);

// The inverse. Error R002 for an object that is none.
Result<Verdict> VerdictFromJson(const Json& json);

// Now, in the form of Verdict::time.
std::string UtcNow();

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_VERDICT_H_
