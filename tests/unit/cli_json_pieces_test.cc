#include <gtest/gtest.h>

#include "extractor/cli/json_pieces.h"

namespace pathex {
namespace {

using Pieces = std::vector<std::string_view>;

TEST(JsonPieces, OneALine) {
  EXPECT_EQ(CutJson("{\"a\":1}\n{\"b\":\"}{\"}\r\n\n"), (Pieces{"{\"a\":1}", "{\"b\":\"}{\"}"}));
}

TEST(JsonPieces, Wrapped) {
  EXPECT_EQ(CutJson("{\n  \"a\": [1,\n 2]\n}\n{\n}\n"),
            (Pieces{"{\n  \"a\": [1,\n 2]\n}", "{\n}"}));
}

TEST(JsonPieces, EscapedQuotes) {
  EXPECT_EQ(CutJson("{\"a\":\"\\\"}\"} {}"), (Pieces{"{\"a\":\"\\\"}\"}", "{}"}));
}

TEST(JsonPieces, BrokenDocumentsEndWithTheirLine) {
  EXPECT_EQ(CutJson("{\"a\":\n{\"b\":1}\n"), (Pieces{"{\"a\":", "{\"b\":1}"}));
  EXPECT_EQ(CutJson("nonsense\n{}"), (Pieces{"nonsense", "{}"}));
  EXPECT_EQ(CutJson("} {"), (Pieces{"} {"}));
  EXPECT_EQ(CutJson(""), Pieces{});
  EXPECT_EQ(CutJson("{\"a\\"), (Pieces{"{\"a\\"}));
}

}  // namespace
}  // namespace pathex
