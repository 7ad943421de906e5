#include "extractor/review/ledger.h"

#include <sqlite3.h>

#include <utility>

namespace pathex {
namespace {

// "pthx": tells a ledger from another SQLite file.
constexpr const char* kSchema = R"(
  PRAGMA journal_mode = WAL;
  PRAGMA application_id = 1886677112;
  CREATE TABLE IF NOT EXISTS design(
    id INTEGER PRIMARY KEY, records INTEGER, doubtful INTEGER, random INTEGER, rest INTEGER,
    seed INTEGER);
  CREATE TABLE IF NOT EXISTS record(
    hash TEXT PRIMARY KEY, stratum TEXT NOT NULL, head TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS verdict(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL REFERENCES record(hash), pointer TEXT NOT NULL, field TEXT NOT NULL,
    verdict TEXT NOT NULL, value TEXT, correction TEXT, quote TEXT, note TEXT NOT NULL,
    reviewer TEXT NOT NULL, time TEXT NOT NULL, nonce TEXT NOT NULL UNIQUE,
    source_id TEXT NOT NULL, source_path TEXT NOT NULL, source_sha256 TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS verdict_of_value ON verdict(record, pointer, reviewer, seq);
)";
constexpr int kApplication = 1886677112;

#define PATHEX_COLUMNS                                                                     \
  "seq, record, pointer, field, verdict, value, correction, quote, note, reviewer, time, " \
  "nonce, source_id, source_path, source_sha256"

std::string Written(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

// A prepared statement; values are bound in order.
class Ledger::Statement {
 public:
  Statement(const Ledger& ledger, const char* sql) {
    sqlite3_prepare_v2(ledger.database_, sql, -1, &statement_, nullptr);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& Bind(const std::string& text) {
    if (statement_ != nullptr) {
      sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()),
                        SQLITE_TRANSIENT);
    }
    return *this;
  }
  Statement& Bind(int64_t number) {
    if (statement_ != nullptr) sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
  }
  // null is NULL.
  Statement& Bind(const Json& value) {
    if (!value.is_null()) return Bind(Written(value));
    if (statement_ != nullptr) sqlite3_bind_null(statement_, ++bound_);
    return *this;
  }

  int Step() { return statement_ == nullptr ? SQLITE_ERROR : sqlite3_step(statement_); }
  bool Done() { return Step() == SQLITE_DONE; }
  int64_t Number(int column) { return sqlite3_column_int64(statement_, column); }
  std::string Text(int column) {
    const void* text = sqlite3_column_text(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return text == nullptr ? "" : std::string(static_cast<const char*>(text), size);
  }
  Json Value(int column) {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return nullptr;
    Result<Json> value = ParseJsonValue(Text(column));
    return value ? std::move(*value) : Json(nullptr);
  }
  Verdict Row() {
    Verdict out;
    out.seq = Number(0);
    std::string* texts[] = {&out.record,      &out.pointer,      &out.field, &out.verdict,
                            nullptr,          nullptr,           nullptr,    &out.note,
                            &out.reviewer,    &out.time,         &out.nonce, &out.source_id,
                            &out.source_path, &out.source_sha256};
    int column = 0;
    for (std::string* text : texts) {
      ++column;
      if (text != nullptr) *text = Text(column);
    }
    out.value = Value(5);
    out.correction = Value(6);
    out.quote = Value(7);
    return out;
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

Ledger::Ledger(Ledger&& other) noexcept
    : path_(std::move(other.path_)),
      database_(std::exchange(other.database_, nullptr)),
      mutex_(std::move(other.mutex_)) {}

Ledger::~Ledger() {
  if (database_ != nullptr) sqlite3_close(database_);
}

Error Ledger::Fault() const { return {"R003", path_, sqlite3_errmsg(database_)}; }

std::optional<Error> Ledger::Run(const char* sql) {
  if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return std::nullopt;
  return Fault();
}

Result<Ledger> Ledger::Open(const std::string& path, Access access) {
  const bool write = access == Access::kWrite;
  sqlite3* database = nullptr;
  const int flags = write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
  const int opened = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
  Ledger ledger(path, database);
  if (opened != SQLITE_OK) {
    return Error{"R003", path,
                 std::string("cannot be opened: ") +
                     (database == nullptr ? "no memory" : sqlite3_errmsg(database))};
  }
  sqlite3_busy_timeout(database, 10'000);
  int64_t application = 0, tables = 0;
  {
    Statement ask(ledger,
                  "SELECT (SELECT application_id FROM pragma_application_id), count(*) "
                  "FROM sqlite_schema");
    if (ask.Step() != SQLITE_ROW) return ledger.Fault();
    application = ask.Number(0);
    tables = ask.Number(1);
  }
  if (application != kApplication && (tables > 0 || !write)) {
    return Error{"R003", path, "is no file of verdicts of pathex review"};
  }
  if (auto error = ledger.Run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")) {
    return *error;
  }
  if (write) {
    if (auto error = ledger.Run(kSchema)) return *error;
  }
  return ledger;
}

// The last row about the same value by the same reviewer, or the row of the same nonce.
Result<std::optional<Verdict>> Ledger::Last(const Verdict& like, bool by_nonce) {
  Statement ask(*this, by_nonce ? "SELECT " PATHEX_COLUMNS " FROM verdict WHERE nonce = ?"
                                : "SELECT " PATHEX_COLUMNS
                                  " FROM verdict WHERE record = ? AND pointer = ? AND reviewer = ? "
                                  "ORDER BY seq DESC LIMIT 1");
  if (by_nonce) {
    ask.Bind(like.nonce);
  } else {
    ask.Bind(like.record).Bind(like.pointer).Bind(like.reviewer);
  }
  const int step = ask.Step();
  if (step == SQLITE_ROW) return std::optional<Verdict>(ask.Row());
  if (step == SQLITE_DONE) return std::optional<Verdict>();
  return Fault();
}

Result<Ledger::Saved> Ledger::AppendInside(const Verdict& verdict, int64_t base,
                                           const ReviewedRecord& record) {
  Result<std::optional<Verdict>> same = Last(verdict, true);
  if (!same) return same.error();
  if (same->has_value()) return Saved{true, **same};
  Result<std::optional<Verdict>> last = Last(verdict, false);
  if (!last) return last.error();
  if ((last->has_value() ? (*last)->seq : 0) != base) {
    return Saved{false, last->has_value() ? **last : Verdict{}};
  }
  Statement add_record(*this, "INSERT OR IGNORE INTO record(hash, stratum, head) VALUES(?, ?, ?)");
  if (!add_record.Bind(record.hash).Bind(record.stratum).Bind(record.head).Done()) return Fault();
  Statement add(*this,
                "INSERT INTO verdict(record, pointer, field, verdict, value, correction, quote, "
                "note, reviewer, time, nonce, source_id, source_path, source_sha256) "
                "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  add.Bind(verdict.record).Bind(verdict.pointer).Bind(verdict.field).Bind(verdict.verdict);
  add.Bind(verdict.value).Bind(verdict.correction).Bind(verdict.quote).Bind(verdict.note);
  add.Bind(verdict.reviewer).Bind(verdict.time).Bind(verdict.nonce);
  add.Bind(verdict.source_id).Bind(verdict.source_path).Bind(verdict.source_sha256);
  if (!add.Done()) return Fault();
  Saved saved{true, verdict};
  saved.verdict.seq = sqlite3_last_insert_rowid(database_);
  return saved;
}

Result<Ledger::Saved> Ledger::Append(const Verdict& verdict, int64_t base,
                                     const ReviewedRecord& record) {
  const std::lock_guard<std::mutex> lock(*mutex_);
  if (auto error = Run("BEGIN IMMEDIATE")) return *error;
  Result<Saved> saved = AppendInside(verdict, base, record);
  if (!saved) {
    Run("ROLLBACK");
    return saved;
  }
  if (auto error = Run("COMMIT")) {
    Run("ROLLBACK");
    return *error;
  }
  return saved;
}

Result<std::vector<Verdict>> Ledger::Current(const std::string& reviewer, int64_t since) {
  const std::lock_guard<std::mutex> lock(*mutex_);
  Statement ask(
      *this, "SELECT " PATHEX_COLUMNS
             " FROM verdict AS v WHERE seq > ? AND (? = '' OR reviewer = ?) AND NOT EXISTS (SELECT "
             "1 FROM verdict AS later WHERE later.record = v.record AND later.pointer = v.pointer "
             "AND later.reviewer = v.reviewer AND later.seq > v.seq) ORDER BY seq");
  ask.Bind(since).Bind(reviewer).Bind(reviewer);
  std::vector<Verdict> out;
  for (;;) {
    const int step = ask.Step();
    if (step == SQLITE_DONE) return out;
    if (step != SQLITE_ROW) return Fault();
    out.push_back(ask.Row());
  }
}

Result<std::vector<ReviewedRecord>> Ledger::Records() {
  const std::lock_guard<std::mutex> lock(*mutex_);
  Statement ask(*this, "SELECT hash, stratum, head FROM record ORDER BY hash");
  std::vector<ReviewedRecord> out;
  for (;;) {
    const int step = ask.Step();
    if (step == SQLITE_DONE) return out;
    if (step != SQLITE_ROW) return Fault();
    out.push_back({ask.Text(0), ask.Text(1), ask.Value(2)});
  }
}

std::optional<Error> Ledger::SaveDesign(const SampleDesign& design) {
  const std::lock_guard<std::mutex> lock(*mutex_);
  Statement add(*this,
                "INSERT INTO design(records, doubtful, random, rest, seed) VALUES(?, ?, ?, ?, ?)");
  for (const uint64_t number : {uint64_t{design.records}, uint64_t{design.doubtful},
                                uint64_t{design.random}, uint64_t{design.rest}, design.seed}) {
    add.Bind(static_cast<int64_t>(number));
  }
  if (add.Done()) return std::nullopt;
  return Fault();
}

Result<SampleDesign> Ledger::Design() {
  const std::lock_guard<std::mutex> lock(*mutex_);
  Statement ask(
      *this, "SELECT records, doubtful, random, rest, seed FROM design ORDER BY id DESC LIMIT 1");
  const int step = ask.Step();
  if (step == SQLITE_DONE) return SampleDesign{};
  if (step != SQLITE_ROW) return Fault();
  SampleDesign out;
  out.records = static_cast<size_t>(ask.Number(0));
  out.doubtful = static_cast<size_t>(ask.Number(1));
  out.random = static_cast<size_t>(ask.Number(2));
  out.rest = static_cast<size_t>(ask.Number(3));
  out.seed = static_cast<uint64_t>(ask.Number(4));
  return out;
}

}  // namespace pathex
