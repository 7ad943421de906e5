// Fields and items: what of a report gets one verdict, in the order a person reads (the table is
// schemas/review.json; the engine knows no field).
//
//   fields with "/a/*/b" and "/a/*/b/c/*"; report {"a": [{"b": {"x": 1, "c": [{"y": 2}]}}]}
//     -> items /a/0/b = {"x": 1} and /a/0/b/c/0 = {"y": 2}
//
// Every leaf of the report is in exactly one item. Pure functions; a FieldTable is immutable.
#ifndef PATHEX_EXTRACTOR_REVIEW_FIELDS_H_
#define PATHEX_EXTRACTOR_REVIEW_FIELDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/json.h"
#include "extractor/base/result.h"

namespace pathex {

struct ReviewField {
  std::string pointer;  // with "*" for any index
  std::string label;
};

struct FieldTable {
  std::vector<ReviewField> fields;
  Json page;  // the whole table, as the page reads it

  // The longest pattern that is `pattern` or lies above it; -1 when none does.
  int Covering(std::string_view pattern) const;
  bool IsField(std::string_view pattern) const;
  // The label of the field of a pointer; the pointer's pattern when there is none.
  std::string LabelOf(std::string_view pointer) const;
};

// Error L050 for a table of another shape.
Result<FieldTable> ParseFieldTable(const std::string& name, std::string text);
Result<FieldTable> LoadFieldTable(const std::string& path, const FileReader& files);

struct ReviewItem {
  std::string pointer;                // into the report; "" for a report without any value
  int field = -1;                     // index into the table; -1: a leaf that no field covers
  Json value;                         // null when nothing is there (see `reasons`)
  std::vector<std::string> leaves;    // pointers of the leaves in `value`
  std::vector<std::string> evidence;  // ids of mentions, each once
  std::vector<std::string> reasons;   // names of the reasons for review that are about it
};

// The items of a record. Where a reason for review points to a value that is not there, there is
// an item without a value: that it is absent can be judged, too. Never empty: a report without any
// value has the item "".
std::vector<ReviewItem> FindItems(const Json& record, const FieldTable& table);

// The value at `pointer` of a report without what belongs to other items; null when nothing is.
Json ItemValue(const Json& report, std::string_view pointer, const FieldTable& table);

// `pointer` is `above` or lies below it.
bool IsAtOrBelow(std::string_view pointer, std::string_view above);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_FIELDS_H_
