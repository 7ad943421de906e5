#include <gtest/gtest.h>

#include <set>

#include "extractor/record/assembly.h"
#include "tests/unit/record_fixture.h"
#include "tests/where.h"

namespace pathex {
namespace {

// The smallest table that is right.
std::string Table(const std::string& mentions, const std::string& more = "") {
  return std::string(R"({"ranks": {"default": [["top"], ["low"]]},
  "entities": {"thing": {"into": "/things", "opened_by": "kind", "slot": "kind", "is_a": "kinds",
    "not_when": {}, "sections": ["top"], "specimens": "parts", "minor": []}},
  "is_a": {"kinds": {"b": ["a"], "c": ["b"]}},
  "key_order": ["kind"],
  "triage": {"order": [], "conflict_reasons": {}, "watched": [], "weak_sections": [], "key_fields": []},
  "mentions": {"kind": {"into": "/things/*", "bundles": [{"slots": ["kind"]}]})") +
         (mentions.empty() ? "" : ",") + mentions + "}" + more + "}";
}

Result<Assembly> Parse(const std::string& text) {
  Result<JsonDocument> document = ParseJson("assembly.json", text, Comments::kRefuse);
  if (!document) return document.error();
  return ParseAssembly(*document);
}

TEST(Assembly, ReadsATable) {
  const Result<Assembly> assembly = Parse(Table(
      R"("x": {"into": "/things/*/xs", "list": true, "key": "name", "accept": {"time": ["planned"]},
         "negated": {"on": {"true": false}},
         "bundles": [{"slots": {"size": "size_mm", "unit": "unit"}, "lead": ["unit"], "policy": "largest"}]})"));
  ASSERT_TRUE(assembly) << assembly.error().ToString();
  const MentionSpec* spec = assembly->Find("x");
  ASSERT_NE(spec, nullptr);
  EXPECT_TRUE(spec->per_entity);
  EXPECT_EQ(spec->path, (std::vector<std::string>{"xs"}));
  EXPECT_EQ(spec->accept.time, 1 << static_cast<int>(Time::kPlanned));
  EXPECT_EQ(spec->bundles[0].slots[0].key, "size_mm");
  EXPECT_EQ(spec->bundles[0].lead, (std::vector<uint16_t>{1}));
  EXPECT_EQ(spec->bundles[0].on_conflict, OnConflict::kKeep);
  ASSERT_EQ(spec->negated.size(), 1u);
  EXPECT_EQ(spec->negated[0].from, BoolValue(true));
  EXPECT_EQ(assembly->Find("y"), nullptr);
}

TEST(Assembly, IsAIsClosedOverItsSteps) {
  const Result<Assembly> assembly = Parse(Table(""));
  ASSERT_TRUE(assembly) << assembly.error().ToString();
  EXPECT_TRUE(assembly->IsA("kinds", "c", "a"));
  EXPECT_TRUE(assembly->IsA("kinds", "c", "c"));
  EXPECT_FALSE(assembly->IsA("kinds", "a", "c"));
  EXPECT_FALSE(assembly->IsA("nothing", "c", "a"));
}

TEST(Assembly, EveryFaultIsNamedWithItsPlace) {
  const struct {
    std::string mentions;
    const char* expected;
  } rows[] = {
      {R"("x": {"into": "/a", "bundles": [{"slots": ["s"], "policy": "luck"}]})",
       "\"luck\" is no policy"},
      {R"("x": {"into": "/a", "bundles": [{"slots": []}]})", "at least one slot"},
      {R"("x": {"into": "/a", "bundles": [{"slots": ["s"], "lead": ["t"]}]})", "\"t\" is no slot"},
      {R"("x": {"into": "/a", "bundles": [{"slots": ["s"], "policy": "most_severe"}]})",
       "needs an \"order\""},
      {R"("x": {"into": "/a", "bundles": [{"slots": ["s"], "is_a": "q"}]})", "no table \"q\""},
      {R"("x": {"into": "/a", "list": true, "bundles": []})", "need each other"},
      {R"("x": {"into": "/a/*/b", "bundles": []})", "may only stand for the entity"},
      {R"("x": {"into": "a", "bundles": []})", "a path such as"},
      {R"("x": {"into": "/a", "bundles": [], "colour": 1})", "unknown key \"colour\""},
      {R"("x": {"into": "/a", "bundles": [], "accept": {"time": ["never"]}})",
       "\"never\" is no context"},
      {R"("x": {"into": "/a", "bundles": [], "ranks": "other"})", "no such list in /ranks"},
      {R"("x": {"into": "/a", "bundles": [], "from": ["y"]})", "no mention \"y\""},
      {R"("x": {"into": "/a", "list": true, "key": "k", "without_key": "y", "bundles": []})",
       "no mention \"y\""},
      {R"("x": {"into": "/a"})", "\"bundles\" (a list) is missing"},
  };
  for (const auto& row : rows) {
    const Result<Assembly> assembly = Parse(Table(row.mentions));
    ASSERT_FALSE(assembly) << row.expected;
    EXPECT_EQ(assembly.error().code, "L000");
    EXPECT_NE(assembly.error().message.find(row.expected), std::string::npos)
        << assembly.error().message;
    EXPECT_NE(assembly.error().message.find("L020"), std::string::npos);
    EXPECT_NE(assembly.error().message.find("assembly.json:"), std::string::npos);
  }
}

TEST(Assembly, ACircleInIsAIsAFault) {
  std::string text = Table("");
  const std::string before = R"({"b": ["a"], "c": ["b"]})";
  text.replace(text.find(before), before.size(), R"({"b": ["c"], "c": ["b"]})");
  const Result<Assembly> assembly = Parse(text);
  ASSERT_FALSE(assembly);
  EXPECT_NE(assembly.error().message.find("above itself"), std::string::npos);
}

TEST(Assembly, AllFaultsAreCollected) {
  const Result<Assembly> assembly =
      Parse(Table(R"("x": {"into": "a", "bundles": [{"slots": []}]})"));
  ASSERT_FALSE(assembly);
  EXPECT_NE(assembly.error().message.find("a path such as"), std::string::npos);
  EXPECT_NE(assembly.error().message.find("at least one slot"), std::string::npos);
}

TEST(Assembly, MissingFilesAreErrors) {
  const Result<Assembly> assembly = LoadAssembly("none", MemoryFiles({}));
  ASSERT_FALSE(assembly);
  EXPECT_EQ(assembly.error().code, "S001");
}

// The shipped table.

TEST(ShippedAssemblyTable, HashesItsFiles) { EXPECT_EQ(ShippedAssembly().sha256.size(), 64u); }

void KeysOf(const Json& node, std::set<std::string>* keys) {
  if (node.is_object() && node.contains("properties")) {
    for (const auto& [key, value] : node["properties"].items()) keys->insert(key);
  }
  if (!node.is_structured()) return;
  for (const Json& child : node) KeysOf(child, keys);
}

TEST(ShippedAssemblyTable, OrdersExactlyTheKeysOfTheSchema) {
  std::set<std::string> in_schema, ordered;
  KeysOf(ShippedAssembly().schema, &in_schema);
  for (const auto& [key, place] : ShippedAssembly().key_order) ordered.insert(key);
  EXPECT_EQ(ordered, in_schema);
}

TEST(ShippedAssemblyTable, ReasonsOfTriageAreThoseOfTheSchema) {
  const Result<std::string> text = RealFiles().Read(SourceDir() + "/schemas/record.schema.json");
  ASSERT_TRUE(text);
  const Result<Json> schema = ParseJsonValue(*text);
  ASSERT_TRUE(schema);
  std::vector<std::string> reasons;
  for (const Json& reason : (*schema)["$defs"]["reason"]["properties"]["reason"]["enum"]) {
    reasons.push_back(reason);
  }
  EXPECT_EQ(ShippedAssembly().triage.order, reasons);
}

TEST(ShippedAssemblyTable, PlaceOfEveryPolicyIsReachable) {
  for (const MentionSpec& spec : ShippedAssembly().mentions) {
    for (const Bundle& bundle : spec.bundles) {
      EXPECT_LE(bundle.lead.size(), 4u) << spec.type;
      EXPECT_FALSE(bundle.policy == Policy::kMostSpecific && bundle.is_a.empty()) << spec.type;
    }
  }
}

}  // namespace
}  // namespace pathex
