#include <gtest/gtest.h>

#include <set>

#include "extractor/record/indent.h"
#include "extractor/record/write.h"
#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

TEST(Write, ThousandthsAreExact) {
  const std::pair<int64_t, const char*> rows[] = {{0, "0"},
                                                  {1000, "1"},
                                                  {4250, "4.25"},
                                                  {500, "0.5"},
                                                  {1, "0.001"},
                                                  {10, "0.01"},
                                                  {-500, "-0.5"},
                                                  {-42000, "-42"},
                                                  {100, "0.1"},
                                                  {1234567, "1234.567"},
                                                  {INT64_MIN, "-9223372036854775.808"}};
  for (const auto& [thousandths, text] : rows) {
    std::string out;
    Value value;
    value.kind = Value::Kind::kNumber;
    value.thousandths = thousandths;
    WriteValue(value, &out);
    EXPECT_EQ(out, text);
  }
}

TEST(Write, SpansCountBytesOfTheFileAndCodePointsOfTheText) {
  RecordMaker maker;
  maker.Add("pni", {{"status", TextValue("absent")}}, "Pas d’invasion périneurale");
  maker.Add("ploidy", {{"ploidy", TextValue("diploid")}}, "Ploïdie \"2n\"\tstable");
  const Record record = maker.Assembled();
  const Result<Json> json = ParseJsonValue(RecordMaker::Written(record));
  ASSERT_TRUE(json);
  const std::string& text = record.source->parts[0].text;
  const Json& mention = (*json)["mentions"][1];
  const size_t begin = mention["span"]["byte"][0], end = mention["span"]["byte"][1];
  EXPECT_EQ(text.substr(begin, end - begin), "Ploïdie \"2n\"\tstable");
  EXPECT_EQ(mention["text"], "Ploïdie \"2n\"\tstable");
  EXPECT_EQ(mention["span"]["char"], Json({28, 47}));
  EXPECT_EQ(mention["span"]["byte"], Json({31, 51}));
  EXPECT_EQ(mention["slots"]["ploidy"]["value"], "diploid");
  EXPECT_EQ(mention["slots"]["ploidy"]["char"], Json({28, 47}));
}

TEST(Write, BytesGoThroughTheMapOfThePart) {
  RecordMaker maker;
  maker.Add("pni", {{"status", TextValue("absent")}}, "none");
  Record record = maker.Make();
  Part part = record.source->parts[0];
  part.to_file.AddCopy(100, static_cast<uint32_t>(part.text.size()));
  record.parts[0].part = &part;
  Assemble(ShippedAssembly(), &record);
  const Result<Json> json = ParseJsonValue(RecordMaker::Written(record));
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["mentions"][0]["span"]["byte"], Json({100, 104}));
  EXPECT_EQ((*json)["mentions"][0]["span"]["char"], Json({0, 4}));
}

TEST(Write, EveryLeafHasEvidenceAndEveryIdIsAMention) {
  RecordMaker maker;
  maker.In("diagnosis", "A").Add("histology", {{"type", TextValue("leiomyosarcoma")}});
  maker.Add("size",
            {{"greatest_mm", NumberValue(80)}, {"dimensions_mm", NumbersValue({80000, 6500})}});
  maker.Add("margin", {{"site", TextValue("deep")}, {"distance_mm", NumberValue(3)}});
  maker.Add("depth_layer", {{"layer", TextValue("intramuscular")}});
  const Record record = maker.Assembled();
  const Result<Json> json = ParseJsonValue(RecordMaker::Written(record));
  ASSERT_TRUE(json);
  std::set<std::string> leaves;
  const auto collect = [&](const std::string& prefix, const Json& tree) {
    const Json flat = tree.flatten();
    for (const auto& [pointer, value] : flat.items()) leaves.insert(prefix + pointer);
  };
  collect("", (*json)["report"]);
  collect("/derived", (*json)["derived"]);
  std::set<std::string> proven;
  for (const auto& [pointer, ids] : (*json)["evidence"].items()) {
    proven.insert(pointer);
    EXPECT_FALSE(ids.empty()) << pointer;
    for (const Json& id : ids) {
      const size_t number = std::stoul(id.get<std::string>().substr(1));
      EXPECT_LE(number, record.findings.size());
    }
  }
  EXPECT_EQ(leaves, proven);
  EXPECT_TRUE(leaves.count("/tumors/0/size/dimensions_mm/1"));
  EXPECT_TRUE(leaves.count("/tumors/0/margins/closest/site"));
  EXPECT_TRUE(leaves.count("/derived/tumors/0/size_category"));
}

TEST(Write, ContextLossRepairsAndSpecimenAreWritten) {
  RecordMaker maker;
  maker.In("gross", "B").Add("necrosis", {{"status", TextValue("absent")}}).Repaired();
  maker.In("diagnosis").Add("necrosis", {{"status", TextValue("present")}});
  Record record = maker.Make();
  record.findings[1].context.cues.push_back({"en/cue.test", {3, 7}});
  record.findings[1].mention.extra_spans.push_back({0, 4});
  Assemble(ShippedAssembly(), &record);
  const std::string written = RecordMaker::Written(record);
  EXPECT_TRUE(ShippedSchema().Validate(written).empty());
  const Result<Json> json = ParseJsonValue(written);
  ASSERT_TRUE(json);
  const Json& lost = (*json)["mentions"][0];
  EXPECT_EQ(lost["lost_to"], "m2");
  EXPECT_EQ(lost["repairs"], Json({"ocr.digit"}));
  EXPECT_EQ(lost["specimen"], "B");
  EXPECT_EQ(lost["section"], "gross");
  const Json& won = (*json)["mentions"][1];
  EXPECT_EQ(won["context"]["cues"][0],
            Json::parse(R"({"id":"en/cue.test","byte":[3,7],"char":[3,7]})"));
  EXPECT_EQ(won["extra_spans"][0]["byte"], Json({0, 4}));
  EXPECT_FALSE(won.contains("lost_to"));
}

TEST(Write, KeysOfTheEnvelopeHaveOneOrder) {
  RecordMaker maker;
  const Result<Json> json = ParseJsonValue(RecordMaker::Written(maker.Assembled()));
  ASSERT_TRUE(json);
  std::string keys;
  for (const auto& [key, value] : json->items()) keys += key + " ";
  EXPECT_EQ(keys,
            "record_version source engine report derived evidence mentions review diagnostics ");
}

TEST(Write, TheSameRecordGivesTheSameBytes) {
  const auto write = [] {
    RecordMaker maker;
    maker.Add("ihc", {{"marker", TextValue("er")}, {"result", TextValue("positive")}});
    maker.Add("pni", {{"status", TextValue("absent")}});
    return RecordMaker::Written(maker.Assembled());
  };
  EXPECT_EQ(write(), write());
}

TEST(Write, PrettyIsTheSameJson) {
  RecordMaker maker;
  maker.Add("pni", {{"status", TextValue("absent")}}, "a \"quoted\" [bracket], {brace}: \\");
  const Record record = maker.Assembled();
  EngineStamp engine;
  std::string line;
  ByteBuffer indented, compact;
  WriteRecord(record, engine, &line);
  WriteRecord(record, engine, &compact);
  EXPECT_EQ(compact.view(), line);
  WriteRecordPretty(record, engine, &indented);
  const std::string pretty(indented.view());
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(pretty.back(), '\n');
  const Result<Json> a = ParseJsonValue(line), b = ParseJsonValue(pretty);
  ASSERT_TRUE(a);
  ASSERT_TRUE(b);
  EXPECT_EQ(*a, *b);
}

TEST(Indent, BreaksWhatIsNestedAndKeepsWhatIsShort) {
  std::string out;
  Indent(R"({"a":[1,2],"b":{"c":[{"d":"x,y"}]},"e":{}})", &out);
  EXPECT_EQ(out,
            "{\n  \"a\": [1, 2],\n  \"b\": {\n    \"c\": [\n      {\"d\": \"x,y\"}\n    ]\n  },\n"
            "  \"e\": {}\n}\n");
}

}  // namespace
}  // namespace pathex
