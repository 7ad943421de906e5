// BatchTable: rows of a batch as a table that SQLite can read, so that one statement a table and
// batch puts them into the database, where one statement a row costs three times as much.
//
//   BatchTable feed;
//   feed.Register(database, 19);
//   // "INSERT INTO leaf (report_id, tree, …) SELECT c0, c1, … FROM pathex_batch"
//   feed.Show(rows, indexes_of_leaves, numbers_of_reports);
//   sqlite3_step(insert_leaves);
#ifndef PATHEX_EXTRACTOR_SINKS_SQLITE_BATCH_H_
#define PATHEX_EXTRACTOR_SINKS_SQLITE_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "extractor/sinks/rows.h"

struct sqlite3;

namespace pathex {

// Not thread-safe; stays where it is and outlives the connection.
class BatchTable {
 public:
  // Makes the table "pathex_batch" with columns c0 to c<columns - 1> known. False when SQLite
  // refuses.
  bool Register(sqlite3* database, size_t columns);

  // What the next statement sees: c0 is the number of the row's report (`reports`, by record), c1…
  // its cells. All of it stays unchanged until the statement has ended.
  void Show(const Rows& rows, std::span<const uint32_t> indexes, std::span<const int64_t> reports) {
    rows_ = &rows;
    indexes_ = indexes;
    reports_ = reports;
  }

 private:
  friend struct BatchModule;

  size_t columns_ = 0;
  const Rows* rows_ = nullptr;
  std::span<const uint32_t> indexes_;
  std::span<const int64_t> reports_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_SQLITE_BATCH_H_
