// Rows: a record taken apart into the rows of tables, as schemas/database/tables.json lays them
// out.
//
//   RowReader reader(layout);
//   Rows rows;
//   if (!reader.Add(line, 0, &rows)) …   // no JSON object
#ifndef PATHEX_EXTRACTOR_SINKS_ROWS_H_
#define PATHEX_EXTRACTOR_SINKS_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pathex {

struct Layout;

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

// Not thread-safe: one a thread.
class RowReader {
 public:
  explicit RowReader(const Layout& layout);  // which outlives the reader
  ~RowReader();

  // Appends the rows of one record; false when the line is no JSON object (nothing is appended).
  // Text is valid UTF-8 without NUL (which becomes U+FFFD: databases cannot hold it).
  bool Add(std::string_view line, uint32_t record, Rows* rows);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_ROWS_H_
