// Where a section and a specimen begin, read with the lexicons of this tree.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/pipeline.h"
#include "extractor/text/source_text.h"
#include "tests/where.h"

namespace pathex {
namespace {

const Outline& OutlineOf(const std::string& text, const std::string& language) {
  const std::string root = SourceDir();
  Result<Extractor> extractor =
      Extractor::Load({root + "/lexicons", root + "/schemas", language}, RealFiles());
  Result<std::vector<Source>> sources = ReadText(text, "report.txt", {});
  if (!extractor || !sources) ADD_FAILURE() << "nothing to read";
  // The record holds views into both: they live as long as the tests.
  const Extractor& reader = *new Extractor(std::move(*extractor));
  const Record& record = *new Record(reader.Extract(*new Source(std::move(sources->front()))));
  return record.parts.front().outline;
}

TEST(Outlines, AFormWithItsOwnMarkIsAHeadingAtALinesStart) {
  const std::string clinical = "Renseignements cliniques : masse de la cuisse.\n";
  const Outline& outline = OutlineOf(clinical + "Histologiquement, 18 mitoses.\n", "fr");
  ASSERT_EQ(outline.sections.size(), 3u);
  EXPECT_EQ(outline.sections[1].id, "clinical");
  EXPECT_EQ(outline.sections[2].id, "microscopy");
  EXPECT_EQ(
      OutlineOf(clinical + "La tumeur est, histologiquement, un sarcome.\n", "fr").sections.size(),
      2u);
}

TEST(Outlines, ANumberInABracketIsNoSpecimen) {
  EXPECT_TRUE(OutlineOf("Grade 3 (mitoses: 3; necrosis: 1).\n", "en").specimens.empty());
  EXPECT_EQ(
      OutlineOf("DIAGNOSIS\n(1) Thigh: sarcoma.\n(2) Node: negative.\n", "en").specimens.size(),
      2u);
}

}  // namespace
}  // namespace pathex
