// Fifteen ways in which real files are odd and yet usual, one test each, with invented reports.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/pipeline.h"
#include "extractor/record/write.h"
#include "extractor/text/base64.h"
#include "tests/shipped_extractor.h"
#include "tests/unit/format_fixture.h"

namespace pathex {
namespace {

using format_test::Evidence;
using format_test::FindPart;
using format_test::HasDiagnostic;
using format_test::Read;

const std::string kPid = "PID|1||000||Nobody^Fiona||19630102|F\r";

std::string Obr(const std::string& accession, const std::string& status = "F",
                const std::string& code = "11529-5^Report^LN") {
  return "OBR|1||" + accession + "|" + code + "|||20240301||||||||||||||||||" + status + "\r";
}

std::string Msh(const std::string& control, const std::string& delimiters = "^~\\&") {
  return "MSH|" + delimiters + "|LIS|LAB|||202403061015||ORU^R01|" + control + "|P|2.5.1\r";
}

std::string Obx(const std::string& number, const std::string& type, const std::string& item,
                const std::string& text, const std::string& part = "",
                const std::string& status = "F") {
  return "OBX|" + number + "|" + type + "|" + item + "|" + part + "|" + text + "||||||" + status +
         "\r";
}

std::string With(std::string text, char from, const std::string& to) {
  std::string out;
  for (char c : text) c == from ? out += to : out += c;
  return out;
}

std::string TextOf(const Source& source) {
  std::string all;
  for (const Part& part : source.parts) all += part.text + "\n";
  return all;
}

std::string ReportOf(const Source& source) {
  const Record record = ShippedExtractor().Extract(source);
  std::string json;
  WriteNode(record.report, &json);
  return json;
}

TEST(Variants, V01_SegmentEndsBlankLinesAndNoEndAtAll) {
  const std::string message =
      Msh("1") + kPid + Obr("A1") + Obx("1", "TX", "22637-3^Dx^LN", "Leiomyosarcoma.");
  for (const char* end : {"\r", "\n", "\r\n", "\r\n\r\n", "\n\n"}) {
    std::string file = With(message, '\r', end);
    for (int trim = 0; trim < 2; ++trim) {
      const std::vector<Source> sources = Read(file, "x.hl7");
      ASSERT_EQ(sources.size(), 1u) << trim;
      EXPECT_EQ(sources[0].parts.at(0).text, "Leiomyosarcoma.");
      while (!file.empty() && (file.back() == '\r' || file.back() == '\n')) file.pop_back();
    }
  }
}

TEST(Variants, V02_ManyMessagesCommentsBatchHeadersAndABadOne) {
  const std::string file = "FHS|^~\\&|LAB\rBHS|^~\\&|LAB\r# night run of 6 March\r" + Msh("1") +
                           kPid + Obr("A1") + Obx("1", "TX", "22637-3^Dx^LN", "First.") +
                           "MSH|broken\rOBX|nothing\r" + Msh("3") + kPid + Obr("A3") +
                           Obx("1", "TX", "22637-3^Dx^LN", "Third.") + "BTS|3\rFTS|1\r";
  const std::vector<Source> sources = Read(file, "x.hl7");
  ASSERT_EQ(sources.size(), 3u) << "one outcome a message";
  EXPECT_EQ(sources[0].id, "A1");
  EXPECT_TRUE(sources[1].parts.empty());
  EXPECT_FALSE(sources[1].diagnostics.empty());
  EXPECT_EQ(sources[2].id, "A3");
  EXPECT_EQ(sources[2].parts.at(0).text, "Third.");
}

TEST(Variants, V03_DelimitersOfTheMessage) {
  const std::string other =
      "MSH$%*\\#$LIS$LAB$$$202403061015$$ORU%R01$1$P$2.5.1\r"
      "OBR$1$$A1$11529-5%Report%LN\r"
      "OBX$1$TX$22637-3%Dx%LN$$Mass | 5 cm & more$$$$$$F\r";
  EXPECT_EQ(Read(other, "x.hl7").at(0).parts.at(0).text, "Mass | 5 cm & more");
  // Three characters: there is no escape character, so a backslash is one.
  const std::string plain =
      Msh("1", "^~&") + Obr("A1") + Obx("1", "TX", "22637-3^Dx^LN", "Mitoses 4\\5 re.");
  EXPECT_EQ(Read(plain, "x.hl7").at(0).parts.at(0).text, "Mitoses 4\\5 re.");
}

TEST(Variants, V04_Escapes) {
  const auto text = [](const std::string& field) {
    return Read(Msh("1") + Obr("A1") + Obx("1", "FT", "22637-3^Dx^LN", field), "x.hl7")
        .at(0)
        .parts.at(0)
        .text;
  };
  for (const char* line_end :
       {"\\.br\\", "\\X0D\\\\X0A\\", "\\X0D0A\\", "\\X000d\\\\X0A\\", "\\E\\.br\\E\\", "\\.sp\\"}) {
    EXPECT_EQ(text(std::string("Grade 2.") + line_end + "Deep."), "Grade 2.\nDeep.") << line_end;
  }
  EXPECT_EQ(text("\\F\\ \\S\\ \\T\\ \\R\\ \\E\\"), "| ^ & ~ \\");
  EXPECT_EQ(text("\\H\\Margins\\N\\ clear"), "Margins clear");
  EXPECT_EQ(text("seen in 4\\5 blocks"), "seen in 4\\5 blocks");
  const std::string unknown = text("clear\\Zxx\\ margins");
  EXPECT_EQ(unknown.find("Zxx"), std::string::npos) << unknown;
  EXPECT_NE(unknown.find("clear"), std::string::npos);
  EXPECT_NE(unknown.find("margins"), std::string::npos);
}

TEST(Variants, V05_ALineAResultWithoutCode) {
  std::string file = Msh("1") + kPid + Obr("A1");
  std::string expected;
  for (int i = 1; i <= 529; ++i) {
    const std::string line =
        i % 7 == 0 ? "" : std::string(i % 3, ' ') + "line " + std::to_string(i);
    file += Obx(std::to_string(i), "TX", "", line);
    expected += (i > 1 ? "\n" : "") + line;
  }
  const std::vector<Source> sources = Read(file, "x.hl7");
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts.at(0).text, expected);
  EXPECT_EQ(sources[0].parts[0].section, "");
}

TEST(Variants, V06_NarrativeAndSynopticOfOneAccessionAndACorrection) {
  const std::string narrative =
      Obr("A1") + Obx("1", "TX", "22637-3^Dx^LN", "Leiomyosarcoma. Tumor size: 5.0 cm.");
  const std::string synoptic = Obr("A1", "F", "60568-3^Synoptic^LN") +
                               "OBX|1|NM|33728-7^Greatest dimension^LN||6.2|cm^^UCUM|||||F\r";
  const std::vector<Source> sources = Read(Msh("1") + kPid + narrative + synoptic, "x.hl7");
  ASSERT_EQ(sources.size(), 1u) << "one report";
  const Record record = ShippedExtractor().Extract(sources[0]);
  bool coded = false, narrated = false;
  for (const Finding& finding : record.findings) {
    if (finding.mention.type != "size") continue;
    coded = coded || finding.mention.rule == "loinc/33728-7";
    narrated = narrated || finding.mention.part == 0;
  }
  EXPECT_TRUE(coded && narrated);
  EXPECT_NE(ReportOf(sources[0]).find("\"greatest_mm\":62"), std::string::npos)
      << "synoptic outranks: " << ReportOf(sources[0]);
  bool told = false;
  for (const Diagnostic& diagnostic : record.diagnostics) {
    told = told || diagnostic.code == "D010" || diagnostic.code == "D011";
  }
  EXPECT_TRUE(told) << "the disagreement is named";

  const std::string corrected = Msh("1") + Obr("A2", "C") +
                                Obx("1", "TX", "22637-3^Dx^LN", "Grade 1.") +
                                Obx("1", "TX", "22637-3^Dx^LN", "Grade 2.", "", "C");
  const Source source = Read(corrected, "x.hl7").at(0);
  EXPECT_EQ(TextOf(source), "Grade 2.\n");
  EXPECT_EQ(source.status, "corrected");
}

TEST(Variants, V07_TheCodeCountsNotTheLabelAndMayStandSecondOrTwice) {
  const std::string file =
      Msh("1") + Obr("A1") +
      Obx("1", "TX", "22637-3^Post operative diagnosis^LN", "Sarcoma of thigh.") +
      Obx("2", "TX", "22634-0^FINAL DIAGNOSIS^LN", "Mass of 5 cm.") +
      Obx("3", "TX", "L22^Mikroskopie^L^22635-7^Micro^LN", "Spindle cells.") +
      Obx("4", "TX", "22637-3^Path report.final diagnosis^LN", "Leiomyosarcoma.");
  const Source source = Read(file, "x.hl7").at(0);
  std::vector<std::string> sections;
  for (const Part& part : source.parts) sections.push_back(part.section);
  EXPECT_EQ(sections, (std::vector<std::string>{"diagnosis", "gross", "microscopy", "diagnosis"}));
}

TEST(Variants, V08_RawTextMarkupAndPayloads) {
  const auto source = [](const std::string& obx) {
    return Read(Msh("1") + Obr("A1") + obx, "x.hl7").at(0);
  };
  EXPECT_EQ(TextOf(source(Obx("1", "TX", "22637-3^Dx^LN", "Smith & Son ^ <5 mm> a=b"))),
            "Smith & Son ^ <5 mm> a=b\n");
  const std::string html = "<html><body><p>Leiomyosarcoma,</p><p>grade 2</p></body></html>";
  EXPECT_NE(TextOf(source(Obx("1", "FT", "HTML^Display format in HTML^AUSPDI", html)))
                .find("Leiomyosarcoma,\ngrade 2"),
            std::string::npos);
  // "{\rtf1 Grade 2\par}" in the component layouts in use.
  const std::string rtf = "e1xydGYxIEdyYWRlIDJccGFyfQ==";
  for (const char* layout : {"^AP^RTF^Base64^", "^application^rtf^Base64^", "^TEXT^RTF^Base64^"}) {
    const Source with = source(Obx("1", "ED", "22637-3^Dx^LN", layout + rtf));
    ASSERT_EQ(with.parts.size(), 1u) << layout;
    EXPECT_NE(with.parts[0].text.find("Grade 2"), std::string::npos);
    EXPECT_TRUE(with.parts[0].in_payload);
  }
  const Source none =
      source(Obx("1", "ED", "PDF^Report^L", "^application^pdf^Base64^JVBERi0xLjQK"));
  EXPECT_TRUE(none.parts.empty());
  EXPECT_FALSE(none.diagnostics.empty()) << "no text, and it says so";
}

std::string Cda(const std::string& body) {
  return "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><id extension=\"C1\"/><component>"
         "<structuredBody>" +
         body + "</structuredBody></component></ClinicalDocument>";
}

std::string Section(const std::string& code, const std::string& text) {
  return "<component><section><code code=\"" + code + "\" codeSystem=\"2.16.840.1.113883.6.1\"/>" +
         text + "</section></component>";
}

TEST(Variants, V09_CdaOfEveryShape) {
  const Source source =
      Read(Cda(Section("22634-0",
                       "<text>Bare text.</text><component><section><title>Inner</title>"
                       "<text>Nested.</text></section></component>") +
               Section("22635-7",
                       "<text><table><tbody><tr><td>Desmin<br/>clone D33</td><td>positive</td></tr>"
                       "</tbody></table></text>") +
               Section("22637-3",
                       "<text><list><item>Leiomyosarcoma</item><item>R0</item></list></text>")))
          .at(0);
  ASSERT_EQ(source.parts.size(), 4u);
  EXPECT_EQ(source.parts[0].text, "Bare text.");
  EXPECT_EQ(source.parts[1].text, "Inner:\nNested.");
  EXPECT_EQ(source.parts[2].text, "Desmin\nclone D33 | positive");
  EXPECT_EQ(source.parts[3].text, "Leiomyosarcoma\nR0");
}

TEST(Variants, V09_CdaValuesThatStandOnlyInEntries) {
  const std::string entry =
      "<entry><observation><code code=\"33728-7\" codeSystem=\"2.16.840.1.113883.6.1\" "
      "displayName=\"Size\"/><value xsi:type=\"PQ\" value=\"6.2\" "
      "unit=\"cm\"/></observation></entry>"
      "<entry><observation><code displayName=\"Margin\"/><value xsi:type=\"CD\" code=\"1\" "
      "displayName=\"free of tumor\"/></observation></entry>";
  for (const char* narrative : {"", "<text/>", "<text>[Diagnosis]</text>"}) {
    const std::string file = Cda(Section("22637-3", narrative + entry));
    const Source source = Read(file).at(0);
    const Part* part = FindPart(source, "Size: 6.2 cm\nMargin: free of tumor");
    ASSERT_NE(part, nullptr) << narrative;
    EXPECT_EQ(part->section, "diagnosis");
    EXPECT_EQ(Evidence(*part, file, "6.2"), "6.2");
    EXPECT_EQ(Evidence(*part, file, "free of tumor"), "free of tumor");
    EXPECT_EQ(format_test::Statements(source),
              std::vector<std::string>{"size greatest_mm=62 '6.2 cm'"});
  }
  // Where there is a narrative it says the same.
  const Source source = Read(Cda(Section("22637-3", "<text>Size 6.2 cm.</text>" + entry))).at(0);
  EXPECT_EQ(source.parts.size(), 1u);
}

TEST(Variants, V09_CdaBodiesThatAreNoXml) {
  const auto body = [](const std::string& text) {
    return "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><component><nonXMLBody>" + text +
           "</nonXMLBody></component></ClinicalDocument>";
  };
  const std::string rtf = "e1xydGYxIEdyYWRl\n   IDJccGFyfQ==";
  const Source source =
      Read(body("<text mediaType=\"text/rtf\" representation=\"B64\">" + rtf + "</text>")).at(0);
  EXPECT_NE(TextOf(source).find("Grade 2"), std::string::npos);
  EXPECT_NE(format_test::ErrorOf(body("<text><reference value=\"scan.pdf\"/></text>")).find("S023"),
            std::string::npos);
}

TEST(Variants, V10_PrefixesForeignElementsAndEverythingInsideValues) {
  const std::string item =
      "<?pi x?><n:Item naaccrId=\"textPathFormalDx\">Leio<!-- c -->myosarcoma &lt; 5&#160;cm "
      "<![CDATA[& deep]]></n:Item><x:Extra xmlns:x=\"urn:other\"><x:Item "
      "naaccrId=\"textPathFormalDx\">not ours</x:Item></x:Extra>";
  const Source source = Read(
                            "<n:NaaccrData xmlns:n=\"http://naaccr.org/naaccrxml\"><n:Patient>"
                            "<n:Tumor>" +
                            item + "</n:Tumor></n:Patient></n:NaaccrData>")
                            .at(0);
  EXPECT_EQ(TextOf(source), "Leiomyosarcoma < 5\u00A0cm & deep\n");
  // No namespace at all, and an indented value.
  const Source plain = Read(
                           "<NaaccrData><Patient><Tumor><Item naaccrId=\"textPathFormalDx\">\n"
                           "        Tumor size: 4.5\n        cm.\n      </Item></Tumor></Patient>"
                           "</NaaccrData>")
                           .at(0);
  EXPECT_NE(ReportOf(plain).find("\"greatest_mm\":45"), std::string::npos) << ReportOf(plain);
}

TEST(Variants, V11_WrongAndMissingEncodings) {
  const auto text = [](const std::string& bytes) { return TextOf(Read(bytes, "r.txt").at(0)); };
  EXPECT_EQ(text("r\xE9section compl\xE8te"), "r\u00E9section compl\u00E8te\n");
  EXPECT_EQ(text("\xEF\xBB\xBFsain"), "sain\n");
  const std::string lie =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><report><text>5 cm</text>"
      "</report>";
  const Source liar = Read(lie).at(0);
  EXPECT_EQ(TextOf(liar), "5 cm\n");
  EXPECT_TRUE(HasDiagnostic(liar, "S011"));
  // A bell and a cancel, as characters and as references.
  const Source bell = Read(
                          "<NaaccrData><Patient><Tumor><Item naaccrId=\"textPathFormalDx\">clear"
                          "\x07 margins &#x18; deep</Item></Tumor></Patient></NaaccrData>")
                          .at(0);
  EXPECT_NE(TextOf(bell).find("clear"), std::string::npos);
  EXPECT_NE(TextOf(bell).find("deep"), std::string::npos);
  EXPECT_NE(format_test::ErrorOf("<!DOCTYPE report [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                                 "<report><text>&x;</text></report>")
                .find("S021"),
            std::string::npos);
}

TEST(Variants, V12_Base64OfEveryKind) {
  const auto message = [](const std::string& base64) {
    return Read(
               Msh("1") + Obr("A1") + Obx("1", "ED", "22637-3^Dx^LN", "^TEXT^RTF^Base64^" + base64),
               "x.hl7")
        .at(0);
  };
  for (const char* base64 : {"e1xydGYxIEdyYWRlIDJccGFyfQ==", "e1xydGYx IEdyYWRl IDJccGFyfQ==",
                             "e1xydGYxIEdyYWRlIDJccGFyfQ", "e1xydGYxIEdyYWRlIDJccGFyfQA="}) {
    EXPECT_NE(TextOf(message(base64)).find("Grade 2"), std::string::npos) << base64;
  }
  const Source masked = message("****");
  EXPECT_TRUE(masked.parts.empty());
  EXPECT_FALSE(masked.diagnostics.empty());
  // Cut off: what is there is read.
  EXPECT_NE(TextOf(message("e1xydGYxIEdyYWRlIDJccG")).find("Grade 2"), std::string::npos);
}

TEST(Variants, V13_FormsListAnswersThatNobodyChose) {
  const std::string form =
      "<SDCSubmissionPackage><FormDesign><Question ID=\"9.1\" title=\"? Margins (Note "
      "J)\"><ListField>"
      "<List><ListItem ID=\"10.1\" title=\"Involved by tumor (specify)\"/>"
      "<ListItem ID=\"11.1\" title=\"Uninvolved by tumor\" selected=\"true\"/>"
      "<ListItem ID=\"12.1\" title=\"? Not applicable\"/></List></ListField></Question>"
      "<Question ID=\"2129.1\" title=\"Tumor Size (Note A)\"><ListField><List>"
      "<ListItem ID=\"2131.1\" title=\"Greatest dimension in Centimeters (cm)\" selected=\"true\">"
      "<ListItemResponseField><Response><decimal val=\"6.2\"/></Response>"
      "<TextAfterResponse val=\"Centimeters (cm)\"/><ResponseUnits val=\"cm\"/>"
      "</ListItemResponseField></ListItem></List></ListField></Question>"
      "</FormDesign></SDCSubmissionPackage>";
  const Source source = Read(form).at(0);
  EXPECT_EQ(TextOf(source),
            "Margins: Uninvolved by tumor\n"
            "Tumor Size: Greatest dimension in Centimeters (cm): 6.2 cm\n\n");
  EXPECT_EQ(format_test::Statements(source), std::vector<std::string>{"size greatest_mm=62 '6.2'"});
  EXPECT_NE(ReportOf(source).find("\"greatest_mm\":62"), std::string::npos) << ReportOf(source);
}

TEST(Variants, V14_NumbersSplitByWrapAndMisread) {
  const auto report = [](const std::string& text) { return ReportOf(Read(text, "r.txt").at(0)); };
  EXPECT_NE(report("FINAL DIAGNOSIS\nLeiomyosarcoma. Tumor size: 4 .0 x 3.2 em.\n")
                .find("\"greatest_mm\":40"),
            std::string::npos);
  EXPECT_NE(report("FINAL DIAGNOSIS\nLeiomyosarcoma, pT2 pNO, Rl.\n").find("\"pn\":\"pN0\""),
            std::string::npos);
  // A slip of the point is not repaired by guessing.
  const std::string slip =
      report("FINAL DIAGNOSIS\nLeiomyosarcoma. Tumor size: 42 x 4.0 x 2.3 cm.\n");
  EXPECT_EQ(slip.find("\"greatest_mm\":42,"), std::string::npos) << slip;
  // A number wrapped over lines by the sender stays one text.
  const std::string wrapped =
      Msh("1") + Obr("A1") + Obx("1", "FT", "22637-3^Dx^LN", "Case (23-28\\X0D\\\\X0A\\ -250) R0");
  EXPECT_EQ(Read(wrapped, "x.hl7").at(0).parts.at(0).text, "Case (23-28\n -250) R0");
}

TEST(Variants, V15_SupersededDocuments) {
  const auto report = [](const std::string& id, const std::string& status,
                         const std::string& text) {
    return R"({"resourceType": "DiagnosticReport", "id": ")" + id + R"(", "status": ")" + status +
           R"(", "identifier": [{"type": {"coding": [{"code": "ACSN"}]}, "value": "S-1"}],)" +
           R"("conclusion": ")" + text + "\"}\n";
  };
  const std::vector<Source> sources =
      Read(report("1", "final", "Grade 1.") + report("2", "amended", "Grade 2."), "x.ndjson");
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].status, "superseded");
  EXPECT_TRUE(HasDiagnostic(sources[0], "S036"));
  EXPECT_EQ(sources[1].status, "amended");

  const std::string kith =
      "<Message><ServReport><ServType V=\"M\"/><Status "
      "V=\"F\"/><ServProvId>K1</ServProvId><Patient>"
      "<ResultItem><TextResult><Heading V=\"VU\" DN=\"Vurdering\"/><TextResultValue>Grade 2.\nR0."
      "</TextResultValue></TextResult></ResultItem></Patient></ServReport></Message>";
  const Source amended = Read(kith).at(0);
  EXPECT_EQ(amended.format, "kith");
  EXPECT_EQ(amended.status, "amended");
  EXPECT_EQ(amended.parts.at(0).section, "diagnosis");
  EXPECT_EQ(amended.parts[0].text, "Vurdering:\nGrade 2.\nR0.");

  const Source replacing = Read(
                               "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><relatedDocument "
                               "typeCode=\"RPLC\"/><component><section><text>R0</text></section>"
                               "</component></ClinicalDocument>")
                               .at(0);
  EXPECT_EQ(replacing.status, "amended");
}

}  // namespace
}  // namespace pathex
