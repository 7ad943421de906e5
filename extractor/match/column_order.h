// Which value of a column belongs to which label, by kinds alone.
#ifndef PATHEX_EXTRACTOR_MATCH_COLUMN_ORDER_H_
#define PATHEX_EXTRACTOR_MATCH_COLUMN_ORDER_H_

#include <cstdint>
#include <vector>

namespace pathex {

enum class ColumnKind : uint8_t {
  kOther,
  kMeasure,
  kAnswer,
  kRank,
  kRemark,  // of labels only: an answer or a sentence
  kCode,    // "pT2a", and the label that asks for it: "T stage", "Primary tumor (pT)"
};

struct ColumnLabel {
  ColumnKind kind = ColumnKind::kOther;  // of the value it asks for
  bool title = false;                    // may be the heading of labels: has no value
  char code = 0;                         // of kCode: the capital that both have
};

struct ColumnValue {
  ColumnKind kind = ColumnKind::kOther;
  bool first = false;     // it stands behind the last label: nothing of the column is before it
  bool goes_on = false;   // its line looks like the rest of the line before
  bool labelled = false;  // its line says itself what it is: "Additional dimension: 4 cm"
  char code = 0;          // of kCode
};

// For each label the index of its value, or -1: none, or not certain. Labels and values are in the
// order of the text; a label may lack its value, a line may be no value. Empty when the two columns
// do not belong together.
std::vector<int> OrderColumn(const std::vector<ColumnLabel>& labels,
                             const std::vector<ColumnValue>& values);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_COLUMN_ORDER_H_
