// Rows: records taken apart into the rows of tables, as schemas/database/tables.json lays them out.
//
//   const Rows rows = ReadRows(layout, RowsOf::kDatabase, batch);
#ifndef PATHEX_EXTRACTOR_SINKS_ROWS_H_
#define PATHEX_EXTRACTOR_SINKS_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pathex {

struct Layout;
struct RecordBatch;

struct Cell {
  enum class Kind : uint8_t { kNull, kInteger, kReal, kText, kBoolean };
  Kind kind = Kind::kNull;
  union {
    int64_t integer = 0;  // kInteger, kBoolean
    double real;
    struct {
      uint32_t begin, size;  // kText: in Rows::arena
    } text;
  };
};

struct Row {
  uint16_t table;     // index into Layout::tables
  uint32_t record;    // as given to Add
  size_t first_cell;  // as many cells as the table has columns
};

struct Rows {
  std::string arena;
  std::vector<Cell> cells;
  std::vector<Row> rows;  // record by record; a row stands behind the row that holds it

  std::string_view Text(const Cell& cell) const {
    return std::string_view(arena).substr(cell.text.begin, cell.text.size);
  }
};

// Whose rows: of the tables of a database, or of the table of a single CSV file.
enum class RowsOf : uint8_t { kDatabase, kSingleTable };

// The rows of each record of a batch. A line that is no JSON object has none. Text is valid UTF-8
// without NUL (which becomes U+FFFD: databases cannot hold it); JSON is as it stands in the record.
// Thread-safe.
Rows ReadRows(const Layout& layout, RowsOf of, const RecordBatch& batch);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_ROWS_H_
