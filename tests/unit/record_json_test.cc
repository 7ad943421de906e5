// The own writer of JSON against a library's, on random texts and on whole records.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <string>

#include "extractor/pipeline.h"
#include "extractor/record/json_buffer.h"
#include "extractor/record/write.h"
#include "extractor/text/read.h"
#include "tests/where.h"

namespace pathex {
namespace {

// As the library writes it, but for two escapes it has short forms of.
std::string Reference(const std::string& text) {
  std::string out = Json(text).dump();
  for (const auto& [brief, full] : {std::pair("\\b", "\\u0008"), std::pair("\\f", "\\u000c")}) {
    for (size_t at = 0; (at = out.find('\\', at)) != std::string::npos; at += 2) {
      if (out.compare(at, 2, brief) == 0) out.replace(at, 2, full);
    }
  }
  return out;
}

std::string Written(const std::string& text) {
  JsonBuffer buffer;
  Value value;
  value.text = text;
  buffer.PutValue(value);
  return std::string(buffer.view());
}

TEST(JsonBuffer, TextsAreWrittenAsALibraryWritesThem) {
  std::mt19937 random(3);
  constexpr std::string_view kOdd = "\"\\\n\r\t\b\f\x01\x1F\x7F/";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t left = random() % 40; left > 0; --left) {
      switch (random() % 8) {
        case 0:
          text += kOdd[random() % kOdd.size()];
          break;
        case 1:
          text += "é";
          break;
        case 2:
          text += "≤";
          break;
        default:
          text += static_cast<char>('a' + random() % 26);
      }
    }
    ASSERT_EQ(Written(text), Reference(text));
  }
}

TEST(JsonBuffer, NumbersAreWhole) {
  for (uint64_t number : {0ull, 9ull, 10ull, 99ull, 100ull, 999ull, 1000ull, 9999ull, 10000ull,
                          99999999ull, 100000000ull, 4294967295ull, 18446744073709551615ull}) {
    JsonBuffer buffer;
    buffer.PutNumber(number);
    EXPECT_EQ(buffer.view(), std::to_string(number));
  }
  for (uint64_t number = 0; number < 200'000'000; number += 1 + number / 5000) {
    JsonBuffer buffer;
    buffer.PutNumber(number);
    ASSERT_EQ(buffer.view(), std::to_string(number));
  }
}

TEST(ByteBuffer, GrowsAndKeepsWhatItHolds) {
  ByteBuffer buffer;
  buffer.Append("head");
  std::string expected = "head";
  for (size_t i = 0; i < 2000; ++i) {
    JsonPen pen(buffer.Room(100));
    const size_t length = i % 70 % expected.size();
    pen.PutPlain(buffer.view().substr(expected.size() - length));
    pen.PutRange(static_cast<uint32_t>(i), 4294967295u);
    pen.Put("end,");
    pen.Back(1);
    buffer.EndAt(pen.at());
    expected += expected.substr(expected.size() - length);
    expected += std::to_string(i) + ",4294967295]end";
    ASSERT_EQ(buffer.view(), expected);
  }
  ByteBuffer moved = std::move(buffer);
  EXPECT_EQ(moved.view(), expected);
  EXPECT_EQ(buffer.size(), 0u);
  moved.Truncate(4);
  EXPECT_EQ(moved.view(), "head");
  moved.Shrink(10);
  EXPECT_EQ(moved.view(), "");
  moved.Append("again");
  EXPECT_EQ(moved.view(), "again");
}

// Every sample, written, read by the library and written by it: the same bytes.
TEST(JsonBuffer, RecordsOfAllSamplesAreWhatALibraryWouldWrite) {
  const std::string root = SourceDir();
  const Result<Extractor> extractor =
      Extractor::Load({root + "/lexicons", root + "/schemas", ""}, RealFiles());
  ASSERT_TRUE(extractor);
  int records = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root + "/samples")) {
    if (!entry.path().filename().string().starts_with("report.")) continue;
    const Result<std::vector<Source>> sources =
        ReadSources(entry.path().string(), RealFiles(), ReadOptions());
    if (!sources) continue;  // needs options
    for (const Source& source : *sources) {
      std::string line;
      WriteRecord(extractor->Extract(source), extractor->engine(), &line);
      const Result<Json> json = ParseJsonValue(line);
      ASSERT_TRUE(json) << entry.path();
      ASSERT_EQ(line, json->dump()) << entry.path();
      ++records;
    }
  }
  EXPECT_GT(records, 100);
}

}  // namespace
}  // namespace pathex
