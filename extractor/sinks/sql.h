// SQL that follows from a layout: tables, indexes, keys, in the words of either database.
#ifndef PATHEX_EXTRACTOR_SINKS_SQL_H_
#define PATHEX_EXTRACTOR_SINKS_SQL_H_

#include <string>
#include <vector>

#include "extractor/sinks/layout.h"

namespace pathex {

enum class Dialect { kSqlite, kPostgresql };

// The tables that a database has.
std::vector<uint16_t> DatabaseTables(const Layout& layout);

// CREATE TABLE. Reports are numbered by report_id and known by (source_id, sha256); every other
// table begins with report_id and is keyed by it and its key columns: SQLite from the start,
// PostgreSQL by AddPrimaryKeys.
std::string CreateTable(const Layout& layout, const Table& table, Dialect dialect);

// What is cheaper once the rows are there: CREATE INDEX IF NOT EXISTS …, one statement each.
std::vector<std::string> CreateIndexes(const Layout& layout);

// PostgreSQL: the primary keys of all tables but that of reports.
std::vector<std::string> AddPrimaryKeys(const Layout& layout);

// PostgreSQL: a foreign key to the parent table, unless it is there.
std::vector<std::string> AddForeignKeys(const Layout& layout);

// "report_id, a, b"
std::string ColumnNames(const Table& table);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_SQL_H_
