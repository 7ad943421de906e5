// CellWriter: values of JSON written into cells, their text into the arena of the rows.
#ifndef PATHEX_EXTRACTOR_SINKS_CELL_WRITER_H_
#define PATHEX_EXTRACTOR_SINKS_CELL_WRITER_H_

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

#include "extractor/sinks/layout.h"
#include "extractor/sinks/rows.h"

namespace pathex {

// Cells keep what they were given; a value that is no JSON, or not of the column's type, leaves
// NULL. Not thread-safe: one for each record.
class CellWriter {
 public:
  explicit CellWriter(std::string* arena) : arena_(*arena) {}

  // Whether something was no JSON: the record has no rows then.
  bool bad() const { return bad_; }
  void Bad() { bad_ = true; }

  static void SetInteger(int64_t number, Cell* cell) {
    cell->kind = Cell::Kind::kInteger;
    cell->integer = number;
  }
  void SetText(std::string_view text, Cell* cell) {
    BeginText(cell);
    arena_.append(text);
    EndText(cell);
  }
  // What is appended to the arena between the two is the cell's text.
  void BeginText(Cell* cell) {
    cell->kind = Cell::Kind::kText;
    cell->text.begin = static_cast<uint32_t>(arena_.size());
  }
  void EndText(Cell* cell) {
    cell->text.size = static_cast<uint32_t>(arena_.size()) - cell->text.begin;
  }

  // "m12" -> 12
  static void SetDigits(std::string_view token, Cell* cell);
  // A value that is neither array nor object; `token` is Token(value).
  void SetValue(simdjson::ondemand::value* value, std::string_view token, ColumnType type,
                Cell* cell);
  // "a; b"; of items that are objects the members `of`: "a:1; b:2".
  void SetList(simdjson::ondemand::array* array, const std::vector<std::string>& of, Cell* cell);

  // As it stands: with its quotes, without the white space behind it.
  static std::string_view Token(simdjson::ondemand::value* value) {
    return Trimmed(value->raw_json_token());
  }
  // simdjson gives what stands between two tokens.
  static std::string_view Trimmed(std::string_view json) {
    json.remove_suffix(json.size() - 1 - json.find_last_not_of(" \t\r\n"));
    return json;
  }

 private:
  void AppendPlain(simdjson::ondemand::value* value, std::string_view token);
  void AppendPlain(simdjson::ondemand::value* value);
  void AppendMembers(simdjson::ondemand::value* value, const std::vector<std::string>& of);

  std::string& arena_;
  bool bad_ = false;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_CELL_WRITER_H_
