// A file of verdicts: the ledger of a review, or the lines that the page exports.
#ifndef PATHEX_EXTRACTOR_REVIEW_VERDICT_FILE_H_
#define PATHEX_EXTRACTOR_REVIEW_VERDICT_FILE_H_

#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/result.h"
#include "extractor/review/ledger.h"

namespace pathex {

struct VerdictFile {
  std::vector<Verdict> verdicts;        // that stand, withdrawn ones left out
  std::vector<ReviewedRecord> records;  // what is known of their records; a head may be null
  SampleDesign design;
};

// The export: one verdict a line, of a sample with "sample" {stratum, records, doubtful, random,
// rest, seed}, so that the lines alone give the estimate.
std::string VerdictLines(const VerdictFile& file);

// What a ledger holds. Error R003.
Result<VerdictFile> ReadLedger(Ledger* ledger);

// `records`: a file of records to complete what the verdicts are about; may be "". `reviewer`: only
// those of this one; "" = all. Of lines about one value by one reviewer the last in time stands.
// Errors S001, R003 (ledger), R002 with the line (lines), D001.
Result<VerdictFile> LoadVerdictFile(const std::string& path, const std::string& records,
                                    const std::string& reviewer, const FileReader& files);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_VERDICT_FILE_H_
