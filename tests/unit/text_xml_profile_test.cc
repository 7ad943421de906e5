#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/read.h"
#include "extractor/text/source_xml_profile.h"
#include "tests/where.h"

namespace pathex {
namespace {

const std::string kSchemas = SourceDir() + "/schemas";

TEST(TextXmlProfile, FaultsAreShownInTheirPlace) {
  const struct {
    const char* json;
    const char* begins;
  } kCases[] = {
      {R"([])", "p/x.json:1:1: error[S024]: a profile is a JSON object"},
      {R"({"text": "a"})", "p/x.json:1:1: error[S024]: a profile needs a \"name\""},
      {R"({"name": "x"})", "p/x.json:1:1: error[S024]: a profile needs \"text\""},
      {R"({"name": "x", "text": "a[", "match": []})",
       "p/x.json:1:23: error[S024]: \"a[\" is no XPath"},
      {R"({"name": "x", "text": "a", "txet": 1})",
       "p/x.json:1:36: error[S024]: unknown key \"txet\""},
      {R"({"name": "x", "text": ["a", 5]})", "p/x.json:1:29: error[S024]: expected a string"},
      {R"({"name": "x", "text": "a", "lines": "some"})",
       "p/x.json:1:37: error[S024]: \"lines\" is"},
      {R"({"name": "x", "text": "a", "match": [{}]})",
       "p/x.json:1:38: error[S024]: expected {\"root\""},
      {R"({"name": "x", "text": "a", "section": {"values": {}}})",
       "p/x.json:1:39: error[S024]: expected"},
      {R"({"name": "x", "text": "a", "record": ["a", "b"]})",
       "p/x.json:1:38: error[S024]: \"record\""},
      {R"({"name": "x", "text": "a", "name": "y"})", "p/x.json:1:28: error[L002]"},
      {R"({"name": "x")", "p/x.json:1:13: error[L001]"},
  };
  for (const auto& c : kCases) {
    const std::map<std::string, std::string> files = {{"p/x.json", c.json}};
    const Result<XmlProfiles> profiles = XmlProfiles::Load("p", MemoryFiles(files));
    ASSERT_FALSE(profiles) << c.json;
    EXPECT_EQ(profiles.error().message.rfind(c.begins, 0), 0u) << profiles.error().message;
  }
}

TEST(TextXmlProfile, MatchesByRootAndNamespace) {
  const MemoryFiles files({
      {"p/1.json", R"({"name": "any", "match": [{"root": "r"}], "text": "t"})"},
      {"p/2.json",
       R"({"name": "own", "match": [{"root": "r", "namespace": "urn:2"}], "text": "t"})"},
      {"p/3.json",
       R"({"name": "far", "match": [{"root": "s", "namespace": "urn:3"}], "text": "t"})"},
  });
  const Result<XmlProfiles> profiles = XmlProfiles::Load("p", files);
  ASSERT_TRUE(profiles) << profiles.error().ToString();
  const auto name = [&](const char* root, const char* uri) {
    const XmlProfile* profile = profiles->Match(root, uri);
    return profile == nullptr ? std::string() : profile->name;
  };
  EXPECT_EQ(name("r", "urn:2"), "own");
  EXPECT_EQ(name("r", "urn:x"), "any");
  EXPECT_EQ(name("r", ""), "any");
  EXPECT_EQ(name("s", ""), "far");
  EXPECT_EQ(name("s", "urn:3"), "far");
  EXPECT_EQ(name("s", "urn:4"), "");
  EXPECT_EQ(name("t", ""), "");
}

TEST(TextXmlProfile, AnAddedProfileComesFirst) {
  const MemoryFiles files({
      {"p/1.json", R"({"name": "one", "match": [{"root": "r"}], "text": "t"})"},
      {"p/2.json", R"({"name": "two", "match": [{"root": "s"}], "text": "t"})"},
      {"mine.json", R"({"name": "one", "match": [{"root": "s"}], "text": "u"})"},
      {"q/1.json", R"({"name": "same", "text": "t"})"},
      {"q/2.json", R"({"name": "same", "text": "t"})"},
  });
  Result<XmlProfiles> profiles = XmlProfiles::Load("p", files);
  ASSERT_TRUE(profiles);
  const Result<std::string> name = profiles->Add("mine.json", files);
  ASSERT_TRUE(name);
  EXPECT_EQ(*name, "one");
  EXPECT_EQ(profiles->all().size(), 2u);
  EXPECT_EQ(profiles->Match("s", "")->name, "one");
  EXPECT_EQ(profiles->Match("r", ""), nullptr);
  EXPECT_EQ(profiles->Add("none.json", files).error().code, "S001");
  EXPECT_EQ(XmlProfiles::Load("q", files).error().code, "S024");
  EXPECT_EQ(XmlProfiles::Load("none", files).error().code, "S001");
}

class ShippedProfiles : public ::testing::Test {
 protected:
  void SetUp() override {
    profiles_ = XmlProfiles::Load(kSchemas + "/profiles", RealFiles());
    tables_ = FormatTables::Load(kSchemas + "/formats", RealFiles());
    ASSERT_TRUE(profiles_) << profiles_.error().ToString();
    ASSERT_TRUE(tables_) << tables_.error().ToString();
    options_.profiles = &*profiles_;
    options_.tables = &*tables_;
  }

  std::vector<Source> Read(const std::string& xml) {
    Result<std::vector<Source>> sources = ReadSources("x.xml", xml, options_);
    EXPECT_TRUE(sources) << sources.error().ToString();
    return sources ? *std::move(sources) : std::vector<Source>();
  }

  Result<XmlProfiles> profiles_ = Error();
  Result<FormatTables> tables_ = Error();
  ReadOptions options_;
};

TEST_F(ShippedProfiles, CdaNarrative) {
  const std::vector<Source> sources = Read(R"(<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc">
  <id root="1.2.3" extension="P24-77"/>
  <effectiveTime value="20240305101500+0100"/>
  <relatedDocument typeCode="RPLC"/>
  <component><structuredBody>
    <component><section>
      <code code="22634-0" codeSystem="2.16.840.1.113883.6.1"/>
      <title>Macroscopy</title>
      <text><paragraph>Mass of 7 cm.</paragraph>
        <table><thead><tr><th>Margin</th><th>mm</th></tr></thead>
        <tbody><tr><td>deep</td><td><content>&lt; 1</content></td></tr></tbody></table>
        <content revised="delete">Mass of 9 cm.</content></text>
      <component><section><title>Inking</title><text>Blue ink.</text></section></component>
    </section></component>
    <component><section>
      <code code="4711" codeSystem="9.9"><translation code="22637-3"
        codeSystem="2.16.840.1.113883.6.1"/></code>
      <text><list><caption>Final</caption><item>Leiomyosarcoma</item><item>Grade 2</item></list></text>
    </section></component>
    <component><section><code nullFlavor="NI"/><entry/></section></component>
  </structuredBody></component>
</ClinicalDocument>)");
  ASSERT_EQ(sources.size(), 1u);
  const Source& source = sources[0];
  EXPECT_EQ(source.format, "cda");
  EXPECT_EQ(source.id, "P24-77");
  EXPECT_EQ(source.status, "amended");
  ASSERT_EQ(source.dates.size(), 1u);
  EXPECT_EQ(source.dates[0].second, "2024-03-05");
  EXPECT_EQ(source.sha256.size(), 64u);
  ASSERT_EQ(source.parts.size(), 3u);
  EXPECT_EQ(source.parts[0].text, "Macroscopy:\nMass of 7 cm.\nMargin | mm\ndeep | < 1");
  EXPECT_EQ(source.parts[0].section, "gross");
  EXPECT_EQ(source.parts[0].locator,
            "/ClinicalDocument/component/structuredBody/component[1]/section/text");
  EXPECT_EQ(source.parts[1].text, "Inking:\nBlue ink.");
  EXPECT_EQ(source.parts[1].section, "gross");
  EXPECT_EQ(source.parts[2].text, "Final\nLeiomyosarcoma\nGrade 2");
  EXPECT_EQ(source.parts[2].section, "diagnosis");
}

TEST_F(ShippedProfiles, CdaWithPrefixAndWithABodyThatIsNoXml) {
  const std::vector<Source> sources = Read(
      "<c:ClinicalDocument xmlns:c='urn:hl7-org:v3'><c:id root='9.9'/><c:component><c:nonXMLBody>"
      "<c:text mediaType='text/plain' representation='B64'>TWFyZ2lucyBh\ncmUgY2xlYXIu</c:text>"
      "</c:nonXMLBody></c:component></c:ClinicalDocument>");
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].id, "9.9");
  ASSERT_EQ(sources[0].parts.size(), 1u);
  EXPECT_EQ(sources[0].parts[0].text, "Margins are clear.");
  EXPECT_TRUE(sources[0].parts[0].in_payload);
}

TEST_F(ShippedProfiles, ReportXml) {
  const std::vector<Source> sources = Read(
      "<report><id>R1</id><date>2024-02-29</date><section title=\"Diagnosis\" code=\"22637-3\">"
      "Liposarcoma.\nGrade 1.</section><section title='Comment'>None.</section></report>");
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].format, "report_xml");
  EXPECT_EQ(sources[0].id, "R1");
  ASSERT_EQ(sources[0].parts.size(), 2u);
  EXPECT_EQ(sources[0].parts[0].text, "Diagnosis:\nLiposarcoma.\nGrade 1.");
  EXPECT_EQ(sources[0].parts[0].section, "diagnosis");
  EXPECT_EQ(sources[0].parts[1].title, "Comment");
}

TEST_F(ShippedProfiles, ManyDocumentsInOneFile) {
  const std::vector<Source> sources = Read(
      "<docs><doc id='1'><text>first\nline</text></doc><doc "
      "id='2'><text>second</text></doc></docs>");
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].id, "1");
  EXPECT_EQ(sources[0].parts.at(0).text, "first\nline");
  EXPECT_EQ(sources[1].parts.at(0).text, "second");
}

}  // namespace
}  // namespace pathex
