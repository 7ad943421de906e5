// Keys that an object cannot have, given what else it says (Assembly::absent).
#ifndef PATHEX_EXTRACTOR_RECORD_ABSENT_H_
#define PATHEX_EXTRACTOR_RECORD_ABSENT_H_

#include "extractor/record/assembly.h"
#include "extractor/record/record.h"

namespace pathex {

// Takes them out of the report, and what was noted about them (D010, reasons for review).
void TakeOutAbsent(const Assembly& assembly, Record* record);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_ABSENT_H_
