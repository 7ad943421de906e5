#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "extractor/base/sha256.h"
#include "extractor/text/read.h"
#include "extractor/text/source_text.h"

namespace pathex {
namespace {

using namespace std::string_literals;

TEST(TextRead, APlainTextIsOnePart) {
  const std::string text = "GROSS\r\nMass of 4 cm.\r\n";
  const std::map<std::string, std::string> content = {{"in/case-1.txt", text}};
  const MemoryFiles files(content);
  ReadOptions options;
  options.language = "en";
  const Result<std::vector<Source>> sources = ReadSources("in/case-1.txt", files, options);
  ASSERT_TRUE(sources) << sources.error().ToString();
  ASSERT_EQ(sources->size(), 1u);
  const Source& source = sources->front();
  EXPECT_EQ(source.id, "case-1");
  EXPECT_EQ(source.path, "in/case-1.txt");
  EXPECT_EQ(source.format, "text");
  EXPECT_EQ(source.media_type, "text/plain");
  EXPECT_EQ(source.encoding, "UTF-8");
  EXPECT_EQ(source.language, "en");
  EXPECT_EQ(source.bytes, text.size());
  EXPECT_EQ(source.sha256, Sha256Hex(text));
  ASSERT_EQ(source.parts.size(), 1u);
  EXPECT_EQ(source.parts[0].locator, "/");
  EXPECT_EQ(source.parts[0].text, text);
  EXPECT_TRUE(source.parts[0].to_file.identity());
  EXPECT_TRUE(source.diagnostics.empty());
}

TEST(TextRead, AnEmptyFileIsASourceWithoutText) {
  for (const std::string& bytes : {""s, " \r\n\t"s, "\xEF\xBB\xBF"s}) {
    const Result<std::vector<Source>> sources = ReadSources("e.txt", bytes, ReadOptions());
    ASSERT_TRUE(sources);
    ASSERT_EQ(sources->size(), 1u);
    EXPECT_TRUE(sources->front().parts.empty());
    ASSERT_EQ(sources->front().diagnostics.size(), 1u);
    EXPECT_EQ(sources->front().diagnostics[0].code, "S004");
  }
}

TEST(TextRead, DiagnosticsOfTheEncodingComeAlong) {
  ReadOptions options;
  options.encoding = "UTF-8";
  const Result<std::vector<Source>> sources = ReadSources("x", "r\xE9section", options);
  ASSERT_TRUE(sources);
  EXPECT_EQ(sources->front().encoding, "ISO-8859-1");
  ASSERT_EQ(sources->front().diagnostics.size(), 1u);
  EXPECT_EQ(sources->front().diagnostics[0].code, "S011");
  EXPECT_EQ(sources->front().diagnostics[0].where, "/");
  EXPECT_EQ(sources->front().parts[0].to_file.Begin(3), 2u);
}

TEST(TextRead, WhatCannotBeReadIsAnError) {
  ReadOptions options;
  EXPECT_EQ(ReadText("\x89PNG\r\n\x1A\n\0\0"s, "x.png", options).error().code, "S003");
  const Error image = ReadSources("x.png", "\x89PNG\r\n\x1A\n\0\0"s, options).error();
  EXPECT_EQ(image.code, "S003");
  EXPECT_EQ(image.where, "x.png");
  EXPECT_NE(image.message.find("PNG image"), std::string::npos) << image.message;
  const std::map<std::string, std::string> content = {{"x", "four"}};
  const MemoryFiles files(content);
  EXPECT_EQ(ReadSources("none", files, options).error().code, "S001");
  EXPECT_EQ(ReadSources("x.xml", "<unknown>x</unknown>", options).error().code, "S022");
  options.limits.input_bytes = 3;
  EXPECT_EQ(ReadSources("x", "four", options).error().code, "S002");
  EXPECT_EQ(ReadSources("x", files, options).error().code, "S002");
  EXPECT_TRUE(ReadSources("x", "abc", options));
  options = ReadOptions();
  options.limits.part_bytes = 3;
  EXPECT_EQ(ReadSources("x", "four", options).error().code, "S044");
}

TEST(TextRead, OfATextTooLongForAReportOnlyTheBeginningIsRead) {
  ReadOptions options;
  options.limits.text_bytes = 5;
  const Result<std::vector<Source>> sources = ReadSources("x", "Sarc\xC3\xA9 of the arm", options);
  ASSERT_TRUE(sources);
  EXPECT_EQ(sources->front().parts[0].text, "Sarc");
  EXPECT_EQ(sources->front().bytes, 17u);
  ASSERT_EQ(sources->front().diagnostics.size(), 1u);
  const Diagnostic& said = sources->front().diagnostics[0];
  EXPECT_EQ(said.code, "S060");
  EXPECT_EQ(said.severity, Severity::kError);
  EXPECT_NE(said.message.find("17 bytes"), std::string::npos) << said.message;
  options.limits.text_bytes = 17;
  EXPECT_TRUE(ReadSources("x", "Sarc\xC3\xA9 of the arm", options)->front().diagnostics.empty());
}

TEST(TextRead, AFormatCanBeForced) {
  ReadOptions options;
  options.format = "text";
  const Result<std::vector<Source>> sources = ReadSources("x.xml", "<a>not parsed</a>", options);
  ASSERT_TRUE(sources);
  EXPECT_EQ(sources->front().parts[0].text, "<a>not parsed</a>");
  options.format = "no such";
  const Error error = ReadSources("x", "abc", options).error();
  EXPECT_EQ(error.code, "S005");
  EXPECT_NE(error.message.find("known:"), std::string::npos);
  EXPECT_NE(error.message.find(" text"), std::string::npos);
}

TEST(TextRead, FormatsHaveNamesOfTheirOwnAndTextIsTheLast) {
  std::set<std::string_view> names;
  for (const Format& format : Formats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_FALSE(format.about.empty());
  }
  EXPECT_EQ(Formats().back().name, "text");
  EXPECT_TRUE(names.contains("xml"));
}

// Whatever the bytes: an outcome, never a crash.
TEST(TextRead, SurvivesDamagedInput) {
  const std::string seeds[] = {
      "<ClinicalDocument xmlns='urn:hl7-org:v3'><component><section><text>a &lt; b<br/></text>",
      "MSH|^~\\&|A|B|||20240101||ORU^R01|1|P|2.5\rOBR|1||X\rOBX|1|TX|22634-0||text\r",
      "{\"resourceType\": \"DiagnosticReport\", \"conclusion\": \"x\"}",
      "id;text\n1;\"a\nb\"\n",
      "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
      "GROSS:\nMass of 4 cm.\n",
      "{\\rtf1 text}",
  };
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = seeds[random() % std::size(seeds)];
    for (size_t i = random() % 4; i > 0 && !bytes.empty(); --i) {
      const size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes.resize(at);
          break;
        case 1:
          bytes[at] = static_cast<char>(random());
          break;
        case 2:
          bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 20));
          break;
        default:
          bytes.erase(at, random() % 8);
          break;
      }
    }
    ReadOptions options;
    options.pdftotext.clear();
    const Result<std::vector<Source>> sources = ReadSources("x", bytes, options);
    if (sources) {
      ASSERT_FALSE(sources->empty());
    } else {
      ASSERT_FALSE(sources.error().code.empty());
    }
  }
}

}  // namespace
}  // namespace pathex
