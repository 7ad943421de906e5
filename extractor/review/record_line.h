// A record as a line of JSON, cut into its members without parsing what is not asked for: most of a
// record is mentions, and a list of many records needs none of them.
#ifndef PATHEX_EXTRACTOR_REVIEW_RECORD_LINE_H_
#define PATHEX_EXTRACTOR_REVIEW_RECORD_LINE_H_

#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/base/result.h"

namespace pathex {

// The members of an object as (key, value), both as written; keys without quotes and still escaped.
// Empty when `object` is no object. Values are not checked: parsing them does that.
std::vector<std::pair<std::string_view, std::string_view>> CutObject(std::string_view object);

// "source", "report", "review" and "diagnostics" of a record. Error D001 when it is none.
Result<Json> ParseRecordHead(std::string_view line);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_RECORD_LINE_H_
