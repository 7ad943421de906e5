#include <gtest/gtest.h>

#include <string>

#include "extractor/base/json.h"

namespace pathex {
namespace {

std::string At(const JsonDocument& document, const std::string& pointer) {
  const JsonPlace place = document.Place(pointer);
  return document.text.substr(place.value_begin, place.value_end - place.value_begin);
}

std::string KeyAt(const JsonDocument& document, const std::string& pointer) {
  const JsonPlace place = document.Place(pointer);
  return document.text.substr(place.key_begin, place.key_end - place.key_begin);
}

TEST(BaseJson, KnowsThePlaceOfEveryKeyAndValue) {
  const std::string text = R"({
  // a comment with "quotes" and {braces}
  "a": [1, -2.5e3, /* between */ "x\"]y", null],
  "b/c~d": {"é": true, "esc\u0061ped": {}}
})";
  const Result<JsonDocument> document = ParseJson("t.jsonc", text, Comments::kAllow);
  ASSERT_TRUE(document) << document.error().message;
  const struct {
    const char* pointer;
    const char* key;
    const char* value;
  } kCases[] = {
      {"/a/0", "", "1"},
      {"/a/1", "", "-2.5e3"},
      {"/a/2", "", R"("x\"]y")"},
      {"/a/3", "", "null"},
      {"/b~1c~0d/é", "\"é\"", "true"},
      {"/b~1c~0d/escaped", R"("esc\u0061ped")", "{}"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(At(*document, c.pointer), c.value) << c.pointer;
    EXPECT_EQ(KeyAt(*document, c.pointer), c.key) << c.pointer;
    EXPECT_TRUE(document->Has(c.pointer)) << c.pointer;
  }
  EXPECT_EQ(At(*document, ""), text);
  EXPECT_TRUE(document->Has(""));
  EXPECT_FALSE(document->Has("/a/4"));
  EXPECT_FALSE(document->Has("/z"));
}

TEST(BaseJson, AnUnknownPointerHasThePlaceOfItsNearestAncestor) {
  const Result<JsonDocument> document =
      ParseJson("t.json", R"({"a": {"b": 1}})", Comments::kRefuse);
  ASSERT_TRUE(document);
  EXPECT_EQ(At(*document, "/a/x/y"), R"({"b": 1})");
  EXPECT_EQ(At(*document, "/z"), R"({"a": {"b": 1}})");
}

TEST(BaseJson, KeepsTheOrderOfKeys) {
  const Result<JsonDocument> document =
      ParseJson("t.json", R"({"z": 1, "a": 2, "m": 3})", Comments::kRefuse);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root.dump(), R"({"z":1,"a":2,"m":3})");
}

TEST(BaseJson, ASyntaxErrorIsShownInItsLine) {
  const Result<JsonDocument> document =
      ParseJson("dir/t.json", "{\n  \"a\": 1,\n  \"b\": ?\n}", Comments::kRefuse);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, "L001");
  EXPECT_EQ(document.error().message.rfind("dir/t.json:3:8: error[L001]: syntax error", 0), 0u)
      << document.error().message;
  EXPECT_NE(document.error().message.find("\n    \"b\": ?\n         ^\n"), std::string::npos)
      << document.error().message;
}

TEST(BaseJson, RefusesWhatIsNoJson) {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  const struct {
    const char* what;
    std::string text;
    const char* code;
  } kCases[] = {
      {"comment not allowed", "{} // x", "L001"},
      {"trailing comma", "{\"a\": 1,}", "L001"},
      {"empty", "", "L001"},
      {"two values", "{} {}", "L001"},
      {"bad UTF-8", "{\"a\": \"\xFF\"}", "L001"},
      {"number too large", "{\"a\": 1e999}", "L001"},
      {"nested without end", deep, "L001"},
      {"duplicate key", "{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}}", "L002"},
      {"duplicate key, one escaped", "{\"a\": 1, \"\\u0061\": 2}", "L002"},
  };
  for (const auto& c : kCases) {
    const Result<JsonDocument> document = ParseJson("t.json", c.text, Comments::kRefuse);
    ASSERT_FALSE(document) << c.what;
    EXPECT_EQ(document.error().code, c.code) << c.what;
  }
}

TEST(BaseJson, ADuplicateKeyIsShownAtItsSecondPlace) {
  const Result<JsonDocument> document =
      ParseJson("t.json", "{\n  \"free\": 1,\n  \"free\": 2\n}", Comments::kRefuse);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().message,
            "t.json:3:3: error[L002]: this key stands twice in one object\n"
            "    \"free\": 2\n"
            "    ^~~~~~ merge the two or rename one\n");
}

TEST(BaseJson, TheSameKeyInTwoObjectsIsNoDuplicate) {
  EXPECT_TRUE(ParseJson("t.json", R"([{"a": 1}, {"a": 2}])", Comments::kRefuse));
}

TEST(BaseJson, ValuesOfDataAreCheckedAsStrictly) {
  const Result<Json> value = ParseJsonValue(R"({"a": [1, 2]})");
  ASSERT_TRUE(value);
  EXPECT_EQ((*value)["a"][1], 2);
  EXPECT_EQ(ParseJsonValue("{\"a\": 1, \"a\": 2}").error().code, "D001");
  EXPECT_EQ(ParseJsonValue("{\"a\"").error().code, "D001");
  EXPECT_EQ(ParseJsonValue(std::string(5000, '[') + std::string(5000, ']')).error().code, "D001");
}

TEST(BaseJson, AnErrorNeverQuotesTheData) {
  const Result<Json> value =
      ParseJsonValue("{\"note\": \"Margarethe, born '; expected nowhere\" x}");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().message.find("Margarethe"), std::string::npos) << value.error().message;
  EXPECT_NE(value.error().message.find("expected"), std::string::npos) << value.error().message;
}

TEST(BaseJson, EscapesPointers) {
  EXPECT_EQ(EscapePointer("a/b~c"), "a~1b~0c");
  EXPECT_EQ(EscapePointer(""), "");
}

}  // namespace
}  // namespace pathex
