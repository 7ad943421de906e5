// Tables: CSV and its relatives, JSON Lines.
#include <gtest/gtest.h>

#include <string>

#include "extractor/text/csv.h"
#include "extractor/text/source_table.h"
#include "extractor/text/table_columns.h"
#include "tests/unit/format_fixture.h"

namespace pathex {
namespace {

using format_test::ErrorOf;
using format_test::Evidence;
using format_test::HasDiagnostic;
using format_test::Options;
using format_test::Read;
using format_test::Statements;

std::vector<std::vector<std::string>> Rows(std::string_view text, const std::string& delimiter) {
  std::vector<std::vector<std::string>> rows;
  CsvReader reader(text, delimiter);
  std::vector<CsvField> fields;
  while (reader.Next(&fields, nullptr)) {
    rows.emplace_back();
    for (const CsvField& field : fields) {
      TextBuilder out(text);
      AppendCsvField(field, &out);
      rows.back().push_back(out.text());
    }
  }
  return rows;
}

using Table = std::vector<std::vector<std::string>>;

TEST(Csv, FieldsAndRows) {
  EXPECT_EQ(Rows("a,b\n1,2\n", ","), (Table{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(Rows("a,b\r\n\r\n1,", ","), (Table{{"a", "b"}, {"1", ""}}));
  EXPECT_EQ(Rows("\"x\"\"y\",\"two\r\nlines\"\n", ","), (Table{{"x\"y", "two\nlines"}}));
  EXPECT_EQ(Rows("\"a;b\" ;c", ";"), (Table{{"a;b", "c"}}));
  EXPECT_EQ(Rows("4\" x 3\",y", ","), (Table{{"4\" x 3\"", "y"}}));
  EXPECT_EQ(Rows("\"size 4\" x\", y\"", ","), (Table{{"size 4\" x", " y\""}}));
  EXPECT_EQ(Rows("one\\ntwo,\"three\nfour\\n\"", ","), (Table{{"one\ntwo", "three\nfour\\n"}}));
  EXPECT_EQ(Rows("a\xC2\xAC"
                 "b",
                 "\xC2\xAC"),
            (Table{{"a", "b"}}));
}

TEST(Csv, AQuoteThatIsNeverClosedEndsWithItsLine) {
  EXPECT_EQ(Rows("id,text\n1,\"open\n2,next\n3,\"good\"\n", ","),
            (Table{{"id", "text"}, {"1", "\"open"}, {"2", "next"}, {"3", "good"}}));
}

TEST(Csv, DelimiterIsGuessed) {
  EXPECT_EQ(GuessDelimiter("a,b,c\n1,2,3\n4,5,6\n"), ",");
  EXPECT_EQ(GuessDelimiter("a;b\n\"1,2,3\";x\n4;5,6\n"), ";");
  EXPECT_EQ(GuessDelimiter("a\tb\n1, 2\tx\n"), "\t");
  EXPECT_EQ(GuessDelimiter("a|b\n1|2\n"), "|");
  EXPECT_EQ(GuessDelimiter("a\xC3\xBE"
                           "b\n1\xC3\xBE"
                           "2\n"),
            "\xC3\xBE");
  EXPECT_EQ(GuessDelimiter("just one column\nof text\n"), "");
}

TEST(TableSource, OneReportARow) {
  const std::string file =
      "Report ID;Report_Date;Status;Sex;Age;Report text\r\n"
      "A1;2024-03-06;C;F;61;\"Margins:\r\ndeep \"\"close\"\", 0.4 cm\"\r\n"
      "A1;06.03.2024;final;x;;Leiomyosarcoma.\r\n"
      "A3;;;;;\r\n"
      "A4;short row\r\n";
  const std::vector<Source> sources = Read(file, "export.csv");
  ASSERT_EQ(sources.size(), 4u);
  EXPECT_EQ(sources[0].id, "A1");
  EXPECT_EQ(sources[1].id, "A1#2");
  EXPECT_EQ(sources[0].status, "corrected");
  EXPECT_EQ(sources[0].dates.at(0).second, "2024-03-06");
  EXPECT_EQ(sources[1].dates.at(0).second, "2024-03-06");
  EXPECT_EQ(sources[0].parts.at(0).text, "Margins:\ndeep \"close\", 0.4 cm");
  EXPECT_EQ(sources[0].parts.at(0).locator, "row[2]/Report text");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "deep \"close\", 0.4 cm"),
            "deep \"\"close\"\", 0.4 cm");
  EXPECT_EQ(Statements(sources[0]),
            (std::vector<std::string>{"patient sex=female 'F'", "patient age_years=61 '61'"}));
  EXPECT_TRUE(Statements(sources[1]).empty());
  EXPECT_TRUE(HasDiagnostic(sources[0], "S049"));
  EXPECT_TRUE(HasDiagnostic(sources[2], "S046"));
  EXPECT_TRUE(HasDiagnostic(sources[3], "S050"));
}

TEST(TableSource, SeveralTextColumnsAreSections) {
  const std::vector<Source> sources =
      Read("accession\tgross\tfinal diagnosis\nA1\tA 4 cm mass.\tSarcoma.\n", "export.tsv");
  ASSERT_EQ(sources.size(), 1u);
  ASSERT_EQ(sources[0].parts.size(), 2u);
  EXPECT_EQ(sources[0].parts[0].section, "gross");
  EXPECT_EQ(sources[0].parts[1].section, "diagnosis");
}

TEST(TableSource, ColumnsByContentAndByHand) {
  const std::string long_text(80, 'x');
  const std::vector<Source> by_length = Read("k,v\n1," + long_text + "\n", "a.csv");
  ASSERT_EQ(by_length.size(), 1u);
  EXPECT_EQ(by_length[0].parts.at(0).text, long_text);
  const std::vector<Source> headless = Read("1," + long_text + "\n2," + long_text + "\n", "a.csv");
  EXPECT_EQ(headless.size(), 2u);
  ReadOptions options = Options();
  options.text_column = "v";
  options.id_column = "1";
  const std::vector<Source> by_hand = Read("k,v\n7,short\n", "a.csv", options);
  ASSERT_EQ(by_hand.size(), 1u);
  EXPECT_EQ(by_hand[0].id, "7");
  EXPECT_EQ(by_hand[0].parts.at(0).text, "short");
  options.text_column = "nope";
  EXPECT_EQ(ErrorOf("k,v\n7,short\n", "a.csv", options).substr(0, 5), "S051:");
  EXPECT_EQ(ErrorOf("k,v\n7,short\n", "a.csv").substr(0, 5), "S051:");
}

TEST(TableSource, JsonLinesAndArrays) {
  const std::string file =
      "{\"id\": \"A1\", \"note_text\": \"na\\u00efve \\\"mass\\\"\\n6 \\u00d7 5 cm\"}\n"
      "{\"id\": broken\n"
      "{\"note_text\": \"Second.\", \"extra\": {\"deep\": [1]}}\n";
  const std::vector<Source> sources = Read(file, "notes.jsonl");
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[0].format, "jsonl");
  EXPECT_EQ(sources[0].parts.at(0).text, "na\u00efve \"mass\"\n6 \u00d7 5 cm");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "6 \u00d7 5"), "6 \\u00d7 5");
  EXPECT_EQ(sources[0].parts[0].locator, "line[1]/note_text");
  EXPECT_TRUE(HasDiagnostic(sources[1], "S034"));
  EXPECT_EQ(sources[2].id, "notes#3");
  EXPECT_EQ(sources[2].parts.at(0).text, "Second.");
  const std::vector<Source> array =
      Read("[{\"text\": \"One.\"},\n {\"text\": \"Two.\"}]", "notes.json");
  ASSERT_EQ(array.size(), 2u);
  EXPECT_EQ(array[1].parts.at(0).text, "Two.");
}

TEST(TableSource, EncodingsAndPlaces) {
  const std::string latin = "id,text\nA1,na\xEFve tumor of 6 \xD7 5 cm\n";
  const std::vector<Source> sources = Read(latin, "a.csv");
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts.at(0).text, "na\u00efve tumor of 6 \u00d7 5 cm");
  EXPECT_EQ(Evidence(sources[0].parts[0], latin, "6 \u00d7 5"), "6 \xD7 5");
}

TEST(TableSource, ReportsAreNoTables) {
  const std::string report =
      "FINAL DIAGNOSIS\nLeft thigh, wide excision: leiomyosarcoma, grade 2.\n"
      "Margins, all, negative.\n";
  EXPECT_FALSE(LooksLikeCsv(report, "report.txt"));
  EXPECT_FALSE(LooksLikeCsv("Name: A, B\nSize, 4 cm\n", "report.txt"));
  EXPECT_FALSE(
      LooksLikeCsv("LIVER, LEFT LOBE, BIOPSY\nSarcoma, infiltrating the capsule of the whole lobe, "
                   "low grade.\n",
                   "report.txt"));
  EXPECT_FALSE(LooksLikeJsonTable(report, "report.txt"));
  EXPECT_FALSE(LooksLikeJsonTable("{\n" + report, "report.txt"));
  EXPECT_TRUE(LooksLikeJsonTable("{\n \"report\": \"x\"}", "-"));
  EXPECT_TRUE(LooksLikeCsv("id,report\n1,\"" + std::string(50, 'x') + "\"\n", "-"));
  EXPECT_EQ(NormalColumnName("Report_Text (full)"), "reporttextfull");
}

}  // namespace
}  // namespace pathex
