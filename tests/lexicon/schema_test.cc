// Every mention, slot and value that a rule can write is known to schemas/.
#include <gtest/gtest.h>

#include <string>

#include "extractor/base/files.h"
#include "extractor/check.h"
#include "extractor/lexicon/load.h"
#include "tests/where.h"

namespace pathex {
namespace {

const std::string kRoot = SourceDir();

TEST(Lexicons, WriteOnlyWhatTheSchemasKnow) {
  Faults faults;
  std::string sha256;
  const std::vector<LexiconFile> files =
      ReadLexiconFiles(kRoot + "/lexicons", RealFiles(), &faults, &sha256);
  const LexiconSet set = CompileLexicons(files, &faults);
  ASSERT_FALSE(faults.has_errors()) << faults.ToString();
  const Result<Assembly> assembly = LoadAssembly(kRoot + "/schemas", RealFiles());
  ASSERT_TRUE(assembly) << assembly.error().message;
  CheckAgainstSchema(files, set, *assembly, &faults);
  EXPECT_FALSE(faults.has_errors()) << faults.ToString();
}

// The check itself can fail: against another project's schemas, nearly everything is unknown.
TEST(Lexicons, OtherSchemasRefuseThem) {
  Faults faults;
  std::string sha256;
  const std::vector<LexiconFile> files =
      ReadLexiconFiles(kRoot + "/lexicons", RealFiles(), &faults, &sha256);
  const LexiconSet set = CompileLexicons(files, &faults);
  const Result<Assembly> assembly =
      LoadAssembly(kRoot + "/tests/golden/cli/data/schemas", RealFiles());
  ASSERT_TRUE(assembly) << assembly.error().message;
  CheckAgainstSchema(files, set, *assembly, &faults);
  EXPECT_GT(faults.error_count(), 50u);
  EXPECT_NE(faults.ToString().find("error[L014]"), std::string::npos);
}

}  // namespace
}  // namespace pathex
