// Assembling: findings become a record, by the table in schemas/assembly.json.
//
//   record.findings = …;            // every mention, judged
//   Assemble(assembly, &record);
//   record.report                   // the clean values, each leaf with its evidence
#ifndef PATHEX_EXTRACTOR_RECORD_ASSEMBLE_H_
#define PATHEX_EXTRACTOR_RECORD_ASSEMBLE_H_

#include "extractor/record/assembly.h"
#include "extractor/record/record.h"

namespace pathex {

// Fills report, derived and review, and appends to diagnostics. Needs parts and findings (ordered
// by part and position). Findings that another one displaced get lost_to. Total, deterministic;
// `assembly` outlives the record. Thread-safe for different records.
void Assemble(const Assembly& assembly, Record* record);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_ASSEMBLE_H_
