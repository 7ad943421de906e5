#include "extractor/sinks/sqlite_batch.h"

#include <sqlite3.h>

#include <string>

namespace pathex {
namespace {

// A cursor of SQLite: base classes first, as its C interface asks.
struct Shown : sqlite3_vtab {
  const BatchTable* batch = nullptr;
};
struct Cursor : sqlite3_vtab_cursor {
  size_t at = 0;
};

}  // namespace

// What SQLite calls. Its errors are codes, so nothing here throws but for want of memory.
struct BatchModule {
  static int Connect(sqlite3* database, void* batch, int, const char* const*, sqlite3_vtab** table,
                     char**) {
    const auto* of = static_cast<const BatchTable*>(batch);
    std::string sql = "CREATE TABLE x(";
    for (size_t c = 0; c < of->columns_; ++c) sql += (c > 0 ? ", c" : "c") + std::to_string(c);
    const int status = sqlite3_declare_vtab(database, (sql + ")").c_str());
    if (status != SQLITE_OK) return status;
    auto* shown = new Shown();
    shown->batch = of;
    *table = shown;
    return SQLITE_OK;
  }
  static int Disconnect(sqlite3_vtab* table) {
    delete static_cast<Shown*>(table);
    return SQLITE_OK;
  }
  static int BestIndex(sqlite3_vtab*, sqlite3_index_info* info) {
    info->estimatedCost = 1;
    return SQLITE_OK;
  }
  static int Open(sqlite3_vtab*, sqlite3_vtab_cursor** cursor) {
    *cursor = new Cursor();
    return SQLITE_OK;
  }
  static int Close(sqlite3_vtab_cursor* cursor) {
    delete static_cast<Cursor*>(cursor);
    return SQLITE_OK;
  }
  static int Filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    static_cast<Cursor*>(cursor)->at = 0;
    return SQLITE_OK;
  }
  static int Next(sqlite3_vtab_cursor* cursor) {
    ++static_cast<Cursor*>(cursor)->at;
    return SQLITE_OK;
  }
  static int Eof(sqlite3_vtab_cursor* cursor) {
    return static_cast<Cursor*>(cursor)->at >= Of(cursor).indexes_.size() ? 1 : 0;
  }
  static int RowId(sqlite3_vtab_cursor* cursor, sqlite3_int64* id) {
    *id = static_cast<sqlite3_int64>(static_cast<Cursor*>(cursor)->at);
    return SQLITE_OK;
  }
  static int Column(sqlite3_vtab_cursor* cursor, sqlite3_context* to, int column) {
    const BatchTable& batch = Of(cursor);
    const Row& row = batch.rows_->rows[batch.indexes_[static_cast<Cursor*>(cursor)->at]];
    if (column == 0) {
      sqlite3_result_int64(to, batch.reports_[row.record]);
    } else {
      Give(*batch.rows_, batch.rows_->cells[row.first_cell + static_cast<size_t>(column) - 1], to);
    }
    return SQLITE_OK;
  }

 private:
  static const BatchTable& Of(sqlite3_vtab_cursor* cursor) {
    return *static_cast<const Shown*>(cursor->pVtab)->batch;
  }

  static void Give(const Rows& rows, const Cell& cell, sqlite3_context* to) {
    switch (cell.kind) {
      case Cell::Kind::kNull:
        return sqlite3_result_null(to);
      case Cell::Kind::kInteger:
      case Cell::Kind::kBoolean:
        return sqlite3_result_int64(to, cell.integer);
      case Cell::Kind::kReal:
        return sqlite3_result_double(to, cell.real);
      case Cell::Kind::kText: {
        const std::string_view text = rows.Text(cell);
        return sqlite3_result_text(to, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
      }
    }
  }
};

bool BatchTable::Register(sqlite3* database, size_t columns) {
  columns_ = columns;
  static const sqlite3_module kModule = [] {
    sqlite3_module module{};  // without xCreate: the table is there by its name alone
    module.xConnect = BatchModule::Connect;
    module.xBestIndex = BatchModule::BestIndex;
    module.xDisconnect = BatchModule::Disconnect;
    module.xDestroy = BatchModule::Disconnect;
    module.xOpen = BatchModule::Open;
    module.xClose = BatchModule::Close;
    module.xFilter = BatchModule::Filter;
    module.xNext = BatchModule::Next;
    module.xEof = BatchModule::Eof;
    module.xColumn = BatchModule::Column;
    module.xRowid = BatchModule::RowId;
    return module;
  }();
  return sqlite3_create_module(database, "pathex_batch", &kModule, this) == SQLITE_OK;
}

}  // namespace pathex
