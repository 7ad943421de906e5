// One GoogleTest for each example of each rule, panel and cue, in a suite named like its file
// ("en/margins"): ctest runs one suite a file (tests.cmake), so that the lexicons are loaded and
// proven once a file, not once an example; a failure names the rule.
#include <gtest/gtest.h>

#include <string>

#include "extractor/base/files.h"
#include "extractor/lexicon/load.h"
#include "extractor/prove.h"
#include "tests/where.h"

namespace pathex {
namespace {

class ExampleTest : public testing::Test {
 public:
  explicit ExampleTest(Proof proof) : proof_(std::move(proof)) {}
  void TestBody() override {
    EXPECT_EQ(proof_.failure, "") << proof_.file << ": " << proof_.markup;
  }

 private:
  Proof proof_;
};

TEST(Lexicons, LoadWithoutFaults) {
  const Result<LexiconSet> set = LoadLexicons(SourceDir() + "/lexicons", RealFiles());
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_GE(set->languages.size(), 1u);
  for (const auto& lexicon : set->languages) {
    for (const Rule& rule : lexicon->rules) {
      EXPECT_FALSE(rule.reject.empty()) << rule.id;
      if (!rule.mention.empty()) {
        EXPECT_FALSE(rule.match.empty()) << rule.id;
      }
    }
  }
}

bool Register() {
  Result<LexiconSet> set = LoadLexicons(SourceDir() + "/lexicons", RealFiles());
  if (!set) return false;
  for (const auto& lexicon : set->languages) {
    for (Proof& proof : ProveLexicon(*lexicon)) {
      std::string name = proof.name;
      // Rules of "any" are proven once for each language.
      if (name.compare(0, 4, "any/") == 0) name = lexicon->language + "+" + name;
      const std::string suite = proof.file.substr(0, proof.file.rfind('.'));
      testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [proof]() -> testing::Test* { return new ExampleTest(proof); });
    }
  }
  return true;
}
[[maybe_unused]] const bool registered = Register();

}  // namespace
}  // namespace pathex
