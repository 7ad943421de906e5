#include <gtest/gtest.h>

#include "extractor/base/files.h"
#include "extractor/cli/knowledge.h"

namespace pathex {
namespace {

// Paths are printed in messages: none goes down and up again.
TEST(Knowledge, TheFolderAboveTheProgramIsNamedPlainly) {
  const MemoryFiles files({{"/home/a/pathex/lexicons/en/site.jsonc", "{}"},
                           {"/home/a/pathex/schemas/record.schema.json", "{}"}});
  Session session;
  session.files = &files;
  session.program_folder = "/home/a/pathex/build/release";
  const Result<KnowledgeOptions> found = FindKnowledge({}, session);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->lexicons, "/home/a/pathex/lexicons");
  EXPECT_EQ(found->schemas, "/home/a/pathex/schemas");
}

TEST(Knowledge, OfAnInstalledProgramLiesInShare) {
  const MemoryFiles files({{"/opt/x/share/pathex/lexicons/en/site.jsonc", "{}"},
                           {"/opt/x/share/pathex/schemas/record.schema.json", "{}"}});
  Session session;
  session.files = &files;
  session.program_folder = "/opt/x/bin";
  const Result<KnowledgeOptions> found = FindKnowledge({}, session);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->lexicons, "/opt/x/share/pathex/lexicons");
}

TEST(Knowledge, NotFoundNamesThePlacesAndTheOption) {
  const MemoryFiles files(std::map<std::string, std::string>{});
  Session session;
  session.files = &files;
  session.program_folder = "/a/b";
  const Result<KnowledgeOptions> found = FindKnowledge({}, session);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "U010");
  EXPECT_NE(found.error().message.find("--lexicons DIR"), std::string::npos);
  EXPECT_NE(found.error().message.find("\n    /a/b/lexicons\n    /a/lexicons\n"), std::string::npos)
      << found.error().message;
}

}  // namespace
}  // namespace pathex
