// Reports: a text may hold several, a biopsy and the resection after it.
#ifndef PATHEX_EXTRACTOR_RECORD_REPORTS_H_
#define PATHEX_EXTRACTOR_RECORD_REPORTS_H_

#include <cstdint>
#include <vector>

#include "extractor/record/assembly.h"
#include "extractor/record/candidates.h"
#include "extractor/record/record.h"

namespace pathex {

// Which sections belong to a report of a lesser kind (a biopsy) in a text that holds one of a
// greater kind (a resection), too. A report begins with a heading of its own ("REPORT 2"); without
// such headings where the section comes again with which the first one began ("Specimen"), behind
// one diagnosis and before another. It is of a lesser kind when nothing in it says otherwise.
class EarlierReports {
 public:
  EarlierReports(const Assembly& assembly, const Record& record);
  bool Holds(const Mention& mention) const;

 private:
  std::vector<std::vector<bool>> earlier_;  // by part, by section; empty = none
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_REPORTS_H_
