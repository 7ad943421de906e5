#include "extractor/sinks/postgresql.h"

#include <charconv>
#include <map>
#include <utility>

#include "extractor/sinks/database_url.h"
#include "extractor/sinks/libpq.h"
#include "extractor/sinks/row_order.h"
#include "extractor/sinks/row_text.h"
#include "extractor/sinks/sql.h"

namespace pathex {
namespace {

constexpr size_t kChunk = 4 << 20;  // bytes of rows that are sent at once, as one COPY a table
constexpr const char* kLock = "SELECT pg_advisory_xact_lock(7284393)";  // any number, always this

struct ConnectionCloser {
  void operator()(PGconn* connection) const { Pq().finish(connection); }
};
struct ResultCloser {
  void operator()(PGresult* result) const { Pq().clear(result); }
};
using QueryResult = std::unique_ptr<PGresult, ResultCloser>;

// '{"a","b"}', the text form of an array.
std::string ArrayText(const std::vector<std::string>& items) {
  std::string out = "{";
  for (const std::string& item : items) {
    if (out.size() > 1) out += ',';
    out += '"';
    for (const char c : item) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + "}";
}

// A connection that says what went wrong; the first failure stays.
class Server {
 public:
  explicit Server(const std::string& url) : name_(WithoutPassword(url)) {
    if (const std::optional<std::string> fault = LoadLibPq()) {
      Fail("U011", "PostgreSQL's client library cannot be loaded (" + *fault +
                       "); install it (Debian: libpq5)");
      return;
    }
    connection_.reset(Pq().connectdb(url.c_str()));
    if (Pq().status(connection_.get()) != CONNECTION_OK) {
      Fail("U011", "no connection (" + FirstLine(Pq().errorMessage(connection_.get())) +
                       "); is the server running, and the URL right?");
      return;
    }
    Pq().setNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    Run("SET client_encoding = 'UTF8'");
  }

  bool Run(const std::string& sql) {
    if (failed()) return false;
    const QueryResult result(Pq().exec(connection_.get(), sql.c_str()));
    return Check(result.get());
  }

  // Parameters are texts.
  QueryResult Query(const std::string& sql, const std::vector<std::string>& parameters) {
    if (failed()) return nullptr;
    std::vector<const char*> values;
    values.reserve(parameters.size());
    for (const std::string& text : parameters) values.push_back(text.c_str());
    QueryResult result(Pq().execParams(connection_.get(), sql.c_str(),
                                       static_cast<int>(values.size()), nullptr, values.data(),
                                       nullptr, nullptr, 0));
    return Check(result.get()) ? std::move(result) : nullptr;
  }

  int64_t Number(const std::string& sql, int64_t none) {
    const QueryResult result = Query(sql, {});
    if (result == nullptr || Pq().ntuples(result.get()) == 0) return none;
    return std::strtoll(Pq().getvalue(result.get(), 0, 0), nullptr, 10);
  }

  bool Copy(const std::string& into, const std::string& bytes) {
    if (!Run("COPY " + into + " FROM STDIN")) return false;
    if (Pq().putCopyData(connection_.get(), bytes.data(), static_cast<int>(bytes.size())) != 1 ||
        Pq().putCopyEnd(connection_.get(), nullptr) != 1) {
      return Broken();
    }
    bool fine = true;
    while (QueryResult result{Pq().getResult(connection_.get())})
      fine = Check(result.get()) && fine;
    return fine;
  }

  bool failed() const { return !error_.code.empty(); }
  Error error() const { return error_; }
  std::optional<Error> Outcome() const {
    return failed() ? std::optional<Error>(error_) : std::nullopt;
  }
  void Fail(const std::string& code, const std::string& message) {
    if (!failed()) error_ = {code, name_, message};
  }

 private:
  static std::string FirstLine(std::string_view text) {
    return std::string(text.substr(0, text.find('\n')));
  }

  bool Broken() {
    Fail("U016", "not everything could be written (" +
                     FirstLine(Pq().errorMessage(connection_.get())) +
                     "); once the server is there again, --resume continues");
    return false;
  }

  bool Check(const PGresult* result) {
    const ExecStatusType status = Pq().resultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) {
      return true;
    }
    if (Pq().status(connection_.get()) != CONNECTION_OK) return Broken();
    // The primary message only: the detail may quote values.
    const char* reason = Pq().resultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    Fail("U016", std::string("not everything could be written (") +
                     (reason == nullptr ? "no reason given" : reason) +
                     "); mend that, then run again (--resume continues)");
    return false;
  }

  const std::string name_;
  std::unique_ptr<PGconn, ConnectionCloser> connection_;
  Error error_;
};

// Brings the tables to the version of the layout.
void PrepareTables(const Layout& layout, Server* server) {
  server->Run("BEGIN");
  server->Run(kLock);  // one at a time
  const bool ours = server->Number("SELECT count(to_regclass('pathex_schema'))", 0) > 0;
  const int64_t version = ours ? server->Number("SELECT version FROM pathex_schema", 0) : 0;
  if (version > layout.version) {
    return server->Fail("U011", "holds tables of version " + std::to_string(version) +
                                    ", this pathex knows " + std::to_string(layout.version) +
                                    "; use a newer pathex or another database");
  }
  if (version == 0) {
    server->Run("CREATE TABLE pathex_schema (version integer NOT NULL)");
    server->Run("INSERT INTO pathex_schema VALUES (0)");
    for (const uint16_t t : DatabaseTables(layout)) {
      server->Run(CreateTable(layout, layout.tables[t], Dialect::kPostgresql));
    }
  }
  for (const Migration& step : layout.postgresql) {
    if (version > 0 && step.to > version && step.to <= layout.version) server->Run(step.sql);
  }
  server->Run("UPDATE pathex_schema SET version = " + std::to_string(layout.version));
  server->Run("COMMIT");
}

class PostgresqlSink : public Sink {
 public:
  PostgresqlSink(const std::string& url, std::shared_ptr<const Layout> layout)
      : layout_(std::move(layout)), server_(url) {
    PrepareTables(*layout_, &server_);
    bare_ =
        server_.Number("SELECT count(*) FROM pg_constraint WHERE contype = 'p' AND conrelid = '" +
                           layout_->tables[DatabaseTables(*layout_).back()].name + "'::regclass",
                       1) == 0;
    pending_.resize(layout_->tables.size());
  }

  std::optional<Error> Outcome() const { return server_.Outcome(); }

  Encoded Encode(RecordBatch&& batch) const override {
    Encoded out;
    out.first = batch.first;
    out.records = batch.ends.size();
    out.tables.resize(layout_->tables.size());
    const Rows rows = ReadRows(*layout_, RowsOf::kDatabase, batch);
    out.keys.resize(out.records);
    const std::vector<std::vector<uint32_t>> by_table = RowsByTable(*layout_, rows);
    for (size_t t = 0; t < by_table.size(); ++t) {
      TableText& text = out.tables[t];
      for (const uint32_t r : by_table[t]) {
        const Row& row = rows.rows[r];
        if (t == 0) out.keys[row.record] = KeyOf(rows, row);
        text.rows.push_back({row.record, text.bytes.size()});
        for (size_t c = 0; c < layout_->tables[t].columns.size(); ++c) {
          text.bytes += '\t';
          AppendCopyCell(rows, rows.cells[row.first_cell + c], &text.bytes);
        }
        text.bytes += '\n';
      }
    }
    return out;
  }

  std::optional<Error> Write(Encoded&& batch) override {
    for (const TableText& text : batch.tables) pending_bytes_ += text.bytes.size();
    waiting_.push_back(std::move(batch));
    if (pending_bytes_ >= kChunk) Send();
    return Outcome();
  }

  std::optional<Error> Forget(
      const std::vector<std::pair<std::string, std::string>>& reports) override {
    if (!in_transaction_) server_.Run("BEGIN");
    in_transaction_ = true;
    for (const auto& [id, path] : reports) {
      const QueryResult found = server_.Query("SELECT report_id FROM " + layout_->tables[0].name +
                                                  " WHERE source_id = $1 AND path = $2",
                                              {id, path});
      for (int i = 0; found != nullptr && i < Pq().ntuples(found.get()); ++i) {
        Delete(std::string("{") + Pq().getvalue(found.get(), i, 0) + "}");
      }
    }
    return Outcome();
  }

  std::optional<Error> Commit() override {
    Send();
    if (in_transaction_) server_.Run("COMMIT");
    in_transaction_ = false;
    return Outcome();
  }

  std::optional<Error> Close() override {
    if (auto error = Commit()) return error;
    server_.Run("BEGIN");
    server_.Run(kLock);
    AddKeys();
    for (const std::string& sql : CreateIndexes(*layout_)) server_.Run(sql);
    for (const std::string& sql : AddForeignKeys(*layout_)) server_.Run(sql);
    server_.Run(layout_->views);
    server_.Run("COMMIT");
    // A look that is enough for the first questions; the server takes a longer one by itself.
    server_.Run("SET default_statistics_target = 20");
    for (const uint16_t t : DatabaseTables(*layout_)) {
      server_.Run("ANALYZE " + layout_->tables[t].name);
    }
    return Outcome();
  }

 private:
  using Key = std::pair<std::string, std::string>;

  Key KeyOf(const Rows& rows, const Row& row) const {
    std::vector<std::string> texts;
    const Table& reports = layout_->tables[0];
    for (size_t c = 0; c < reports.columns.size(); ++c) {
      if (reports.columns[c].key) {
        texts.emplace_back(rows.Text(rows.cells[row.first_cell + c]));
      }
    }
    texts.resize(2);
    return {texts[0], texts[1]};
  }

  // All that waits, in one COPY a table. The same report twice: the later one counts.
  void Send() {
    if (waiting_.empty() || server_.failed()) return;
    if (!in_transaction_) server_.Run("BEGIN");
    in_transaction_ = true;
    std::map<Key, int64_t> numbers;
    std::map<Key, std::pair<size_t, size_t>> last;  // batch and record
    for (size_t b = 0; b < waiting_.size(); ++b) {
      for (size_t r = 0; r < waiting_[b].keys.size(); ++r) last[waiting_[b].keys[r]] = {b, r};
    }
    FindNumbers(last, &numbers);
    for (size_t b = 0; b < waiting_.size(); ++b) {
      std::vector<int64_t> report(waiting_[b].records, 0);  // 0: a later one counts
      for (size_t r = 0; r < report.size(); ++r) {
        const Key& key = waiting_[b].keys[r];
        if (last[key] == std::pair(b, r)) report[r] = numbers[key];
      }
      for (size_t t = 0; t < pending_.size(); ++t) AddRows(waiting_[b].tables[t], report, t);
    }
    waiting_.clear();
    pending_bytes_ = 0;
    for (size_t t = 0; t < pending_.size() && !server_.failed(); ++t) {
      const Table& table = layout_->tables[t];
      if (!pending_[t].empty()) {
        server_.Copy(table.name + " (" + ColumnNames(table) + ")", pending_[t]);
      }
      pending_[t].clear();
    }
  }

  void AddRows(const TableText& text, const std::vector<int64_t>& report, size_t table) {
    std::string* out = &pending_[table];
    char digits[24];
    for (size_t i = 0; i < text.rows.size(); ++i) {
      const int64_t number = report[text.rows[i].record];
      if (number == 0) continue;
      const size_t end = i + 1 < text.rows.size() ? text.rows[i + 1].begin : text.bytes.size();
      out->append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
      out->append(text.bytes, text.rows[i].begin, end - text.rows[i].begin);
    }
  }

  // Numbers of reports that are there already, whose rows are deleted; new ones for the others.
  void FindNumbers(const std::map<Key, std::pair<size_t, size_t>>& reports,
                   std::map<Key, int64_t>* numbers) {
    const Table& table = layout_->tables[0];
    std::vector<std::string> names;
    for (const Column& column : table.columns) {
      if (column.key) names.push_back(column.name);
    }
    std::vector<std::string> first, second;
    first.reserve(reports.size());
    second.reserve(reports.size());
    for (const auto& [key, where] : reports) {
      first.push_back(key.first);
      second.push_back(key.second);
    }
    const QueryResult there =
        server_.Query("SELECT r.report_id, r." + names[0] + ", r." + names[1] + " FROM " +
                          table.name + " r JOIN unnest($1::text[], $2::text[]) k(a, b) ON r." +
                          names[0] + " = k.a AND r." + names[1] + " = k.b",
                      {ArrayText(first), ArrayText(second)});
    std::string old;
    for (int i = 0; there != nullptr && i < Pq().ntuples(there.get()); ++i) {
      const char* number = Pq().getvalue(there.get(), i, 0);
      (*numbers)[{Pq().getvalue(there.get(), i, 1), Pq().getvalue(there.get(), i, 2)}] =
          std::strtoll(number, nullptr, 10);
      old += (old.empty() ? "{" : ",") + std::string(number);
    }
    if (!old.empty()) Delete(old + "}");
    NewNumbers(table.name, numbers);
  }

  // The primary keys, which a first load goes without until it ends or must look rows up: made at
  // once they cost half.
  void AddKeys() {
    if (!bare_) return;
    bare_ = false;
    for (const std::string& sql : AddPrimaryKeys(*layout_)) server_.Run(sql);
  }

  // `reports` is the text of an array.
  void Delete(const std::string& reports) {
    AddKeys();
    for (const uint16_t t : DatabaseTables(*layout_)) {
      server_.Query("DELETE FROM " + layout_->tables[t].name + " WHERE report_id = ANY($1)",
                    {reports});
    }
  }

  // In the order in which the reports came.
  void NewNumbers(const std::string& table, std::map<Key, int64_t>* numbers) {
    std::vector<Key> missing;
    for (const Encoded& batch : waiting_) {
      for (const Key& key : batch.keys) {
        if (numbers->emplace(key, 0).second) missing.push_back(key);
      }
    }
    const QueryResult fresh =
        server_.Query("SELECT nextval(pg_get_serial_sequence('" + table +
                          "', 'report_id')) FROM generate_series(1, $1::bigint)",
                      {std::to_string(missing.size())});
    if (fresh == nullptr) return;
    for (size_t i = 0; i < missing.size(); ++i) {
      (*numbers)[missing[i]] =
          std::strtoll(Pq().getvalue(fresh.get(), static_cast<int>(i), 0), nullptr, 10);
    }
  }

  const std::shared_ptr<const Layout> layout_;
  Server server_;
  std::vector<Encoded> waiting_;
  size_t pending_bytes_ = 0;
  std::vector<std::string> pending_;  // by table
  bool in_transaction_ = false;
  bool bare_ = false;  // tables without primary keys
};

}  // namespace

Result<std::unique_ptr<Sink>> OpenPostgresql(const std::string& url,
                                             std::shared_ptr<const Layout> layout) {
  auto sink = std::make_unique<PostgresqlSink>(url, std::move(layout));
  if (auto error = sink->Outcome()) return *error;
  return std::unique_ptr<Sink>(std::move(sink));
}

}  // namespace pathex
