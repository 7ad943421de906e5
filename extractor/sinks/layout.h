// Layout: which tables a record becomes, read from schemas/database/tables.json. What the columns
// mean is data; nothing here knows a field.
//
//   {"version": 1, "tables": [
//     {"name": "leaf", "about": "…", "rows": "/report/trees/*/leaves/*", "parent": "tree",
//      "columns": [{"name": "tree", "type": "integer", "from": "@index0", "key": true}, …]}]}
//
// `rows` is the path of the values that become a row: "*" is every item of an array or every member
// of an object. `from` of a column: "colour/name" below that value; "" the value itself;
// "/derived/trees/*/age" anywhere, each "*" the same item as in `rows`; or made up:
//   @index0, @index1  number of the item at the first, second "*"      @key0  name of the member
//   @pointer  JSON Pointer of the row's value, as evidence writes it
//   @row, @field  of a pointer at @key0: the pointer of the row that holds it, and the rest
// Paths that name items both one by one ("size/0") and as "*" cannot meet at one value.
// `as`: "count" (how many items), "list" (the items, "; " between them; `of` names the members of
// an item to print, ":" between), "json" (as it stands), "number" (the digits of an id: m3 -> 3).
#ifndef PATHEX_EXTRACTOR_SINKS_LAYOUT_H_
#define PATHEX_EXTRACTOR_SINKS_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/result.h"

namespace pathex {

enum class ColumnType : uint8_t { kText, kInteger, kReal, kBoolean, kJson };
enum class Fill : uint8_t { kValue, kCount, kList, kJson, kNumber };

struct Column {
  enum class Made : uint8_t { kNo, kIndex, kKey, kPointer, kRow, kField };
  std::string name, about;
  ColumnType type = ColumnType::kText;
  bool key = false;       // with the number of the report: the primary key
  Made made = Made::kNo;  // else the value is found by its path
  uint8_t star = 0;       // kIndex, kKey
};

struct Table {
  std::string name, about, parent;
  std::string rows;                          // path, "" = the record itself
  bool csv_only = false;                     // the table of a single CSV file; no database has it
  std::vector<Column> columns;               // without the number of the report
  std::vector<std::vector<size_t>> indexes;  // columns of each
};

// A place in a record, with all that happens there.
struct PathNode {
  struct Target {
    uint16_t table, column;
    Fill fill;
    uint8_t stars;                // how many of the stars around name the row
    std::vector<std::string> of;  // kList
  };
  std::vector<std::pair<std::string, std::unique_ptr<PathNode>>> members;
  std::unique_ptr<PathNode> each;
  std::vector<uint16_t> rows;  // tables a row of which begins here
  std::vector<Target> targets;

  const PathNode* Find(std::string_view key) const;
};

struct Migration {
  int to = 0;  // the version it leads to, from the one before
  std::string sql;
};

// Immutable; shared by all threads.
struct Layout {
  int version = 0;
  std::vector<Table> tables;  // [0] is the table of reports: one row a record
  PathNode database, single;  // the places of the tables that are not, and are, csv_only
  std::string views;          // SQL of both databases
  std::vector<Migration> sqlite, postgresql;  // ascending

  // Reads tables.json, views.sql and the migrations (sqlite-2.sql leads from version 1 to 2) of a
  // folder. Errors: those of JSON files; L022 for what is no layout.
  static Result<Layout> Load(const std::string& folder, const FileReader& files);
};

// The pointer of the row that holds the leaf `pointer` of an evidence key, and the rest of it:
// "/trees/0/leaves/2/colour" -> {"/trees/0/leaves/2", "colour"}, "/derived/trees/0/age" ->
// {"/trees/0", "derived/age"}, "/kind" -> {"", "kind"}.
std::pair<std::string, std::string> SplitPointer(const Layout& layout, std::string_view pointer);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_LAYOUT_H_
