// Files that hold several reports, cut anywhere in the second one: the first report stays whole,
// and the rest is a report, a diagnostic or an error, never silence.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/unit/format_fixture.h"

namespace pathex {
namespace {

using format_test::Options;
using format_test::Read;

struct Pair {
  const char* name;
  std::string path;
  std::string first, second, end;  // second begins a new report
};

std::string Message(const std::string& control, const std::string& accession,
                    const std::string& text) {
  return "MSH|^~\\&|LIS|LAB|||202403061015||ORU^R01|" + control +
         "|P|2.5.1\rPID|1||000||Nobody^Fiona||19630102|F\rOBR|1||" + accession +
         "|11529-5^Report^LN|||20240301||||||||||||||||||F\rOBX|1|TX|22637-3^Dx^LN||" + text +
         "||||||F\r";
}

std::string Row(const std::string& id, const std::string& text) {
  return id + ",\"" + text + "\"\n";
}

std::string Line(const std::string& id, const std::string& text) {
  return R"({"report_id": ")" + id + R"(", "report_text": ")" + text + "\"}\n";
}

std::string Resource(const std::string& id, const std::string& text) {
  return R"({"resourceType": "DiagnosticReport", "id": ")" + id +
         R"(", "status": "final", "conclusion": ")" + text + "\"}\n";
}

std::string Tumor(const std::string& id, const std::string& text) {
  return "<Patient><Tumor><Item naaccrId=\"recordDocumentId\">" + id +
         "</Item><Item naaccrId=\"textPathFormalDx\">" + text + "</Item></Tumor></Patient>\n";
}

std::string Meldung(const std::string& id, const std::string& text) {
  return "<Meldung Meldung_ID=\"" + id + "\"><Pathologie><Befundtext>" + text +
         "</Befundtext></Pathologie></Meldung>\n";
}

std::vector<Pair> Pairs() {
  const std::string one = "Leiomyosarcoma of the left calf, margins clear.";
  const std::string two = "Pleomorphic sarcoma of the right arm, 5 cm, deep margin involved.";
  return {
      {"hl7", "feed.hl7", Message("1", "A1", one), Message("2", "A2", two), ""},
      {"csv", "t.csv", "report_id,report_text\n" + Row("A1", one), Row("A2", two), ""},
      {"jsonl", "t.jsonl", Line("A1", one), Line("A2", two), ""},
      {"ndjson", "t.ndjson", Resource("A1", one), Resource("A2", two), ""},
      {"naaccr", "t.xml", "<NaaccrData recordType=\"A\">" + Tumor("A1", one), Tumor("A2", two),
       "</NaaccrData>"},
      {"obds", "t.xml", "<oBDS><Menge_Patient><Patient><Menge_Meldung>" + Meldung("A1", one),
       Meldung("A2", two), "</Menge_Meldung></Patient></Menge_Patient></oBDS>"},
  };
}

class Damage : public testing::TestWithParam<Pair> {};

TEST_P(Damage, ACutLosesNoNeighbour) {
  const Pair& pair = GetParam();
  const std::string whole = pair.first + pair.second + pair.end;
  const std::vector<Source> both = Read(whole, pair.path);
  ASSERT_EQ(both.size(), 2u);
  ASSERT_FALSE(both[0].parts.empty());
  std::minstd_rand random(417);
  for (int i = 0; i < 50; ++i) {
    const size_t cut = pair.first.size() + random() % (whole.size() - pair.first.size());
    const std::vector<Source> sources = Read(whole.substr(0, cut), pair.path);
    ASSERT_FALSE(sources.empty()) << cut;
    EXPECT_EQ(sources[0].id, both[0].id) << cut;
    ASSERT_FALSE(sources[0].parts.empty()) << cut;
    EXPECT_EQ(sources[0].parts[0].text, both[0].parts[0].text) << cut;
    for (size_t k = 1; k < sources.size(); ++k) {
      EXPECT_TRUE(!sources[k].parts.empty() || !sources[k].diagnostics.empty()) << cut;
    }
  }
}

// The first of two is broken in the middle instead: bytes are lost from it.
TEST_P(Damage, AHoleLosesNoNeighbour) {
  const Pair& pair = GetParam();
  const std::vector<Source> both = Read(pair.first + pair.second + pair.end, pair.path);
  ASSERT_EQ(both.size(), 2u);
  const std::string text = both[1].parts.at(0).text;
  std::minstd_rand random(418);
  const size_t content = pair.first.find("Leiomyosarcoma");
  for (int i = 0; i < 20; ++i) {
    const size_t at = content + random() % 30, length = 1 + random() % 10;
    std::string holed = pair.first;
    holed.erase(at, length);
    const std::vector<Source> sources = Read(holed + pair.second + pair.end, pair.path);
    bool found = false;
    for (const Source& source : sources) {
      for (const Part& part : source.parts) found = found || part.text == text;
    }
    EXPECT_TRUE(found) << at << "+" << length;
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, Damage, testing::ValuesIn(Pairs()),
                         [](const testing::TestParamInfo<Pair>& info) { return info.param.name; });

}  // namespace
}  // namespace pathex
