// Tally: how the records of a run came out.
#ifndef PATHEX_EXTRACTOR_BULK_TALLY_H_
#define PATHEX_EXTRACTOR_BULK_TALLY_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "extractor/base/diagnostic.h"

namespace pathex {

struct Tally {
  struct OfCode {
    uint64_t count = 0;
    Severity severity = Severity::kInfo;  // the worst
  };
  uint64_t files = 0;
  uint64_t bytes = 0;    // of documents
  uint64_t records = 0;  // = failed + to_review + fine
  uint64_t failed = 0;
  uint64_t to_review = 0;
  uint64_t fine = 0;
  std::map<std::string, OfCode> diagnostics;  // by code

  void Add(const Tally& other);
  void Count(const Diagnostic& diagnostic);

  // "30 records from 30 files: 1 failed, 12 to review, 17 fine"
  std::string Summary() const;
  // The codes that came most often, at most ten, most frequent first: "   12  D010  warning"; ""
  // when there was none.
  std::string FrequentDiagnostics() const;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_TALLY_H_
