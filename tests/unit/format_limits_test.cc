// Every limit of reading: what goes beyond it is refused by name, and what keeps it is read.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "tests/unit/format_fixture.h"
#include "tests/where.h"

namespace pathex {
namespace {

std::string Sample(const std::string& name) {
  Result<std::string> bytes = RealFiles().Read(SourceDir() + "/samples/formats/" + name);
  EXPECT_TRUE(bytes) << name;
  return bytes ? std::move(*bytes) : std::string();
}

// All that the reader says, as error or as diagnostics.
std::string SaidOf(const std::string& bytes, const std::string& path, const ReadLimits& limits) {
  ReadOptions options = format_test::Options();
  options.limits = limits;
  const Result<std::vector<Source>> sources = ReadSources(path, bytes, options);
  if (!sources) return sources.error().message;
  std::string said;
  for (const Source& source : *sources) {
    for (const Diagnostic& diagnostic : source.diagnostics) said += diagnostic.message + "\n";
  }
  return said;
}

struct Case {
  const char* name;
  std::string bytes, path;
  std::function<void(ReadLimits*)> lower;
};

std::vector<Case> Cases() {
  const std::string two_rows =
      "report_id,report_text\n1,\"Sarcoma of the arm, 5 cm.\"\n"
      "2,\"Sarcoma of the leg, 6 cm.\"\n";
  const std::string registry = Sample("naaccr/abstract.xml"), cda = Sample("cda/report.xml");
  const std::string fhir = Sample("fhir/form.json"), hl7 = Sample("hl7v2/payload.hl7");
  const std::string zip = Sample("archive/reports.zip"), nested = Sample("archive/nested.zip");
  // A document in a payload: "<report><text>…".
  const std::string document =
      "MSH|^~\\&|L|||||ORU^R01|1|P|2.5.1\rOBR|1||A1|11529-5^R^LN\r"
      "OBX|1|ED|11529-5^R^LN||^TEXT^XML^Base64^"
      "PHJlcG9ydD48dGV4dD5TYXJjb21hLCA1IGNtLjwvdGV4dD48L3JlcG9ydD4=||||||F\r";
  return {
      {"input.bytes", "four", "r.txt", [](ReadLimits* l) { l->input_bytes = 3; }},
      {"part.bytes", "four", "r.txt", [](ReadLimits* l) { l->part_bytes = 3; }},
      {"text.bytes", "four", "r.txt", [](ReadLimits* l) { l->text_bytes = 3; }},
      {"reports", two_rows, "r.csv", [](ReadLimits* l) { l->reports = 1; }},
      {"xml.depth", registry, "r.xml", [](ReadLimits* l) { l->xml_depth = 2; }},
      {"xml.nodes", registry, "r.xml", [](ReadLimits* l) { l->xml_nodes = 5; }},
      {"xml.depth", cda, "r.xml", [](ReadLimits* l) { l->xml_depth = 3; }},
      {"xml.nodes", cda, "r.xml", [](ReadLimits* l) { l->xml_nodes = 5; }},
      {"json.depth", fhir, "r.json", [](ReadLimits* l) { l->json_depth = 2; }},
      {"json.nodes", fhir, "r.json", [](ReadLimits* l) { l->json_nodes = 5; }},
      {"payload.bytes", hl7, "r.hl7", [](ReadLimits* l) { l->payload_bytes = 9; }},
      {"payload.depth", document, "r.hl7", [](ReadLimits* l) { l->payload_depth = 0; }},
      {"archive.bytes", zip, "r.zip", [](ReadLimits* l) { l->archive_bytes = 9; }},
      {"archive.members", zip, "r.zip", [](ReadLimits* l) { l->archive_members = 0; }},
      {"archive.depth", nested, "r.zip", [](ReadLimits* l) { l->archive_depth = 1; }},
  };
}

// archive.ratio and pdf.seconds need a bomb and a slow program: format_archive_test.cc,
// format_parts_test.cc.
TEST(Limits, EachIsNamedWhereItStopsAReader) {
  for (const Case& c : Cases()) {
    ReadLimits limits;
    EXPECT_EQ(SaidOf(c.bytes, c.path, limits).find(c.name), std::string::npos) << c.name;
    c.lower(&limits);
    const std::string said = SaidOf(c.bytes, c.path, limits);
    EXPECT_NE(said.find(c.name), std::string::npos) << c.name << ": \"" << said << "\"";
  }
}

}  // namespace
}  // namespace pathex
