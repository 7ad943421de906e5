// FHIR: JSON and XML, what a report's text is, references, observations.
#include <gtest/gtest.h>

#include <string>

#include "extractor/text/source_fhir.h"
#include "tests/unit/format_fixture.h"

namespace pathex {
namespace {

using format_test::ErrorOf;
using format_test::Evidence;
using format_test::FindPart;
using format_test::HasDiagnostic;
using format_test::Options;
using format_test::Read;
using format_test::Statements;

std::string Report(const std::string& more) {
  return R"({"resourceType": "DiagnosticReport", "id": "r1", "status": "final", )" + more + "}";
}

TEST(Fhir, ConclusionWithPlacesThroughJsonEscapes) {
  const std::string file = Report(
      R"("conclusion": "Na\u00efve \"mass\"\nmargin \u2265 2 cm \ud83d\ude00 end", "issued": "2024-03-06T10:00:00Z")");
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  const Part& part = sources[0].parts.at(0);
  EXPECT_EQ(part.text, "Na\u00efve \"mass\"\nmargin \u2265 2 cm \U0001F600 end");
  EXPECT_EQ(part.section, "diagnosis");
  EXPECT_EQ(part.locator, "/conclusion");
  EXPECT_EQ(Evidence(part, file, "\u2265 2 cm"), R"(\u2265 2 cm)");
  EXPECT_EQ(Evidence(part, file, "end"), "end");
  EXPECT_EQ(sources[0].id, "r1");
  EXPECT_EQ(sources[0].status, "final");
  EXPECT_EQ(sources[0].dates.at(0).second, "2024-03-06");
}

TEST(Fhir, FormsAreEquivalentAndTheBestIsRead) {
  const std::string text = R"({"contentType": "text/plain", "data": "cGxhaW4gdGV4dA=="})";
  const std::string rtf = R"({"contentType": "text/rtf", "data": "e1xydGYxIHJ0ZiB0ZXh0fQ=="})";
  const std::string pdf = R"({"contentType": "application/pdf", "url": "http://x.example/1.pdf"})";
  const std::string more = R"(, "conclusion": "short", "text": {"div": "<div>copy</div>"})";
  std::vector<Source> sources =
      Read(Report("\"presentedForm\": [" + pdf + "," + rtf + "," + text + "]" + more));
  ASSERT_EQ(sources.size(), 1u);
  ASSERT_EQ(sources[0].parts.size(), 1u);
  EXPECT_EQ(sources[0].parts[0].text, "plain text");
  EXPECT_TRUE(sources[0].parts[0].in_payload);
  EXPECT_EQ(sources[0].parts[0].locator, "/presentedForm/2/data");
  sources = Read(Report("\"presentedForm\": [" + pdf + "," + rtf + "]"));
  EXPECT_EQ(sources.at(0).parts.at(0).text, "rtf text");
  sources = Read(Report("\"presentedForm\": [" + pdf + "]" + more));
  EXPECT_TRUE(HasDiagnostic(sources.at(0), "S048"));
  EXPECT_EQ(sources[0].parts.at(0).text, "short");
}

TEST(Fhir, NarrativeWhenThereIsNothingElse) {
  const std::string file = Report(
      R"("text": {"status": "additional", "div": "<div xmlns=\"x\"><p>Deep\n margin</p><table><tr><td>Size</td><td>4 cm</td></tr></table><p>R1 <s>R2</s> &amp; more</p></div>"})");
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  const Part& part = sources[0].parts.at(0);
  EXPECT_EQ(part.text, "Deep margin\nSize | 4 cm\nR1 & more\n");
  EXPECT_EQ(Evidence(part, file, "Deep margin"), R"(Deep\n margin)");
  EXPECT_EQ(Evidence(part, file, "4 cm"), "4 cm");
  EXPECT_EQ(Evidence(part, file, "& more"), "&amp; more");
  EXPECT_TRUE(HasDiagnostic(sources[0], "S056"));
}

constexpr char kBundle[] = R"({"resourceType": "Bundle", "type": "collection", "entry": [
  {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "p",
    "name": [{"family": "Nobody"}], "gender": "female", "birthDate": "1963-01-02"}},
  {"fullUrl": "urn:uuid:2", "resource": {"resourceType": "DiagnosticReport", "id": "r",
    "status": "amended", "subject": {"reference": "urn:uuid:1"},
    "specimen": [{"reference": "#s"}],
    "contained": [{"resourceType": "Specimen", "id": "s",
      "accessionIdentifier": {"value": "SP-1"}, "collection": {"collectedDateTime": "2024-03-01"}}],
    "result": [{"reference": "Observation/group"}, {"reference": "http://x.example/fhir/Observation/g"}]}},
  {"resource": {"resourceType": "Observation", "id": "group", "status": "final",
    "code": {"text": "Nodes"}, "hasMember": [{"reference": "Observation/n1"},
      {"reference": "Observation/n2"}, {"reference": "Observation/group"}]}},
  {"resource": {"resourceType": "Observation", "id": "n1", "status": "final",
    "code": {"coding": [{"system": "http://loinc.org", "code": "21894-1", "display": "Examined"}]},
    "valueInteger": 12}},
  {"resource": {"resourceType": "Observation", "id": "n2", "status": "final",
    "valueQuantity": {"value": 6.2, "unit": "cm", "comparator": ">"},
    "code": {"coding": [{"system": "http://loinc.org", "code": "33728-7", "display": "Greatest"}]}}},
  {"resource": {"resourceType": "Observation", "id": "g", "status": "final",
    "code": {"coding": [{"system": "http://loinc.org", "code": "22634-0"}], "text": "Gross"},
    "valueString": "A firm mass.",
    "component": [{"code": {"text": "Colour"}, "valueCodeableConcept": {"text": "tan"}}]}},
  {"resource": {"resourceType": "Observation", "id": "x", "status": "entered-in-error",
    "code": {"text": "Wrong"}, "valueString": "wrong"}}
]})";

TEST(Fhir, ResultsReferencesAndStatements) {
  const std::string file = kBundle;
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  const Source& source = sources[0];
  EXPECT_EQ(source.id, "SP-1");
  EXPECT_EQ(source.status, "amended");
  EXPECT_EQ(source.dates.at(0), (std::pair<std::string, std::string>("collected", "2024-03-01")));
  const Part* nodes = FindPart(source, "Examined: 12");
  ASSERT_NE(nodes, nullptr);
  EXPECT_EQ(nodes->text, "Examined: 12\nGreatest: > 6.2 cm");
  EXPECT_EQ(nodes->section, "synoptic");
  EXPECT_EQ(Evidence(*nodes, file, "6.2"), "6.2");
  format_test::ExpectSoundMap(*nodes, file.size());
  const Part* gross = FindPart(source, "A firm mass.");
  ASSERT_NE(gross, nullptr);
  EXPECT_EQ(gross->section, "gross");
  EXPECT_NE(FindPart(source, "Colour: tan"), nullptr);
  EXPECT_EQ(Statements(source),
            (std::vector<std::string>{"lymph_nodes examined=12 '12'",
                                      "size greatest_mm=62 relation=> '> 6.2 cm'",
                                      "patient sex=female 'female'"}));
  EXPECT_EQ(FindPart(source, "wrong"), nullptr);
  for (const char* secret : {"Nobody", "1963"}) EXPECT_EQ(FindPart(source, secret), nullptr);
}

TEST(Fhir, XmlIsTheSameTree) {
  const std::string file =
      "<?xml version=\"1.0\"?>\n<f:DiagnosticReport xmlns:f=\"http://hl7.org/fhir\">"
      "<f:id value=\"r9\"/><f:status value=\"corrected\"/>"
      "<f:conclusion value=\"Na&#239;ve &lt; 2 cm&#10;R0\"/></f:DiagnosticReport>";
  const std::vector<Source> sources = Read(file);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].format, "fhir");
  EXPECT_EQ(sources[0].status, "corrected");
  const Part& part = sources[0].parts.at(0);
  EXPECT_EQ(part.text, "Na\u00efve < 2 cm\nR0");
  EXPECT_EQ(Evidence(part, file, "< 2 cm"), "&lt; 2 cm");
  EXPECT_EQ(part.locator, "/DiagnosticReport/conclusion[1]/@value");
}

TEST(Fhir, NdjsonSurvivesABadLine) {
  const std::string file = Report("\"conclusion\": \"One.\"") + "\n{\"resourceType\": \"Diag\n" +
                           Report("\"conclusion\": \"Two.\"") + "\n";
  const std::vector<Source> sources = Read(file, "x.ndjson");
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[0].parts.at(0).text, "One.");
  EXPECT_TRUE(HasDiagnostic(sources[1], "S034"));
  EXPECT_EQ(sources[2].parts.at(0).text, "Two.");
  EXPECT_EQ(Evidence(sources[2].parts[0], file, "Two."), "Two.");
}

TEST(Fhir, OutcomesWithoutText) {
  const std::vector<Source> withdrawn = Read(
      R"({"resourceType": "DiagnosticReport", "id": "r", "status": "entered-in-error", "conclusion": "x"})");
  ASSERT_EQ(withdrawn.size(), 1u);
  EXPECT_TRUE(withdrawn[0].parts.empty());
  EXPECT_TRUE(HasDiagnostic(withdrawn[0], "S037"));
  EXPECT_TRUE(HasDiagnostic(Read(Report("\"code\": {}")).at(0), "S047"));
  EXPECT_EQ(ErrorOf(R"({"resourceType": "Patient", "id": "p"})").substr(0, 5), "S047:");
  EXPECT_EQ(ErrorOf(R"({"resourceType": "DiagnosticReport", "id": )").substr(0, 5), "S034:");
  ReadOptions options = Options();
  options.limits.json_depth = 3;
  EXPECT_NE(ErrorOf(kBundle, "x", options).find("json.depth"), std::string::npos);
}

TEST(Fhir, CompositionsDocumentsAndBinaries) {
  const std::string composition = R"({"resourceType": "Composition", "id": "c", "status": "final",
    "date": "2024-03-06", "section": [{"title": "Diagnosis", "code": {"coding": [{"code": "22637-3"}]},
    "text": {"div": "<div>Sarcoma</div>"}, "section": [{"title": "Inner",
    "text": {"div": "<div>deeper</div>"}}]}]})";
  std::vector<Source> sources = Read(composition);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts.at(0).section, "diagnosis");
  EXPECT_EQ(sources[0].parts.at(0).title, "Diagnosis");
  EXPECT_EQ(sources[0].parts.at(1).text, "deeper");
  const std::string documents = R"({"resourceType": "Bundle", "entry": [
    {"resource": {"resourceType": "DocumentReference", "id": "d", "status": "current",
     "content": [{"attachment": {"contentType": "text/plain", "url": "Binary/b"}}]}},
    {"resource": {"resourceType": "Binary", "id": "b", "contentType": "text/plain",
     "data": "YXR0YWNoZWQ="}}]})";
  sources = Read(documents);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].parts.at(0).text, "attached");
}

// A document knows what it is a version of by its identifier, as a report does by its accession.
TEST(Fhir, CorrectedReportReplacesTheDocumentOfItsIdentifier) {
  const std::string lines =
      R"({"resourceType": "DocumentReference", "status": "current", "masterIdentifier": {"value": "S24-17"}, )"
      R"("content": [{"attachment": {"contentType": "text/plain", "data": "YXR0YWNoZWQ="}}]})"
      "\n"
      R"({"resourceType": "DiagnosticReport", "status": "corrected", "conclusion": "Leiomyosarcoma.", )"
      R"("identifier": [{"type": {"coding": [{"code": "ACSN"}]}, "value": "S24-17"}]})"
      "\n";
  const std::vector<Source> sources = Read(lines);
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].id, "S24-17");
  EXPECT_EQ(sources[0].status, "superseded");
  EXPECT_EQ(sources[1].status, "corrected");
}

}  // namespace
}  // namespace pathex
