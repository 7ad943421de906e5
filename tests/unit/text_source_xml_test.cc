#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/source_xml.h"
#include "extractor/text/source_xml_profile.h"

namespace pathex {
namespace {

using namespace std::string_literals;

constexpr const char* kTable = R"({"sections": {"11-1": "gross", "22-2": "margins"}})";
constexpr const char* kNote = R"({
  "name": "note",
  "match": [{"root": "note", "namespace": "urn:n"}, {"root": "notes"}],
  "record": "/note | /notes/note",
  "id": ["@nr", "key"],
  "text": [".//sec/body", ".//flat/@words"],
  "title": "../head",
  "section": {"at": ["../@code", "../ancestor::sec[1]/@code"], "table": "codes.sections",
              "values": {"M": "microscopy"}},
  "status": {"at": "state", "values": {"C": "corrected"}},
  "dates": {"reported": "day"},
  "skip": ["c[@gone='yes']"],
  "blocks": ["p", "item"], "breaks": ["br"], "rows": ["tr"], "cells": ["td", "th"]
})";

class TextSourceXml : public ::testing::Test {
 protected:
  TextSourceXml() {
    const std::map<std::string, std::string> content = {{"f/codes.json", kTable},
                                                        {"p/note.json", kNote}};
    const MemoryFiles files(content);
    tables_ = std::make_unique<FormatTables>(*FormatTables::Load("f", files));
    profiles_ = std::make_unique<XmlProfiles>(*XmlProfiles::Load("p", files));
    options_.tables = tables_.get();
    options_.profiles = profiles_.get();
  }

  std::vector<Source> Read(const std::string& xml) {
    Result<std::vector<Source>> sources = ReadXml(xml, "dir/case.xml", options_);
    EXPECT_TRUE(sources) << sources.error().ToString();
    return sources ? *std::move(sources) : std::vector<Source>();
  }

  // The text of the only part of a note whose one section has this body.
  std::string Body(const std::string& body) {
    const std::string xml = "<note xmlns='urn:n'><sec><body>" + body + "</body></sec></note>";
    const std::vector<Source> sources = Read(xml);
    if (sources.size() != 1 || sources[0].parts.size() != 1) return "(no part)";
    CheckPlaces(xml, sources[0].parts[0]);
    return sources[0].parts[0].text;
  }

  Error Fault(const std::string& xml) {
    const Result<std::vector<Source>> sources = ReadXml(xml, "dir/case.xml", options_);
    EXPECT_FALSE(sources) << xml;
    return sources ? Error() : sources.error();
  }

  // Every byte that is a copy is the byte of the file; places never run backwards.
  static void CheckPlaces(const std::string& file, const Part& part) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < part.text.size(); ++i) {
      const uint32_t begin = part.to_file.Begin(i), end = part.to_file.End(i + 1);
      ASSERT_LE(begin, end);
      ASSERT_LE(end, file.size());
      ASSERT_GE(end, last) << part.text << " at " << i;
      last = end;
      const char c = part.text[i];
      if (end == begin + 1 && c != '\n' && c != ' ') {
        ASSERT_EQ(file[begin], c) << part.text;
      }
    }
  }

  std::unique_ptr<FormatTables> tables_;
  std::unique_ptr<XmlProfiles> profiles_;
  ReadOptions options_;
};

TEST_F(TextSourceXml, LaysTextOut) {
  const struct {
    const char* xml;
    const char* text;
  } kCases[] = {
      {"bare words", "bare words"},
      {"  two\n   lines  ", "two\n   lines"},
      {"a\r\nb\rc", "a\nb\nc"},
      {"<p>one</p><p>two</p>", "one\ntwo"},
      {"\n  <p>one\n    more</p>\n  <p>two</p>\n", "one more\ntwo"},
      {"before<p>in</p>after", "before\nin\nafter"},
      {"a<br/>b", "a\nb"},
      {"a<br/><br/>b", "a\n\nb"},
      {"a<br/><br/><br/><br/>b", "a\n\nb"},
      {"<p>a</p><p></p><p>b</p>", "a\nb"},
      {"<b>bold</b> and <i>not</i>", "bold and not"},
      {"<b>no</b>blank", "noblank"},
      {"<p>a <b> b</b> c</p>", "a b c"},
      {"<list><item>a</item><item>b</item></list>", "a\nb"},
      {"<table><tr><td>m</td><td>clear</td></tr><tr><td>n</td><td>5 mm</td></tr></table>",
       "m | clear\nn | 5 mm"},
      {"<tr> <td> a </td> <td><p>b</p></td> <td>c</td> </tr>", "a | b | c"},
      {"<tr><td><p>a</p></td><td><p>b</p><p>more</p></td></tr>", "a | b\nmore"},
      {"<tr><td>a</td><td/><td>c</td><td/></tr>", "a |  | c"},
      {"<tr><td>a</td></tr><tr><td/><td>b</td></tr>", "a\n| b"},
      {"<tr><td/><td>b</td></tr>", "b"},
      {"<tr><td>a<br/>b</td><td>c</td></tr>", "a\nb | c"},
      {"x<tr><td>a</td></tr>y", "x\na\ny"},
      {"<tr><td><t2><tr><td>in</td></tr></t2></td><td>out</td></tr>", "in | out"},
      {"5 &lt; 6 &amp; &gt; &quot;q&quot; &apos;", "5 < 6 & > \"q\" '"},
      {"caf&#233; &#xe9; &eacute; &#8211;", "café é é –"},
      {"&unknown; &; & &#xZ;", "&unknown; &; & &#xZ;"},
      {"a&#10;b&#13;&#10;c&#xD;d", "a\nb\nc\nd"},
      {"<![CDATA[a < b &amp;\n  c]]>", "a < b &amp;\n  c"},
      {"<p>x</p><![CDATA[l1\nl2]]>", "x\nl1\nl2"},
      {"a<!-- not this -->b<?nor this?>c", "abc"},
      {"keep <c gone='yes'>deleted</c><c gone='no'>this</c>", "keep this"},
      {"résection 😀", "résection 😀"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Body(c.xml), c.text) << c.xml;
}

TEST_F(TextSourceXml, ATitleIsTheFirstLineAndKnowsItsPlace) {
  const std::string xml =
      "<note xmlns='urn:n'><sec><head> Gross &amp;\n more </head><body><p>5 cm</p></body></sec>"
      "<sec><head>Margins:</head><body>clear</body></sec><sec><head/><body>x</body></sec>"
      "<sec><head>Alone</head><body> </body></sec></note>";
  const std::vector<Source> sources = Read(xml);
  ASSERT_EQ(sources.size(), 1u);
  const std::vector<Part>& parts = sources[0].parts;
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[1].text, "Margins:\nclear");
  EXPECT_EQ(parts[1].title, "Margins");
  EXPECT_EQ(parts[2].text, "x");
  EXPECT_EQ(parts[2].title, "");
  for (const Part& part : parts) CheckPlaces(xml, part);
  EXPECT_EQ(parts[1].to_file.Begin(0), xml.find("Margins:"));
  EXPECT_EQ(parts[1].to_file.Begin(9), xml.find("clear"));
  EXPECT_EQ(parts[0].text.substr(parts[0].text.size() - 5), "\n5 cm");
}

TEST_F(TextSourceXml, ReadsSectionsTheirCodesAndLocators) {
  const std::string xml =
      "<note xmlns='urn:n' nr='A-7'><state>C</state><day>2024-03-05</day>"
      "<sec code='11-1'><body>one</body><sec><body>nested</body></sec></sec>"
      "<sec code='M'><body>two</body></sec><sec code='?'><body>three</body></sec>"
      "<flat words='in an &lt; attribute'/></note>";
  const std::vector<Source> sources = Read(xml);
  ASSERT_EQ(sources.size(), 1u);
  const Source& source = sources[0];
  EXPECT_EQ(source.id, "A-7");
  EXPECT_EQ(source.format, "note");
  EXPECT_EQ(source.status, "corrected");
  ASSERT_EQ(source.dates.size(), 1u);
  EXPECT_EQ(source.dates[0], std::make_pair("reported"s, "2024-03-05"s));
  const struct {
    const char* text;
    const char* section;
    const char* locator;
  } kParts[] = {
      {"one", "gross", "/note/sec[1]/body"},          {"nested", "gross", "/note/sec[1]/sec/body"},
      {"two", "microscopy", "/note/sec[2]/body"},     {"three", "", "/note/sec[3]/body"},
      {"in an < attribute", "", "/note/flat/@words"},
  };
  ASSERT_EQ(source.parts.size(), std::size(kParts));
  for (size_t i = 0; i < std::size(kParts); ++i) {
    EXPECT_EQ(source.parts[i].text, kParts[i].text);
    EXPECT_EQ(source.parts[i].section, kParts[i].section) << kParts[i].text;
    EXPECT_EQ(source.parts[i].locator, kParts[i].locator);
    CheckPlaces(xml, source.parts[i]);
  }
}

TEST_F(TextSourceXml, ManyRecordsManySources) {
  const std::vector<Source> sources = Read(
      "<notes><note nr='1'><sec><body>a</body></sec></note><note><key>2</key></note>"
      "<note "
      "nr='1'><sec><body>c</body></sec></note><note><sec><body>d</body></sec></note></notes>");
  ASSERT_EQ(sources.size(), 4u);
  EXPECT_EQ(sources[0].id, "1");
  EXPECT_EQ(sources[1].id, "2");
  EXPECT_TRUE(sources[1].parts.empty());
  ASSERT_EQ(sources[1].diagnostics.size(), 1u);
  EXPECT_EQ(sources[1].diagnostics[0].code, "S023");
  EXPECT_EQ(sources[1].diagnostics[0].where, "/notes/note[2]");
  EXPECT_EQ(sources[2].id, "1#2");
  EXPECT_EQ(sources[3].id, "case");
}

TEST_F(TextSourceXml, PrefixesOfTheRootsNamespaceDoNotMatter) {
  const char* const kDocuments[] = {
      "<n:note xmlns:n='urn:n'><n:sec><n:body>x<n:br/>y</n:body></n:sec></n:note>",
      "<note xmlns='urn:n' xmlns:m='urn:n'><m:sec><body>x<m:br/>y</body></m:sec></note>",
      "<n:note><n:sec><n:body>x<n:br/>y</n:body></n:sec></n:note>",
      "<note><sec><body>x<br/>y</body></sec></note>",
  };
  for (const char* xml : kDocuments) {
    const std::vector<Source> sources = Read(xml);
    ASSERT_EQ(sources.size(), 1u) << xml;
    ASSERT_EQ(sources[0].parts.size(), 1u) << xml;
    EXPECT_EQ(sources[0].parts[0].text, "x\ny") << xml;
    EXPECT_EQ(sources[0].parts[0].locator, "/note/sec/body") << xml;
  }
  const std::vector<Source> foreign = Read(
      "<note xmlns='urn:n' xmlns:f='urn:f'><f:sec><f:body>no</f:body></f:sec>"
      "<sec><body>yes</body></sec></note>");
  ASSERT_EQ(foreign[0].parts.size(), 1u);
  EXPECT_EQ(foreign[0].parts[0].text, "yes");
}

TEST_F(TextSourceXml, OffsetsCountBytesOfTheFileInAnyEncoding) {
  const std::string latin1 =
      "<?xml version='1.0' encoding='ISO-8859-1'?><note xmlns='urn:n'><sec><body>\xE9\xE9 r\xE9s"
      "</body></sec></note>";
  std::vector<Source> sources = Read(latin1);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].encoding, "ISO-8859-1");
  EXPECT_TRUE(sources[0].diagnostics.empty());
  const Part& part = sources[0].parts.at(0);
  EXPECT_EQ(part.text, "éé rés");
  EXPECT_EQ(part.to_file.Begin(5), latin1.find("r\xE9s"));
  EXPECT_EQ(part.to_file.End(9), latin1.find("</body>"));

  std::string utf16 = "\xFF\xFE";
  for (char c : "<?xml version='1.0' encoding='utf-16'?><note><sec><body>ok</body></sec></note>"s) {
    utf16 += {c, '\0'};
  }
  EXPECT_TRUE(LooksLikeXml(utf16, ""));
  sources = Read(utf16);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts.at(0).text, "ok");
  EXPECT_EQ(sources[0].parts[0].to_file.Begin(0), utf16.find("o\0k\0"s));

  sources = Read("<?xml version='1.0' encoding='UTF-16'?><note><sec><body>é</body></sec></note>");
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].encoding, "UTF-8");
  ASSERT_EQ(sources[0].diagnostics.size(), 1u);
  EXPECT_EQ(sources[0].diagnostics[0].code, "S011");
}

TEST_F(TextSourceXml, ABadDocumentIsAnErrorWithItsPlace) {
  const struct {
    const char* what;
    std::string xml;
    const char* code;
    const char* where;
    const char* message;  // a piece of it
  } kCases[] = {
      {"wrong end tag", "<note>\n <sec>\n  <body>x</sec>\n</note>", "S020", "dir/case.xml:3",
       "expected </body> for the element that begins at 3:3"},
      {"cut off", "<note>\n <sec>\n  <body>x", "S020", "dir/case.xml:", "expected </body>"},
      {"lone <", "<note><sec>a < b</sec></note>", "S020", "dir/case.xml:1:1", "&lt;"},
      {"bad attribute", "<note a=1></note>", "S020", "dir/case.xml:1:", "name=\"value\""},
      {"open comment", "<note><!-- x </note>", "S020", "dir/case.xml:1:", "-->"},
      {"open CDATA", "<note><![CDATA[ x </note>", "S020", "dir/case.xml:1:", "]]>"},
      {"two roots", "<note/>\n<note/>", "S020", "dir/case.xml:2:1", "after the root element"},
      {"NUL", "<note>\0</note>"s, "S020", "dir/case.xml:1:7", "NUL"},
      {"nothing", "<?xml version='1.0'?>", "S020", "dir/case.xml:1:", "root element"},
      {"external id", "<!DOCTYPE note SYSTEM 'file:///etc/passwd'><note/>", "S021", "dir/case.xml",
       "DOCTYPE"},
      {"public id", "<!DOCTYPE note PUBLIC '-//X' 'x.dtd'><note/>", "S021", "dir/case.xml", ""},
      {"entities", "<!DOCTYPE note [<!ENTITY a 'b'>]><note>&a;</note>", "S021", "dir/case.xml", ""},
      {"unknown root", "<a:letter xmlns:a='urn:x'>text</a:letter>", "S022", "dir/case.xml",
       "root element <letter> of namespace urn:x; say where its text is with --profile"},
      {"another namespace", "<note xmlns='urn:other'><sec/></note>", "S022", "dir/case.xml", ""},
      {"no text", "<note><sec><body> </body></sec></note>", "S023", "dir/case.xml", ".//sec/body"},
      {"no record", "<notes/>", "S023", "dir/case.xml", "/notes/note"},
  };
  for (const auto& c : kCases) {
    const Error error = Fault(c.xml);
    EXPECT_EQ(error.code, c.code) << c.what;
    EXPECT_EQ(error.where.rfind(c.where, 0), 0u) << c.what << ": " << error.where;
    EXPECT_NE(error.message.find(c.message), std::string::npos) << c.what << ": " << error.message;
  }
}

TEST_F(TextSourceXml, APlainDoctypeIsHarmless) {
  EXPECT_EQ(Read("<!DOCTYPE note><note><sec><body>x</body></sec></note>").size(), 1u);
}

TEST_F(TextSourceXml, LimitsAreErrors) {
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "<b>";
  for (int i = 0; i < 2000; ++i) deep += "</b>";
  const std::string xml = "<note><sec><body>" + deep + "</body></sec></note>";
  Error error = Fault(xml);
  EXPECT_EQ(error.code, "S044");
  EXPECT_NE(error.message.find("xml.depth (500)"), std::string::npos) << error.message;
  options_.limits.xml_nodes = 3;
  error = Fault("<note><sec><body>x</body></sec></note>");
  EXPECT_NE(error.message.find("xml.nodes (3)"), std::string::npos) << error.message;
  options_.limits = ReadLimits();
  options_.limits.reports = 1;
  error = Fault("<notes><note/><note/></notes>");
  EXPECT_NE(error.message.find("reports (1)"), std::string::npos) << error.message;
}

TEST_F(TextSourceXml, AProfileCanBeForced) {
  const std::string xml = "<note xmlns='urn:other'><sec><body>x</body></sec></note>";
  EXPECT_EQ(Fault(xml).code, "S022");
  options_.profile = "note";
  EXPECT_EQ(Read(xml).at(0).parts.at(0).text, "x");
  EXPECT_EQ(Fault("<other><sec><body>x</body></sec></other>").code, "S023");
  options_.profile.clear();
  options_.format = "note";
  EXPECT_EQ(Read(xml).at(0).parts.at(0).text, "x");
  options_.profile = "none";
  EXPECT_EQ(Fault(xml).message, "no XML profile \"none\"; known: note");
}

TEST(TextXmlSniff, TellsXmlFromText) {
  const struct {
    std::string bytes;
    bool xml;
  } kCases[] = {
      {"<?xml version='1.0'?><a/>", true},
      {"  \n<a>x</a>", true},
      {"\xEF\xBB\xBF<a>x</a>", true},
      {"<!DOCTYPE a><a/>", true},
      {"<a/>", true},
      {"", false},
      {"<5 mm from the margin", false},
      {"<- see above", false},
      {"plain", false},
      {"<", false},
      {"<not closed", false},
      {"{\"a\": \"<b>\"}", false},
  };
  for (const auto& c : kCases) EXPECT_EQ(LooksLikeXml(c.bytes, ""), c.xml) << c.bytes;
}

TEST(TextXmlSniff, ReadsTheDeclaredEncoding) {
  EXPECT_EQ(DeclaredXmlEncoding("<?xml version=\"1.0\" encoding=\"Cp1252\"?><a/>"), "Cp1252");
  EXPECT_EQ(DeclaredXmlEncoding("\xEF\xBB\xBF<?xml version='1.0' encoding = 'utf-8' ?>"), "utf-8");
  EXPECT_EQ(DeclaredXmlEncoding("<?xml version='1.0'?><a encoding='x'/>"), "");
  EXPECT_EQ(DeclaredXmlEncoding("<a/>"), "");
}

}  // namespace
}  // namespace pathex
