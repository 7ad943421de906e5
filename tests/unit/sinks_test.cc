// Records as rows, on tables and records of a garden: nothing here is clinical.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "extractor/sinks/csv.h"
#include "extractor/sinks/database_url.h"
#include "extractor/sinks/layout.h"
#include "extractor/sinks/open.h"
#include "extractor/sinks/postgresql.h"
#include "extractor/sinks/row_text.h"
#include "extractor/sinks/sql.h"
#include "extractor/sinks/sqlite.h"

namespace pathex {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTables = R"({"version": 1, "tables": [
  {"name": "report", "rows": "", "columns": [
    {"name": "source_id", "type": "text", "from": "/source/id", "key": true},
    {"name": "sha256", "type": "text", "from": "/source/sha256", "key": true},
    {"name": "path", "type": "text", "from": "/source/path"},
    {"name": "trees", "type": "integer", "from": "/report/trees", "as": "count"},
    {"name": "fenced", "type": "boolean", "from": "/report/fenced"}]},
  {"name": "tree", "rows": "/report/trees/*", "indexes": [["species"]], "columns": [
    {"name": "tree", "type": "integer", "from": "@index0", "key": true},
    {"name": "pointer", "type": "text", "from": "@pointer"},
    {"name": "species", "type": "text", "from": "species"},
    {"name": "height", "type": "real", "from": "size/0"},
    {"name": "names", "type": "text", "from": "names", "as": "list"},
    {"name": "age", "type": "integer", "from": "/derived/trees/*/age"}]},
  {"name": "leaf", "parent": "tree", "rows": "/report/trees/*/leaves/*", "columns": [
    {"name": "tree", "type": "integer", "from": "@index0", "key": true},
    {"name": "leaf", "type": "integer", "from": "@index1", "key": true},
    {"name": "pointer", "type": "text", "from": "@pointer"},
    {"name": "colour", "type": "text", "from": "colour"},
    {"name": "whole", "type": "json", "from": ""}]},
  {"name": "evidence", "rows": "/evidence/*/*", "columns": [
    {"name": "row_pointer", "type": "text", "from": "@row", "key": true},
    {"name": "field", "type": "text", "from": "@field", "key": true},
    {"name": "mention", "type": "integer", "from": "", "as": "number", "key": true}]},
  {"name": "case", "csv_only": true, "rows": "", "columns": [
    {"name": "id", "type": "text", "from": "/source/id"},
    {"name": "leaves", "type": "text", "from": "/report/trees/0/leaves", "as": "list",
     "of": ["colour", "n"]}]}]})";

constexpr const char* kRecord =
    R"({"source":{"id":"a","sha256":"12","path":"x/a.txt"},"report":{"trees":[)"
    R"({"species":"apple","size":[4.25,2],"names":["old","\"big\""],)"
    R"("leaves":[{"colour":"red","n":1},{"n":2}]},{"species":"pear\u0000"}],"fenced":false},)"
    R"("derived":{"trees":[{"age":7}]},)"
    R"("evidence":{"/trees/0/leaves/0/colour":["m3","m12"],"/derived/trees/0/age":["m1"],)"
    R"("/fenced":["m2"]}})";

std::shared_ptr<const Layout> Garden(const std::string& tables = kTables) {
  const MemoryFiles files({{"db/tables.json", tables},
                           {"db/views.sql", "DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT 1;"},
                           {"db/sqlite-2.sql", "ALTER TABLE tree ADD COLUMN planted INTEGER"}});
  Result<Layout> layout = Layout::Load("db", files);
  EXPECT_TRUE(layout) << layout.error().ToString();
  return std::make_shared<const Layout>(std::move(*layout));
}

RecordBatch BatchOf(const std::vector<std::string>& records, uint64_t first = 0) {
  RecordBatch batch;
  batch.first = first;
  for (const std::string& record : records) {
    batch.lines.Append(record + "\n");
    batch.ends.push_back(batch.lines.size());
  }
  return batch;
}

// "tree|0|/trees/0|apple|…", one row a line.
std::string Print(const Layout& layout, const Rows& rows) {
  std::string out;
  for (const Row& row : rows.rows) {
    const Table& table = layout.tables[row.table];
    out += table.name;
    for (size_t c = 0; c < table.columns.size(); ++c) {
      out += '|';
      AppendCopyCell(rows, rows.cells[row.first_cell + c], &out);
    }
    out += '\n';
  }
  return out;
}

TEST(Rows, EveryTableInOneWalk) {
  const auto layout = Garden();
  EXPECT_EQ(Print(*layout, ReadRows(*layout, RowsOf::kDatabase, BatchOf({kRecord}))),
            "report|a|12|x/a.txt|2|f\n"
            "tree|0|/trees/0|apple|4.25|old; \"big\"|7\n"
            "leaf|0|0|/trees/0/leaves/0|red|{\"colour\":\"red\",\"n\":1}\n"
            "leaf|0|1|/trees/0/leaves/1|\\N|{\"n\":2}\n"
            "tree|1|/trees/1|pear\uFFFD|\\N|\\N|\\N\n"
            "evidence|/trees/0/leaves/0|colour|3\n"
            "evidence|/trees/0/leaves/0|colour|12\n"
            "evidence|/trees/0|derived/age|1\n"
            "evidence||fenced|2\n");
  EXPECT_EQ(Print(*layout, ReadRows(*layout, RowsOf::kSingleTable, BatchOf({kRecord}))),
            "case|a|red:1; 2\n");
}

// Whatever stands in a batch beside it, and whether or not its memory ends behind it.
TEST(Rows, ALineThatIsNoRecordHasNone) {
  const auto layout = Garden();
  const std::string record = kRecord;
  for (const std::string bad :
       {"no json", "[1]", "", "{", R"({"source":{"id":"a"})", R"({"source":{"id":"a"}} 1)",
        R"({"source":{"id":"a"},"report":{"trees":[{"species":"apple",}]}})",
        R"({"source":{"id":"a"},"report":{"trees":[{"species":"app)",
        R"({"source":{"id":"a"},"evidence":{"/fenced":["m1" "m2"]}})"}) {
    RecordBatch batch = BatchOf({record, bad, record, bad});
    ByteBuffer tight;
    tight.Append(batch.lines.view());
    batch.lines = std::move(tight);
    const Rows rows = ReadRows(*layout, RowsOf::kDatabase, batch);
    ASSERT_EQ(rows.rows.size(), 18u) << bad;
    for (size_t r = 0; r < rows.rows.size(); ++r) {
      EXPECT_EQ(rows.rows[r].record, r < 9 ? 0u : 2u) << bad;
    }
  }
}

TEST(Rows, SpaceEscapesAndOtherKindsOfValues) {
  const auto layout = Garden();
  const Rows rows = ReadRows(*layout, RowsOf::kDatabase,
                             BatchOf({R"( { "source" : { "id" : 7 , "sha256" : null } ,
   "report" : { "trees" : [ { "species" : "a\tb\u00e9" , "size" : [ "x" ] , "names" : [ 1 , { "a" : [2] } , "n" ] ,
   "leaves" : [ null , { } ] } ] , "fenced" : "no" } , "derived" : { "trees" : [ { "age" : 7.5 } ] } ,
   "ev\u0069dence" : { "/report\/x" : [ ] , "/fenced" : [ "m2" , 3 , "x" ] } } )"}));
  EXPECT_EQ(Print(*layout, rows),
            "report|7|\\N|\\N|1|\\N\n"
            "tree|0|/trees/0|a\\tb\u00e9|\\N|1; { \"a\" : [2] }; n|\\N\n"
            "leaf|0|0|/trees/0/leaves/0|\\N|null\n"
            "leaf|0|1|/trees/0/leaves/1|\\N|{ }\n"
            "evidence||fenced|2\n"
            "evidence||fenced|\\N\n"
            "evidence||fenced|\\N\n");
}

TEST(Layout, FaultsAreNamedWithTheirPlace) {
  const std::vector<std::pair<std::string, std::string>> faults = {
      {R"({"tables": []})", "needs \"version\""},
      {R"({"version": 1, "tables": [{"name": "t", "rows": "", "columns": [{"name": "a"}]}]})",
       "a column needs a name, a type"},
      {R"({"version": 1, "tables": [{"name": "t", "rows": "", "columns": [
        {"name": "a", "type": "text", "from": "@nothing"}]}]})",
       "no such source \"@nothing\""},
      {R"({"version": 1, "tables": [{"name": "t", "rows": "/a/*", "columns": []}]})",
       "is not one row a record"},
      {R"({"version": 1, "tables": [{"name": "t", "rows": "", "columns": []},
        {"name": "u", "rows": "/a/*", "columns": [{"name": "b", "type": "text", "from": "/a/0"}]}]})",
       "cannot be asked for at the same place"}};
  for (const auto& [tables, message] : faults) {
    const MemoryFiles files({{"db/tables.json", tables}, {"db/views.sql", ""}});
    const Result<Layout> layout = Layout::Load("db", files);
    ASSERT_FALSE(layout) << tables;
    EXPECT_EQ(layout.error().code, "L022");
    EXPECT_NE(layout.error().message.find(message), std::string::npos) << layout.error().message;
    EXPECT_EQ(layout.error().where.rfind("db/tables.json:", 0), 0u);
  }
}

TEST(RowText, Csv) {
  std::string out;
  for (const char* text : {"plain", "a,b", "say \"no\"", "two\nlines", ""}) {
    AppendCsvText(text, &out);
    out += '|';
  }
  EXPECT_EQ(out, "plain|\"a,b\"|\"say \"\"no\"\"\"|\"two\nlines\"|\"\"|");
}

TEST(OpenSink, ByTheEnding) {
  EXPECT_EQ(KindOfSink(""), SinkKind::kNdjson);
  EXPECT_EQ(KindOfSink("a.ndjson"), SinkKind::kNdjson);
  EXPECT_EQ(KindOfSink("a.ndjson.zst"), SinkKind::kZstd);
  EXPECT_EQ(KindOfSink("a.gz"), SinkKind::kGzip);
  EXPECT_EQ(KindOfSink("a.csv"), SinkKind::kCsvFile);
  EXPECT_EQ(KindOfSink("tables/"), SinkKind::kCsvFolder);
  EXPECT_EQ(KindOfSink("a.sqlite3"), SinkKind::kSqlite);
  EXPECT_EQ(KindOfSink("postgres://h/d"), SinkKind::kPostgresql);
  EXPECT_EQ(BesideOutput("a/b.ndjson", "journal"), "a/b.ndjson.journal");
  EXPECT_EQ(BesideOutput("tables/", "journal"), "tables.journal");
  EXPECT_EQ(BesideOutput("postgresql://u:p@h:1/registry?x=y", "journal"), "registry.journal");
}

TEST(Postgresql, PasswordsAreLeftOut) {
  EXPECT_EQ(WithoutPassword("postgresql://u:secret@h:1/d"), "postgresql://u@h:1/d");
  EXPECT_EQ(WithoutPassword("postgresql://u@h:1/d"), "postgresql://u@h:1/d");
  EXPECT_EQ(WithoutPassword("postgresql:///d?password=secret&x=1"), "postgresql:///d?x=1");
  EXPECT_EQ(WithoutPassword("postgresql:///d?x=1&password=secret"), "postgresql:///d?x=1");
}

class Database : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "pathex-db-XXXXXX").string();
    here_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(here_); }

  void Load(std::shared_ptr<const Layout> layout, const std::vector<std::string>& records) {
    Result<std::unique_ptr<Sink>> sink = OpenSqlite(Path(), std::move(layout));
    ASSERT_TRUE(sink) << sink.error().ToString();
    ASSERT_FALSE((*sink)->Write((*sink)->Encode(BatchOf(records))));
    ASSERT_FALSE((*sink)->Close());
  }

  std::string Path() const { return (here_ / "out.sqlite").string(); }

  // "a|b;c|d"
  std::string Query(const std::string& sql) const {
    sqlite3* database = nullptr;
    sqlite3_open(Path().c_str(), &database);
    std::string out;
    char* error = nullptr;
    sqlite3_exec(
        database, sql.c_str(),
        [](void* to, int n, char** values, char**) {
          auto& text = *static_cast<std::string*>(to);
          if (!text.empty()) text += ';';
          for (int i = 0; i < n; ++i) {
            text += (i > 0 ? "|" : "") + std::string(values[i] == nullptr ? "NULL" : values[i]);
          }
          return 0;
        },
        &out, &error);
    EXPECT_EQ(error, nullptr) << error;
    sqlite3_close(database);
    return out;
  }

  fs::path here_;
};

TEST_F(Database, ReportsAreReplacedAndKeepTheirNumbers) {
  const std::string other = R"({"source":{"id":"b","sha256":"1"},"report":{"trees":[{}]}})";
  Load(Garden(), {other, kRecord, kRecord});
  EXPECT_EQ(Query("SELECT report_id, source_id, trees FROM report"), "1|b|1;2|a|2");
  EXPECT_EQ(Query("SELECT report_id, tree, species, age FROM tree ORDER BY 1, 2"),
            "1|0|NULL|NULL;2|0|apple|7;2|1|pear\uFFFD|NULL");
  std::string changed = kRecord;
  changed.replace(changed.find("apple"), 5, "plum");
  Load(Garden(), {changed});
  EXPECT_EQ(Query("SELECT report_id, species FROM tree ORDER BY report_id, tree"),
            "1|NULL;2|plum;2|pear\uFFFD");
  EXPECT_EQ(Query("SELECT count(*) FROM evidence"), "4");
  EXPECT_EQ(Query("PRAGMA foreign_key_check"), "");
  EXPECT_EQ(Query("SELECT name FROM sqlite_schema WHERE name = 'tree_species'"), "tree_species");
  EXPECT_FALSE(fs::exists(Path() + "-wal"));
}

// One statement writes all rows of a table: many reports, the same one again and again among them.
TEST_F(Database, ABatchWithTheSameReportAgainAndAgain) {
  std::vector<std::string> records;
  for (int i = 0; i < 12; ++i) {
    std::string record = kRecord;
    record.replace(record.find("\"id\":\"a\""), 8, "\"id\":\"r" + std::to_string(i % 5) + "\"");
    record.replace(record.find("apple"), 5, "kind " + std::to_string(i));
    records.push_back(record);
    if (i % 4 == 0) records.push_back("no record");
  }
  Load(Garden(), records);
  EXPECT_EQ(Query("SELECT source_id, species FROM report JOIN tree USING (report_id) "
                  "WHERE tree = 0 ORDER BY report_id"),
            "r0|kind 10;r1|kind 11;r2|kind 7;r3|kind 8;r4|kind 9");
  EXPECT_EQ(Query("SELECT count(*) FROM tree UNION ALL SELECT count(*) FROM leaf UNION ALL "
                  "SELECT count(*) FROM evidence"),
            "10;10;20");
}

TEST_F(Database, OlderTablesAreMigratedAndNewerOnesRefused) {
  Load(Garden(), {kRecord});
  std::string second = kTables;
  second.replace(second.find("\"version\": 1"), 12, "\"version\": 2");
  const std::string age = R"({"name": "age", "type": "integer", "from": "/derived/trees/*/age"})";
  second.replace(second.find(age), age.size(),
                 age + R"(, {"name": "planted", "type": "integer", "from": "planted"})");
  std::string record = kRecord;
  record.replace(record.find("\"12\""), 4, "\"13\"");
  record.replace(record.find("\"species\":\"apple\""), 17, "\"planted\":1999,\"species\":\"fig\"");
  Load(Garden(second), {record});
  EXPECT_EQ(Query("SELECT version FROM pathex_schema"), "2");
  EXPECT_EQ(Query("SELECT species, planted FROM tree WHERE tree = 0"), "apple|NULL;fig|1999");
  const Result<std::unique_ptr<Sink>> old = OpenSqlite(Path(), Garden());
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().code, "U011");
  EXPECT_NE(old.error().message.find("version 2"), std::string::npos);
}

TEST_F(Database, ReportsCanBeForgotten) {
  Load(Garden(), {kRecord});
  Result<std::unique_ptr<Sink>> sink = OpenSqlite(Path(), Garden());
  ASSERT_FALSE((*sink)->Forget({{"a", "other"}, {"b", "x/a.txt"}}));
  ASSERT_FALSE((*sink)->Commit());
  EXPECT_EQ(Query("SELECT count(*) FROM report"), "1");
  ASSERT_FALSE((*sink)->Forget({{"a", "x/a.txt"}}));
  ASSERT_FALSE((*sink)->Close());
  EXPECT_EQ(Query("SELECT count(*) FROM report UNION ALL SELECT count(*) FROM leaf"), "0;0");
}

TEST_F(Database, CsvFilesGoOnWhereTheyWereCut) {
  const auto layout = Garden();
  const std::string folder = (here_ / "tables").string();
  SinkPosition position;
  {
    Result<std::unique_ptr<Sink>> sink = OpenCsvFolder(folder, layout, {}, Naming::kAtOnce);
    ASSERT_TRUE(sink);
    ASSERT_FALSE((*sink)->Write((*sink)->Encode(BatchOf({kRecord}))));
    position = (*sink)->Position();
    ASSERT_FALSE((*sink)->Write((*sink)->Encode(BatchOf({kRecord}, 1))));
  }
  Result<std::unique_ptr<Sink>> sink = OpenCsvFolder(folder, layout, position, Naming::kAtOnce);
  ASSERT_TRUE(sink);
  ASSERT_FALSE((*sink)->Write((*sink)->Encode(BatchOf({kRecord}, 1))));
  ASSERT_FALSE((*sink)->Close());
  std::ifstream in(here_ / "tables" / "leaf.csv");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(text,
            "report_id,tree,leaf,pointer,colour,whole\n"
            "1,0,0,/trees/0/leaves/0,red,\"{\"\"colour\"\":\"\"red\"\",\"\"n\"\":1}\"\n"
            "1,0,1,/trees/0/leaves/1,,\"{\"\"n\"\":2}\"\n"
            "2,0,0,/trees/0/leaves/0,red,\"{\"\"colour\"\":\"\"red\"\",\"\"n\"\":1}\"\n"
            "2,0,1,/trees/0/leaves/1,,\"{\"\"n\"\":2}\"\n");
}

}  // namespace
}  // namespace pathex
