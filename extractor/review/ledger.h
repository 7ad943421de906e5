// Ledger: the verdicts of a review in an SQLite file. The only door to SQLite.
//
// Nothing is ever overwritten: each key press appends a row, and a verdict is withdrawn by a row
// that says so. A row is on disk (WAL, synchronous=FULL) before Append returns, so neither kill -9
// nor a power cut loses one that was confirmed. Several programs may have the file open at once.
#ifndef PATHEX_EXTRACTOR_REVIEW_LEDGER_H_
#define PATHEX_EXTRACTOR_REVIEW_LEDGER_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/json.h"
#include "extractor/base/result.h"
#include "extractor/review/sample.h"
#include "extractor/review/verdict.h"

struct sqlite3;

namespace pathex {

// What of a record is kept beside its verdicts, so that gold needs the ledger alone.
struct ReviewedRecord {
  std::string hash;
  std::string stratum;  // "all", "doubtful" or "random"
  Json head;            // "source", "report" and "review" of the record
};

class Ledger {
 public:
  enum class Access { kWrite, kRead };
  // kWrite makes the file when there is none. Error R003: it cannot be opened, or is no ledger.
  static Result<Ledger> Open(const std::string& path, Access access);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) = delete;
  ~Ledger();

  struct Saved {
    bool saved = false;  // false: `verdict` is a later one of the same value that stands instead
    Verdict verdict;
  };
  // Appends `verdict` (with its record, unless that is there) when the last row about the same
  // value by the same reviewer is `base` (0: there is none); so that two tabs do not overwrite each
  // other unseen. A nonce that was saved before gives the row it has. Thread-safe. Error R003.
  Result<Saved> Append(const Verdict& verdict, int64_t base, const ReviewedRecord& record);

  // The verdict that stands for each value, by order of saving; withdrawn ones too, so that a tab
  // learns of them. reviewer "" = all. Thread-safe. Error R003.
  Result<std::vector<Verdict>> Current(const std::string& reviewer, int64_t since = 0);
  Result<std::vector<ReviewedRecord>> Records();
  // How the records were chosen; the last one stands.
  std::optional<Error> SaveDesign(const SampleDesign& design);
  Result<SampleDesign> Design();

 private:
  class Statement;
  Ledger(std::string path, sqlite3* database) : path_(std::move(path)), database_(database) {}
  Error Fault() const;
  std::optional<Error> Run(const char* sql);
  Result<std::optional<Verdict>> Last(const Verdict& like, bool by_nonce);
  Result<Saved> AppendInside(const Verdict& verdict, int64_t base, const ReviewedRecord& record);

  std::string path_;
  sqlite3* database_ = nullptr;
  std::unique_ptr<std::mutex> mutex_ = std::make_unique<std::mutex>();
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_REVIEW_LEDGER_H_
