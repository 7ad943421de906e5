// One invented case in every format (samples/formats): the same text, the same sections, the same
// report, and evidence that is exact in each of them. And each sample cut at 50 places.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/pipeline.h"
#include "extractor/record/write.h"
#include "extractor/text/archive.h"
#include "extractor/text/base64.h"
#include "extractor/text/decode.h"
#include "extractor/text/pdf.h"
#include "tests/shipped_extractor.h"
#include "tests/unit/format_fixture.h"
#include "tests/where.h"

namespace pathex {
namespace {

using format_test::FindPart;
using format_test::Options;

// One text with headings; a part a section; parts of which some carry their section and others have
// it as a heading.
enum class Shape { kWhole, kSections, kMixed };

// What the offsets of its parts count.
enum class Bytes { kFile, kMember, kBase64, kPdf };

struct Sample {
  const char* path;  // below samples/formats
  const char* format;
  Shape shape;
  Bytes bytes;
  const char* payload_mark;  // kBase64: what stands before the payload
};

constexpr Sample kSamples[] = {
    {"text/report.txt", "text", Shape::kWhole, Bytes::kFile, ""},
    {"text/windows-1252.txt", "text", Shape::kWhole, Bytes::kFile, ""},
    {"text/utf-16.txt", "text", Shape::kWhole, Bytes::kFile, ""},
    {"hl7v2/sections.hl7", "hl7v2", Shape::kSections, Bytes::kFile, ""},
    {"hl7v2/lines.hl7", "hl7v2", Shape::kWhole, Bytes::kFile, ""},
    {"hl7v2/payload.hl7", "hl7v2", Shape::kWhole, Bytes::kBase64, "^Base64^"},
    {"hl7v2/document.hl7", "hl7v2", Shape::kWhole, Bytes::kFile, ""},
    {"fhir/form.json", "fhir", Shape::kWhole, Bytes::kBase64, "\"data\": \""},
    {"fhir/sections.json", "fhir", Shape::kSections, Bytes::kFile, ""},
    {"fhir/sections.xml", "fhir", Shape::kSections, Bytes::kFile, ""},
    {"fhir/form.ndjson", "fhir", Shape::kWhole, Bytes::kBase64, "\"data\": \""},
    {"naaccr/abstract.xml", "naaccr", Shape::kSections, Bytes::kFile, ""},
    {"naaccr/abstract.xml.gz", "naaccr", Shape::kSections, Bytes::kMember, ""},
    {"obds/meldung.xml", "obds", Shape::kWhole, Bytes::kFile, ""},
    {"cda/report.xml", "cda", Shape::kSections, Bytes::kFile, ""},
    {"cda/body.xml", "cda", Shape::kWhole, Bytes::kBase64, "representation=\"B64\">"},
    {"xml/kith.xml", "kith", Shape::kMixed, Bytes::kFile, ""},
    {"xml/vista.xml", "vista_lab", Shape::kWhole, Bytes::kFile, ""},
    {"xml/report.xml", "report_xml", Shape::kSections, Bytes::kFile, ""},
    {"csv/reports.csv", "csv", Shape::kWhole, Bytes::kFile, ""},
    {"csv/reports.tsv", "csv", Shape::kWhole, Bytes::kFile, ""},
    {"jsonl/reports.jsonl", "jsonl", Shape::kWhole, Bytes::kFile, ""},
    {"rtf/report.rtf", "rtf", Shape::kWhole, Bytes::kFile, ""},
    {"pdf/report.pdf", "pdf", Shape::kWhole, Bytes::kPdf, ""},
    {"archive/reports.zip", "text", Shape::kWhole, Bytes::kMember, ""},
    {"archive/reports.tar.gz", "text", Shape::kWhole, Bytes::kMember, ""},
    {"archive/reports.txt.bz2", "text", Shape::kWhole, Bytes::kMember, ""},
    {"archive/nested.zip", "hl7v2", Shape::kSections, Bytes::kMember, ""},
};

// Every way in which a phrase with characters beyond plain ASCII may stand in a file.
const std::map<std::string, std::vector<std::string>>& Phrases() {
  static const std::map<std::string, std::vector<std::string>> kPhrases = {
      {"0.4 cm from the deep margin", {"0.4 cm from the deep margin"}},
      {"desmin (90%)", {"desmin (90%)"}},
      {"FNCLCC grade 2", {"FNCLCC grade 2"}},
      {"white & tan", {"white & tan", R"(white \T\ tan)", "white &amp; tan"}},
      {"> 2 cm", {"> 2 cm", "&gt; 2 cm"}},
      {"< 10%", {"< 10%", "&lt; 10%"}},
      {"6.2 \u00d7 5.1",
       {"6.2 \u00d7 5.1", "6.2 \xD7 5.1", R"(6.2 \u00d7 5.1)", R"(6.2 \u215? 5.1)"}},
      {"treatment-na\u00efve",
       {"treatment-na\u00efve", "treatment-na\xEFve", R"(treatment-na\u00efve)",
        R"(treatment-na\'efve)"}},
  };
  return kPhrases;
}

std::string Load(const std::string& path) {
  Result<std::string> bytes = RealFiles().Read(SourceDir() + "/samples/formats/" + path);
  EXPECT_TRUE(bytes) << path;
  return bytes ? std::move(*bytes) : std::string();
}

// The only file of an archive, and of an archive in it.
std::string OnlyMember(std::string bytes, const std::string& path) {
  while (LooksLikeArchive(bytes, path)) {
    std::string inside;
    const Result<size_t> members =
        ForEachMember(bytes, path, ReadLimits(), [&inside](ArchiveMember member) {
          inside = std::move(member.bytes);
          return true;
        });
    EXPECT_TRUE(members && *members == 1) << path;
    bytes = std::move(inside);
  }
  return bytes;
}

// The bytes that the offsets of the sample's parts count.
std::string BytesOf(const Sample& sample, const std::string& file) {
  switch (sample.bytes) {
    case Bytes::kFile:
      return file;
    case Bytes::kMember:
      return OnlyMember(file, sample.path);
    case Bytes::kPdf: {
      const Result<std::string> text = PdfText(file, Options());
      return text ? *text : "";
    }
    case Bytes::kBase64:
      break;
  }
  const std::string_view mark = sample.payload_mark;
  const size_t begin = file.find(mark) + mark.size();
  const Result<Base64Payload> payload =
      DecodeBase64(file.substr(begin, file.find_first_of("|\"<", begin) - begin));
  EXPECT_TRUE(payload) << sample.path;
  return payload ? payload->bytes : "";
}

// One blank for every run of blanks and line ends.
std::string Squeeze(std::string_view text) {
  std::string squeezed;
  for (char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      if (!squeezed.empty() && squeezed.back() != ' ') squeezed += ' ';
    } else {
      squeezed += c;
    }
  }
  while (!squeezed.empty() && squeezed.back() == ' ') squeezed.pop_back();
  return squeezed;
}

// Section id -> its text, from the plain sample; the headings in capitals are those of make.py.
std::map<std::string, std::string> ExpectedSections() {
  const std::map<std::string, std::string> kHeadings = {
      {"CLINICAL HISTORY", "clinical"}, {"SPECIMEN", "specimen"},
      {"GROSS DESCRIPTION", "gross"},   {"MICROSCOPIC DESCRIPTION", "microscopy"},
      {"FINAL DIAGNOSIS", "diagnosis"}, {"COMMENT", "comment"}};
  std::map<std::string, std::string> sections;
  std::string* open = nullptr;
  const std::string plain = Load("text/report.txt");
  for (size_t at = 0; at < plain.size();) {
    const size_t end = plain.find('\n', at);
    const std::string line = plain.substr(at, end - at);
    const auto heading = kHeadings.find(line);
    if (heading != kHeadings.end()) {
      open = &sections[heading->second];
    } else if (open != nullptr) {
      *open += line + "\n";
    }
    at = end + 1;
  }
  for (auto& [id, text] : sections) text = Squeeze(text);
  return sections;
}

class FormatsTest : public testing::TestWithParam<Sample> {
 protected:
  void SetUp() override {
    file_ = Load(GetParam().path);
    if (GetParam().bytes == Bytes::kPdf) {  // bin/packages.txt, [test]: poppler-utils
      ASSERT_TRUE(PdfText(file_, Options())) << "pdftotext is not here";
    }
    sources_ = format_test::Read(file_, GetParam().path);
    ASSERT_EQ(sources_.size(), 1u);
    EXPECT_EQ(sources_[0].format, GetParam().format);
  }

  std::string file_;
  std::vector<Source> sources_;
};

TEST_P(FormatsTest, TextAndSectionsAreTheSame) {
  const Source& source = sources_[0];
  if (GetParam().shape == Shape::kWhole) {
    EXPECT_EQ(Squeeze(source.parts.at(0).text), Squeeze(Load("text/report.txt")));
    EXPECT_EQ(source.parts[0].section, "");
    return;
  }
  std::map<std::string, std::string> sections;
  for (const Part& part : source.parts) {
    if (part.section.empty()) continue;
    std::string text = part.text;
    // A title that stands in the file may be the first line of its part.
    if (text.rfind(part.title + ":", 0) == 0) text.erase(0, part.title.size() + 1);
    sections[part.section] = Squeeze(text.substr(text.find_first_not_of(" \n")));
  }
  const std::map<std::string, std::string> expected = ExpectedSections();
  if (GetParam().shape == Shape::kSections) {
    EXPECT_EQ(sections, expected);
    return;
  }
  EXPECT_GE(sections.size(), 4u);
  for (const auto& [id, text] : sections) EXPECT_EQ(text, expected.at(id)) << id;
}

// Who the patient is stands in nearly every sample; nothing of it may get out.
TEST_P(FormatsTest, TheRecordNamesNobody) {
  const EngineStamp stamp;
  for (const Source& source : sources_) {
    const Record record = ShippedExtractor().Extract(source);
    std::string json;
    WriteRecord(record, stamp, &json);
    for (const char* secret : {"Nobody", "NOBODY", "Niemand", "Fiona", "FIONA", "1963-01-02",
                               "19630102", "Nowhere", "000000", "00000417", "F-417"}) {
      EXPECT_EQ(json.find(secret), std::string::npos) << secret;
    }
  }
}

TEST_P(FormatsTest, EvidenceIsExact) {
  const std::string bytes = BytesOf(GetParam(), file_);
  const Source& source = sources_[0];
  for (const Part& part : source.parts) {
    const bool counts_payload =
        GetParam().bytes == Bytes::kBase64 || GetParam().bytes == Bytes::kPdf;
    if (part.in_payload == counts_payload) format_test::ExpectSoundMap(part, bytes.size());
  }
  for (const auto& [phrase, spellings] : Phrases()) {
    const Part* part = FindPart(source, phrase);
    ASSERT_NE(part, nullptr) << phrase;
    std::string raw = format_test::Evidence(*part, bytes, phrase);
    if (source.encoding == "UTF-16LE") raw = DecodeText(raw, "UTF-16LE").text;
    EXPECT_TRUE(std::find(spellings.begin(), spellings.end(), raw) != spellings.end())
        << phrase << " stands as: " << raw;
  }
}

TEST_P(FormatsTest, TheReportIsTheSame) {
  const auto report = [&](const Source& source) {
    std::string json;
    WriteNode(ShippedExtractor().Extract(source).report, &json);
    return json;
  };
  const std::vector<Source> plain = format_test::Read(Load("text/report.txt"), "text/report.txt");
  ASSERT_EQ(plain.size(), 1u);
  const std::string expected = report(plain[0]);
  EXPECT_NE(expected.find("leiomyosarcoma"), std::string::npos) << expected;
  EXPECT_EQ(report(sources_[0]), expected);
}

TEST_P(FormatsTest, CutAnywhereItIsStillAnOutcome) {
  constexpr size_t kCuts = 50;
  std::minstd_rand random(20240301);  // the same places in every run
  ReadOptions options = Options();
  options.pdftotext.clear();  // the program's own damage control is not under test
  for (size_t i = 0; i < kCuts; ++i) {
    const std::string cut = file_.substr(0, random() % file_.size());
    const Result<std::vector<Source>> sources = ReadSources(GetParam().path, cut, options);
    if (!sources) {
      EXPECT_FALSE(sources.error().code.empty());
      EXPECT_FALSE(sources.error().message.empty());
      continue;
    }
    EXPECT_FALSE(sources->empty());
    for (const Source& source : *sources) {
      EXPECT_TRUE(!source.parts.empty() || !source.diagnostics.empty()) << cut.size();
      for (const Part& part : source.parts) {
        if (!part.in_payload && GetParam().bytes != Bytes::kMember) {
          format_test::ExpectSoundMap(part, cut.size());
        }
      }
      for (const Statement& statement : source.statements) {
        ASSERT_LT(statement.part, source.parts.size());
        EXPECT_LE(statement.end, source.parts[statement.part].text.size());
      }
    }
  }
}

std::string NameOf(const testing::TestParamInfo<Sample>& info) {
  std::string name = info.param.path;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, FormatsTest, testing::ValuesIn(kSamples), NameOf);

}  // namespace
}  // namespace pathex
