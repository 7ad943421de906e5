#include "extractor/sinks/sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "extractor/sinks/row_order.h"
#include "extractor/sinks/sql.h"
#include "extractor/sinks/sqlite_batch.h"

namespace pathex {
namespace {

struct DatabaseCloser {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct StatementCloser {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, StatementCloser>;

// A connection that says what went wrong; the first failure stays.
class Connection {
 public:
  explicit Connection(std::string path) : path_(std::move(path)) {}

  bool Open() {
    sqlite3* database = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int status = sqlite3_open_v2(path_.c_str(), &database, flags, nullptr);
    database_.reset(database);
    if (status != SQLITE_OK) return Fail();
    sqlite3_busy_timeout(database, 10'000);
    return true;
  }

  bool Run(const std::string& sql) {
    return sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK ||
           Fail();
  }

  Statement Prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr) != SQLITE_OK) {
      Fail();
    }
    return Statement(statement);
  }

  // The number in the first column of the first row; `none` without a row.
  int64_t Number(const std::string& sql, int64_t none) {
    const Statement statement = Prepare(sql);
    if (statement == nullptr || sqlite3_step(statement.get()) != SQLITE_ROW) return none;
    return sqlite3_column_int64(statement.get(), 0);
  }

  bool Fail() {
    if (error_.code.empty()) {
      const int status = sqlite3_extended_errcode(database_.get()) & 0xFF;
      const std::string reason = sqlite3_errmsg(database_.get());
      const bool never_writable = status == SQLITE_CANTOPEN || status == SQLITE_READONLY ||
                                  status == SQLITE_PERM || status == SQLITE_NOTADB;
      const bool full = status == SQLITE_FULL || status == SQLITE_IOERR;
      error_ = {never_writable ? "U011"
                : full         ? "U012"
                               : "U016",
                path_,
                never_writable ? "cannot be written (" + reason + "); choose another file for -o"
                               : "not everything could be written (" + reason +
                                     "); mend that, then run again (--resume continues)"};
    }
    return false;
  }

  sqlite3* get() { return database_.get(); }
  bool failed() const { return !error_.code.empty(); }
  Error error() const { return error_; }
  std::optional<Error> Outcome() const {
    return failed() ? std::optional<Error>(error_) : std::nullopt;
  }
  const std::string& path() const { return path_; }

 private:
  const std::string path_;
  std::unique_ptr<sqlite3, DatabaseCloser> database_;
  Error error_;
};

// Brings the tables to the version of the layout.
std::optional<Error> PrepareTables(const Layout& layout, Connection* connection) {
  const bool ours =
      connection->Number("SELECT count(*) FROM sqlite_schema WHERE name = 'pathex_schema'", 0) > 0;
  const int64_t version =
      ours ? connection->Number("SELECT version FROM pathex_schema", 0) : int64_t{0};
  if (version > layout.version) {
    return Error{"U011", connection->path(),
                 "holds tables of version " + std::to_string(version) + ", this pathex knows " +
                     std::to_string(layout.version) + "; use a newer pathex or another file"};
  }
  if (version == layout.version) return connection->Outcome();
  connection->Run("BEGIN IMMEDIATE");
  if (version == 0) {
    connection->Run("CREATE TABLE pathex_schema (version INTEGER NOT NULL)");
    connection->Run("INSERT INTO pathex_schema VALUES (0)");
    for (const uint16_t t : DatabaseTables(layout)) {
      connection->Run(CreateTable(layout, layout.tables[t], Dialect::kSqlite));
    }
  }
  for (const Migration& step : layout.sqlite) {
    if (version > 0 && step.to > version && step.to <= layout.version) connection->Run(step.sql);
  }
  connection->Run("UPDATE pathex_schema SET version = " + std::to_string(layout.version));
  connection->Run(connection->failed() ? "ROLLBACK" : "COMMIT");
  return connection->Outcome();
}

class SqliteSink : public Sink {
 public:
  SqliteSink(const std::string& path, std::shared_ptr<const Layout> layout, Naming naming)
      : layout_(std::move(layout)), naming_(naming), connection_(path) {}

  std::optional<Error> Open() {
    if (!connection_.Open()) return connection_.error();
    // FULL: what was committed survives a power cut, so that the journal may rely on it. A new
    // database is written page by page where it belongs: nobody reads it yet. One that is there, or
    // that somebody watches, can be read meanwhile: its pages go through a log first.
    const bool alone =
        naming_ == Naming::kWhenWhole && connection_.Number("PRAGMA page_count", 1) == 0;
    if (!connection_.Run(std::string("PRAGMA page_size=16384; PRAGMA journal_mode=") +
                         (alone ? "TRUNCATE" : "WAL") +
                         "; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;"
                         "PRAGMA wal_autocheckpoint=2000; PRAGMA temp_store=FILE;"
                         "PRAGMA foreign_keys=OFF")) {
      return connection_.error();
    }
    if (auto error = PrepareTables(*layout_, &connection_)) return error;
    size_t columns = 0;
    for (const Table& table : layout_->tables)
      columns = std::max(columns, table.columns.size() + 1);
    if (!feed_.Register(connection_.get(), columns)) {
      connection_.Fail();
      return connection_.error();
    }
    const Table& reports = layout_->tables[0];
    std::string where;
    for (const Column& column : reports.columns) {
      if (column.key) where += (where.empty() ? "" : " AND ") + column.name + " = ?";
    }
    find_ = connection_.Prepare("SELECT report_id FROM " + reports.name + " WHERE " + where);
    for (const Table& table : layout_->tables) {
      if (table.csv_only) {
        insert_.emplace_back();
        delete_.emplace_back();
        continue;
      }
      std::string cells = "c0";
      for (size_t c = 1; c <= table.columns.size(); ++c) cells += ", c" + std::to_string(c);
      insert_.push_back(connection_.Prepare("INSERT INTO " + table.name + " (" +
                                            ColumnNames(table) + ") SELECT " + cells +
                                            " FROM pathex_batch"));
      delete_.push_back(connection_.Prepare("DELETE FROM " + table.name + " WHERE report_id = ?"));
    }
    next_ = connection_.Number("SELECT max(report_id) FROM " + reports.name, 0) + 1;
    return connection_.Outcome();
  }

  Encoded Encode(RecordBatch&& batch) const override {
    Encoded out;
    out.first = batch.first;
    out.records = batch.ends.size();
    out.rows = ReadRows(*layout_, RowsOf::kDatabase, batch);
    out.by_table = RowsByTable(*layout_, out.rows);
    return out;
  }

  std::optional<Error> Write(Encoded&& batch) override {
    if (!in_transaction_ && !connection_.Run("BEGIN")) return connection_.error();
    in_transaction_ = true;
    std::vector<int64_t> reports(batch.records, 0);
    std::unordered_set<std::string> keys;
    uint32_t begin = 0;
    for (const uint32_t r : batch.by_table[0]) {
      const Row& row = batch.rows.rows[r];
      std::string key = KeyOf(batch.rows, row);
      if (!keys.insert(key)
               .second) {  // the same report again: its rows must be there to be replaced
        Insert(batch, reports, begin, row.record);
        begin = row.record;
        keys = {std::move(key)};
      }
      reports[row.record] = NumberOf(batch.rows, row);
    }
    Insert(batch, reports, begin, static_cast<uint32_t>(batch.records));
    return connection_.Outcome();
  }

  std::optional<Error> Forget(
      const std::vector<std::pair<std::string, std::string>>& reports) override {
    if (!in_transaction_ && !connection_.Run("BEGIN")) return connection_.error();
    in_transaction_ = true;
    const Statement find = connection_.Prepare("SELECT report_id FROM " + layout_->tables[0].name +
                                               " WHERE source_id = ? AND path = ?");
    for (const auto& [id, path] : reports) {
      if (connection_.failed()) break;
      sqlite3_bind_text(find.get(), 1, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
      sqlite3_bind_text(find.get(), 2, path.data(), static_cast<int>(path.size()), SQLITE_STATIC);
      while (sqlite3_step(find.get()) == SQLITE_ROW) Delete(sqlite3_column_int64(find.get(), 0));
      sqlite3_reset(find.get());
    }
    return connection_.Outcome();
  }

  std::optional<Error> Commit() override {
    if (in_transaction_) connection_.Run("COMMIT");
    in_transaction_ = false;
    return connection_.Outcome();
  }

  std::optional<Error> Close() override {
    if (auto error = Commit()) return error;
    for (const std::string& sql : CreateIndexes(*layout_)) connection_.Run(sql);
    connection_.Run(layout_->views);
    connection_.Run("PRAGMA analysis_limit=400; ANALYZE");
    find_.reset();
    insert_.clear();
    delete_.clear();
    // One file again, without a log beside it.
    connection_.Run("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");
    return connection_.Outcome();
  }

 private:
  bool Bind(const Rows& rows, const Cell& cell, sqlite3_stmt* statement, int at) {
    switch (cell.kind) {
      case Cell::Kind::kNull:
        return sqlite3_bind_null(statement, at) == SQLITE_OK;
      case Cell::Kind::kInteger:
      case Cell::Kind::kBoolean:
        return sqlite3_bind_int64(statement, at, cell.integer) == SQLITE_OK;
      case Cell::Kind::kReal:
        return sqlite3_bind_double(statement, at, cell.real) == SQLITE_OK;
      case Cell::Kind::kText: {
        const std::string_view text = rows.Text(cell);
        return sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()),
                                 SQLITE_STATIC) == SQLITE_OK;
      }
    }
    return false;
  }

  std::string KeyOf(const Rows& rows, const Row& row) const {
    std::string out;
    const Table& reports = layout_->tables[0];
    for (size_t c = 0; c < reports.columns.size(); ++c) {
      if (!reports.columns[c].key) continue;
      out.append(rows.Text(rows.cells[row.first_cell + c]));
      out += '\0';
    }
    return out;
  }

  // The number of a report that is there already, whose rows are deleted; else the next number.
  int64_t NumberOf(const Rows& rows, const Row& row) {
    int at = 0;
    const Table& reports = layout_->tables[0];
    for (size_t c = 0; c < reports.columns.size(); ++c) {
      if (reports.columns[c].key) Bind(rows, rows.cells[row.first_cell + c], find_.get(), ++at);
    }
    const bool there = sqlite3_step(find_.get()) == SQLITE_ROW;
    const int64_t number = there ? sqlite3_column_int64(find_.get(), 0) : next_++;
    sqlite3_reset(find_.get());
    if (there) Delete(number);
    return number;
  }

  void Delete(int64_t report) {
    for (const Statement& statement : delete_) {
      if (statement == nullptr) continue;
      sqlite3_bind_int64(statement.get(), 1, report);
      if (sqlite3_step(statement.get()) != SQLITE_DONE) connection_.Fail();
      sqlite3_reset(statement.get());
    }
  }

  // The rows of records `begin` to `end`, one statement a table.
  void Insert(const Encoded& batch, const std::vector<int64_t>& reports, uint32_t begin,
              uint32_t end) {
    const auto before = [&](uint32_t row, uint32_t record) {
      return batch.rows.rows[row].record < record;
    };
    for (size_t t = 0; t < insert_.size() && !connection_.failed(); ++t) {
      const std::vector<uint32_t>& of = batch.by_table[t];
      const auto first = std::lower_bound(of.begin(), of.end(), begin, before);
      const auto last = std::lower_bound(first, of.end(), end, before);
      if (insert_[t] == nullptr || first == last) continue;
      feed_.Show(batch.rows, {first, last}, reports);
      if (sqlite3_step(insert_[t].get()) != SQLITE_DONE) connection_.Fail();
      sqlite3_reset(insert_[t].get());
    }
  }

  const std::shared_ptr<const Layout> layout_;
  const Naming naming_;
  BatchTable feed_;        // outlives the connection
  Connection connection_;  // outlives the statements
  Statement find_;
  std::vector<Statement> insert_, delete_;  // by table; null for tables of CSV alone
  int64_t next_ = 1;
  bool in_transaction_ = false;
};

}  // namespace

Result<std::unique_ptr<Sink>> OpenSqlite(const std::string& path,
                                         std::shared_ptr<const Layout> layout, Naming naming) {
  auto sink = std::make_unique<SqliteSink>(path, std::move(layout), naming);
  if (auto error = sink->Open()) return *error;
  return std::unique_ptr<Sink>(std::move(sink));
}

}  // namespace pathex
