#include <gtest/gtest.h>

#include "extractor/evaluate/facts.h"
#include "extractor/evaluate/letters.h"
#include "tests/unit/evaluate_fixture.h"

namespace pathex {
namespace {

Facts Find(const char* report) { return FindFacts(Json::parse(report), fixture::Spec()); }

std::string Value(const Facts& facts, const char* field, const char* key = "") {
  const auto it = facts.find(field);
  if (it == facts.end() || !it->second.contains(key)) return "(none)";
  return it->second.at(key).value.ToString();
}

TEST(EvaluateFacts, Scalars) {
  const Facts facts = Find(R"({"kind": " Resection ", "tumors": [{"size": {"greatest_mm": 12.34567},
      "grade": {"value": null}, "histology": {"type": ["x"]}, "stage": {"pt": "pT2b"}}],
      "operation": {"procedure": "Wide_excision", "en_bloc": false}})");
  EXPECT_EQ(Value(facts, "kind"), "resection");
  EXPECT_EQ(Value(facts, "size_mm"), "12.346");
  EXPECT_EQ(Value(facts, "pt"), "t2b");
  EXPECT_EQ(Value(facts, "procedure"), "excision_wide");
  EXPECT_EQ(Value(facts, "en_bloc"), "false");
  EXPECT_EQ(Value(facts, "grade"), "(none)");
  EXPECT_EQ(Value(facts, "histology"), "(none)");
}

TEST(EvaluateFacts, ListsRunOverAllTumoursAndTheEarlierWins) {
  const Facts facts = Find(R"({"tumors": [
      {"immunohistochemistry": [{"marker": "A", "result": "positive"}, {"marker": "b", "percent_high": 30}]},
      {"immunohistochemistry": [{"marker": "a", "result": "negative"}, {"marker": "c", "result": "negative"}]}]})");
  EXPECT_EQ(Value(facts, "ihc", "a"), "positive");
  EXPECT_EQ(Value(facts, "ihc", "c"), "negative");
  EXPECT_EQ(Value(facts, "ihc_percent", "b"), "30");
  EXPECT_EQ(facts.at("ihc").at("c").pointer, "/tumors/1/immunohistochemistry/1/result");
}

TEST(EvaluateFacts, PlainMembersAndRequiredKeys) {
  const Facts facts = Find(R"({"tumors": [{"depth": {"layers": ["Fascial"]},
      "molecular": [{"result": "mutated"}, {"gene": "kit", "result": "mutated"}],
      "margins": {"sites": [{"status": "clear"}, {"site": "deep", "distance_mm": 3}]}}]})");
  EXPECT_EQ(Value(facts, "depth_layer", "fascial"), "true");
  EXPECT_EQ(facts.at("molecular").size(), 1u);  // without a gene there is no fact
  EXPECT_EQ(Value(facts, "margin_site", ""), "clear");
  EXPECT_EQ(Value(facts, "margin_site_mm", "deep"), "3");
}

TEST(EvaluateFacts, OddShapesGiveNoFacts) {
  for (const char* report : {"null", "[]", "3", R"({"tumors": 3})",
                             R"({"tumors": [null, 1, {"margins": {"sites": {}}}]})",
                             R"({"tumors": [{"immunohistochemistry": ["x", 2]}]})"}) {
    EXPECT_TRUE(Find(report).empty()) << report;
  }
}

TEST(EvaluateFacts, SameValue) {
  const auto same = [](const char* a, const char* b, double tolerance) {
    return SameValue(Normalise(Json::parse(a)), Normalise(Json::parse(b)), tolerance);
  };
  EXPECT_TRUE(same("62", "62.5", 0.5));
  EXPECT_FALSE(same("62", "62.6", 0.5));
  EXPECT_FALSE(same("2", "\"2\"", 0.5));
  EXPECT_TRUE(same("true", "1", 0));
  EXPECT_FALSE(same("true", "1.4", 0.5));  // a tolerance is for two numbers
  EXPECT_TRUE(same("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}", 0));
}

TEST(EvaluateFacts, Flags) {
  const EvaluationSpec spec = fixture::Spec();
  const std::string leaf = "/tumors/0/immunohistochemistry/1/result";
  const std::string scalar = "/tumors/0/grade/value";
  const auto flagged = [&](const std::string& flag, const std::string* gold,
                           const std::string* predicted) {
    return IsFlagged({flag}, gold, predicted, spec);
  };
  EXPECT_TRUE(flagged(leaf, &leaf, nullptr));
  EXPECT_TRUE(flagged("/tumors/0/immunohistochemistry/1", &leaf, &leaf));
  EXPECT_FALSE(flagged("/tumors/0/immunohistochemistry/1", nullptr, &leaf));
  EXPECT_TRUE(flagged("/tumors/0/immunohistochemistry", nullptr, &leaf));
  EXPECT_TRUE(flagged("/tumors/0", nullptr, &leaf));
  EXPECT_FALSE(flagged("/tumors/1", nullptr, &leaf));
  EXPECT_TRUE(flagged(scalar, nullptr, &scalar));
  EXPECT_TRUE(flagged("/tumors/0/grade/", &scalar, nullptr));
  EXPECT_FALSE(flagged("/tumors/0/gra", &scalar, nullptr));
  EXPECT_TRUE(flagged("", &scalar, nullptr));
}

TEST(EvaluateFacts, Pointers) {
  const Json json = Json::parse(R"({"a": [{"b": 1}]})");
  EXPECT_EQ(*ValueAt(json, "/a/0/b"), 1);
  EXPECT_EQ(ValueAt(json, "/a/1/b"), nullptr);
  EXPECT_EQ(ValueAt(json, "/a/b"), nullptr);
  EXPECT_EQ(ValueAt(json, "/a/99999999999999999999999"), nullptr);
  EXPECT_EQ(ValueAt(json, ""), &json);
  EXPECT_EQ(PointerPattern("/a/0/b/12"), "/a/*/b/*");
}

TEST(EvaluateSpec, FaultsAreErrors) {
  for (const char* text : {"[]", R"({"scalars": [{"field": "a"}]})",
                           R"({"scalars": [{"field": "a", "pointer": "x"}]})",
                           R"({"lists": [{"field": "a", "pointer": "/x", "key": "k"}]})",
                           R"({"key_fields": ["nobody"]})"}) {
    const Result<EvaluationSpec> spec = ParseEvaluationSpec("spec.json", text);
    ASSERT_FALSE(spec) << text;
    EXPECT_EQ(spec.error().code, "D010") << text;
  }
}

TEST(EvaluateLetters, Cases) {
  EXPECT_EQ(UpperCase("Größe \xC3\xA9t\xC3\xA9 ﬁn 3 µm ÿ"), "GRÖSSE \xC3\x89T\xC3\x89 FIN 3 µM Ÿ");
  EXPECT_EQ(LowerCase("ÀÉÎ ŒÆ ΑΩ ЖЯ Ÿ"), "àéî œæ αω жя ÿ");
  EXPECT_EQ(LowerCase("\xFF\xC3 A\xED\xA0\x80"), "\xFF\xC3 a\xED\xA0\x80");  // invalid bytes stay
  EXPECT_EQ(Trim("\xC2\xA0 a b\t\n"), "a b");
  EXPECT_EQ(Trim(" \xE2\x80\x83"), "");
}

}  // namespace
}  // namespace pathex
