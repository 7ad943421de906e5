// The XML formats with a reader of their own: NAACCR XML, oBDS / ADT_GEKID, IHE SDC; and the
// scanner and the XHTML renderer below them.
#include <gtest/gtest.h>

#include <string>

#include "extractor/text/xhtml_text.h"
#include "extractor/text/xml_scan.h"
#include "tests/unit/format_fixture.h"

namespace pathex {
namespace {

using format_test::ErrorOf;
using format_test::Evidence;
using format_test::FindPart;
using format_test::HasDiagnostic;
using format_test::Read;
using format_test::Statements;

std::string Content(std::string_view xml) {
  const XmlTree tree = ScanXml(xml, XmlScanLimits());
  TextBuilder out(xml);
  AppendXmlContent(tree, 0, &out);
  return out.text();
}

TEST(XmlScan, CharacterDataOfEveryKind) {
  EXPECT_EQ(Content("<a>x &lt; y &amp;&#32;&#x41;</a>"), "x < y & A");
  EXPECT_EQ(Content("<a>x<![CDATA[ <b> & ]]>y</a>"), "x <b> & y");
  EXPECT_EQ(Content("<a>x<!-- no --><?pi no?>y</a>"), "xy");
  EXPECT_EQ(Content("<a>&nbsp;&eacute;&unknown;&;&#0;.</a>"), "\u00a0\u00e9&unknown;&; .");
  EXPECT_EQ(Content("<a>one\r\ntwo\rthree&#13;&#10;four</a>"), "one\ntwo\nthree\nfour");
  EXPECT_EQ(Content("<a>p<0.05 and 3 < 4</a>"), "p<0.05 and 3 < 4");
  EXPECT_EQ(Content("<a>bel\x07 can&#x18;.</a>"), "bel  can .");
  EXPECT_EQ(Content("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"), "&x;");
}

TEST(XmlScan, NamesAndAttributes) {
  const std::string xml = "<p:a x=\"1\" n:y='a &quot;b&quot;' z><p:b/><q:b k=\"2\"/></p:a>";
  const XmlTree tree = ScanXml(xml, XmlScanLimits());
  EXPECT_TRUE(tree.faults.empty());
  EXPECT_EQ(tree.LocalName(0), "a");
  EXPECT_EQ(tree.Prefix(0), "p");
  EXPECT_EQ(tree.AttributeValue(0, "y"), "a \"b\"");
  EXPECT_EQ(tree.AttributeValue(0, "none"), "");
  const int32_t second = tree.NextNamed(tree.Child(0, "b"), "b");
  EXPECT_EQ(tree.AttributeValue(second, "k"), "2");
}

TEST(XmlScan, DamageIsLocal) {
  const std::string xml = "<r><a><b>one</c></a><a>two</a></r>";
  const XmlTree tree = ScanXml(xml, XmlScanLimits());
  EXPECT_FALSE(tree.faults.empty());
  int32_t a = tree.Child(0, "a");
  EXPECT_EQ(tree.Value(a), "one");
  a = tree.NextNamed(a, "a");
  ASSERT_GE(a, 0);
  EXPECT_EQ(tree.Value(a), "two");
  for (const char* broken :
       {"", "text", "<", "<a", "<a x", "<a x=\"", "<!--", "<![CDATA[", "</a>", "<a><b>"}) {
    EXPECT_FALSE(ScanXml(broken, XmlScanLimits()).faults.empty()) << broken;
  }
}

TEST(XmlScan, LimitsAreNamed) {
  std::string deep;
  for (int i = 0; i < 50; ++i) deep += "<a>";
  XmlTree tree = ScanXml(deep, {10, 1000});
  EXPECT_TRUE(tree.limit_hit);
  EXPECT_NE(tree.faults.at(0).message.find("xml.depth"), std::string::npos);
  tree = ScanXml("<a><b/><b/><b/></a>", {10, 2});
  EXPECT_NE(tree.faults.at(0).message.find("xml.nodes"), std::string::npos);
}

std::string Xhtml(std::string_view markup) {
  const XmlTree tree = ScanXml(markup, XmlScanLimits());
  TextBuilder out(markup);
  AppendXhtml(tree, 0, &out);
  return out.text();
}

TEST(Xhtml, BlocksCellsAndBlanks) {
  EXPECT_EQ(Xhtml("<div>\n <p>one\n two</p>\n <p>three</p></div>"), "one two\nthree\n");
  EXPECT_EQ(Xhtml("<div>a<br/><br/>b</div>"), "a\n\nb");
  EXPECT_EQ(Xhtml("<div><ul><li>a</li><li>b</li></ul></div>"), "a\nb\n");
  EXPECT_EQ(
      Xhtml("<table><tr><th> Size </th>\n<td> 4 <b>cm</b></td></tr><tr><td>R0</td></tr></table>"),
      "Size | 4 cm\nR0\n");
  EXPECT_EQ(Xhtml("<div>a <b>b</b> <i>c</i>d</div>"), "a b cd");
  EXPECT_EQ(Xhtml("<div><pre>a\n  b</pre></div>"), "a\n  b\n");
  EXPECT_EQ(Xhtml("<html><head><title>t</title></head><body>x<script>y</script></body></html>"),
            "x\n");
  EXPECT_EQ(Xhtml("<div>margins <del>involved</del> clear</div>"), "margins clear");
}

TEST(Naaccr, ATumorIsAReport) {
  const std::string file = R"(<?xml version="1.0"?>
<n:NaaccrData xmlns:n="http://naaccr.org/naaccrxml" xmlns:o="http://x.example">
 <n:Item naaccrId="registryId">1</n:Item>
 <o:Extra><o:Item naaccrId="textPathFormalDx">foreign</o:Item></o:Extra>
 <n:Patient>
  <n:Item naaccrId="patientIdNumber">00000007</n:Item>
  <n:Item naaccrId="nameLast">NOBODY</n:Item><n:Item naaccrId="dateOfBirth">19630102</n:Item>
  <n:Item naaccrNum="220">2</n:Item>
  <n:Tumor>
   <n:Item naaccrId="tumorRecordNumber">01</n:Item>
   <n:Item naaccrNum="2570"><![CDATA[DIAGNOSIS: sarcoma &]]> 4 &lt; 5</n:Item>
   <n:Item naaccrId="textPathGrossPathology">a<!-- x -->
      mass</n:Item>
   <o:Item naaccrId="textPathFormalDx">foreign</o:Item>
   <n:Item naaccrId="textRemarks"></n:Item>
  </n:Tumor>
  <n:Tumor><n:Item naaccrId="pathReportNumber1">P-2</n:Item></n:Tumor>
 </n:Patient>
</n:NaaccrData>)";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].id, "00000007-01");
  EXPECT_EQ(sources[0].format, "naaccr");
  ASSERT_EQ(sources[0].parts.size(), 3u);
  EXPECT_EQ(sources[0].parts[0].text, "DIAGNOSIS: sarcoma & 4 < 5");
  EXPECT_EQ(sources[0].parts[0].section, "");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "4 < 5"), "4 &lt; 5");
  EXPECT_EQ(sources[0].parts[0].locator,
            "/NaaccrData/Patient[1]/Tumor[1]/Item[@naaccrId='textDxProcPath']");
  EXPECT_EQ(sources[0].parts[1].text, "a\n      mass");
  EXPECT_EQ(sources[0].parts[1].section, "gross");
  EXPECT_EQ(Statements(sources[0]), (std::vector<std::string>{"patient sex=female '2'"}));
  EXPECT_EQ(sources[1].id, "P-2");
  EXPECT_TRUE(HasDiagnostic(sources[1], "S046"));
  for (const char* other : {"foreign", "NOBODY", "1963"}) {
    EXPECT_EQ(FindPart(sources[0], other), nullptr);
  }
}

TEST(Naaccr, DamageStaysInItsTumor) {
  const std::string file = R"(<NaaccrData><Patient><Tumor>
<Item naaccrId="textPathFormalDx">first</Itm>
<Item naaccrId="textPathComments">comment</Item></Tumor></Patient>
<Patient><Tumor><Item naaccrId="textPathFormalDx">second</Item></Tumor>
<Patient><Tumor><Item naaccrId="textPathFormalDx">third</Item></Tumor></Patient>)";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[0].parts.at(0).text, "first\n");
  EXPECT_EQ(sources[0].parts.at(1).text, "comment");
  EXPECT_TRUE(HasDiagnostic(sources[0], "S045"));
  EXPECT_EQ(sources[1].parts.at(0).text, "second");
  EXPECT_EQ(sources[2].parts.at(0).text, "third");
  EXPECT_EQ(ErrorOf("<NaaccrData><Patient></Patient></NaaccrData>").substr(0, 5), "S045:");
}

TEST(Naaccr, DeclaredEncoding) {
  const std::string file =
      "<?xml version=\"1.0\" encoding=\"Cp1252\"?><NaaccrData><Patient><Tumor>"
      "<Item naaccrId=\"textPathFormalDx\">6 \xD7 5 cm \x96 "
      "na\xEFve</Item></Tumor></Patient></NaaccrData>";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts.at(0).text, "6 \u00d7 5 cm \u2013 na\u00efve");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "na\u00efve"), "na\xEFve");
}

constexpr char kObds[] = R"(<oBDS xmlns="http://www.basisdatensatz.de/oBDS/XML">
<Menge_Patient><Patient Patient_ID="7"><Patienten_Stammdaten><Nachname>Niemand</Nachname>
<Geschlecht>W</Geschlecht><Geburtsdatum>1963-01-02</Geburtsdatum></Patienten_Stammdaten>
<Menge_Meldung>
<Meldung Meldung_ID="M1"><OP><Histologie>
 <Tumor_Histologiedatum>2024-03-01</Tumor_Histologiedatum>
 <Histologie_EinsendeNr>H/24/1</Histologie_EinsendeNr>
 <Morphologie_ICD_O><Code>8890/3</Code></Morphologie_ICD_O><Grading>3</Grading>
 <LK_untersucht>12</LK_untersucht><LK_befallen>0</LK_befallen></Histologie>
 <TNM><c_p_u_Praefix_T>p</c_p_u_Praefix_T><T>2</T><c_p_u_Praefix_N>c</c_p_u_Praefix_N><N>0</N></TNM>
 <Residualstatus><Lokale_Beurteilung_Residualstatus>R1</Lokale_Beurteilung_Residualstatus></Residualstatus>
 <Anmerkung>only a remark</Anmerkung></OP></Meldung>
<Meldung Meldung_ID="M2"><Pathologie><Befundtext>*** Pathobericht: Hauptbefund ***
Tumor 6 &lt; 7 cm
*** Ende Pathobericht: Hauptbefund ***
*** Pathobericht: Nachbericht *** MDM2 negativ
*** Ende Pathobericht: Nachbericht ***</Befundtext></Pathologie></Meldung>
<Meldung Meldung_ID="M3"><Tod/></Meldung>
</Menge_Meldung></Patient></Menge_Patient></oBDS>)";

TEST(Obds, TextAndCodedValues) {
  const std::string file = kObds;
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[0].id, "H/24/1");
  EXPECT_EQ(sources[0].dates.at(0).second, "2024-03-01");
  EXPECT_EQ(sources[0].parts.at(0).section, "synoptic");
  EXPECT_EQ(Statements(sources[0]),
            (std::vector<std::string>{"histology icd_o_3=8890/3 '8890/3'", "grade value=3 '3'",
                                      "lymph_nodes examined=12 '12'", "lymph_nodes positive=0 '0'",
                                      "stage pt=pT2 'pT2'", "margin_overall r_class=R1 'R1'",
                                      "patient sex=female 'W'"}));
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "8890/3"), "8890/3");
  EXPECT_EQ(FindPart(sources[0], "only a remark"), nullptr);
  EXPECT_EQ(FindPart(sources[0], "Niemand"), nullptr);
  EXPECT_EQ(sources[1].id, "M2");
  ASSERT_GE(sources[1].parts.size(), 2u);
  EXPECT_EQ(sources[1].parts[0].text, "Tumor 6 < 7 cm");
  EXPECT_EQ(Evidence(sources[1].parts[0], file, "6 < 7"), "6 &lt; 7");
  EXPECT_EQ(sources[1].parts[1].text, "MDM2 negativ");
  EXPECT_TRUE(HasDiagnostic(sources[2], "S046"));
}

TEST(Obds, OlderMessagesKeepTheReportInARemark) {
  const std::string file =
      R"(<ADT_GEKID xmlns="http://www.gekid.de/namespace"><Meldung Meldung_ID="M1">
<Diagnose><Anmerkung>Vorab.
*** Pathobericht: Hauptbefund ***
Sarkom
*** Ende Pathobericht: Hauptbefund ***</Anmerkung></Diagnose></Meldung></ADT_GEKID>)";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  ASSERT_EQ(sources[0].parts.size(), 1u);
  EXPECT_EQ(sources[0].parts[0].text, "Sarkom");
}

TEST(Sdc, OnlyChosenAnswersAreRead) {
  const std::string file =
      R"x(<SDCSubmissionPackage xmlns="urn:ihe:qrph:sdc:2016"><FormDesign><Body>
<Section title="TUMOR"><ChildItems>
<Question ID="1.1" title="?Site (Note A)"><ListField><List>
 <ListItem ID="2.1" title="Thigh" selected="true"><ChildItems>
   <Question ID="5.1" title="Side"><ListField><List><ListItem title="Left" selected="true"/></List></ListField></Question>
 </ChildItems></ListItem>
 <ListItem ID="3.1" title="Arm"><ChildItems>
   <Question ID="6.1" title="Side of arm"><ListField><List><ListItem title="Right" selected="true"/></List></ListField></Question>
 </ChildItems></ListItem></List></ListField></Question>
<Question ID="20791.1" title="Size"><Property propName="reportText" val="Tumor size"/>
 <ResponseField><Response><decimal val="6.2"/></Response><ResponseUnits val="cm"/></ResponseField></Question>
<Question ID="8.1" title="Comment"><ResponseField><Response><string/></Response></ResponseField></Question>
</ChildItems></Section></Body></FormDesign></SDCSubmissionPackage>)x";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts.at(0).text, "Site: Thigh\nSide: Left\nTumor size: 6.2 cm\n");
  EXPECT_EQ(sources[0].parts[0].section, "synoptic");
  EXPECT_EQ(Evidence(sources[0].parts[0], file, "6.2"), "6.2");
  EXPECT_EQ(Statements(sources[0]), (std::vector<std::string>{"size greatest_mm=62 '6.2'"}));
  EXPECT_EQ(ErrorOf("<FormDesign><Question title='x'/></FormDesign>").substr(0, 5), "S047:");
}

}  // namespace
}  // namespace pathex
