// What of a text the rules see as words: pieces that lost the blank between them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/pipeline.h"
#include "extractor/text/source_text.h"
#include "tests/shipped_extractor.h"

namespace pathex {
namespace {

// The markers of the stains that an English text names, with their results, in order.
std::vector<std::string> StainsOf(const std::string& text) {
  const Result<std::vector<Source>> sources = ReadText(text, "report.txt", {});
  if (!sources) return {sources.error().message};
  std::vector<std::string> stains;
  for (const Finding& finding : ShippedExtractor().Extract(sources->front()).findings) {
    if (finding.mention.type != "ihc" || finding.lost_to >= 0) continue;
    std::string stain;
    for (const Slot& slot : finding.mention.slots) {
      if (slot.name == "marker" || slot.name == "result") stain += slot.value.text + " ";
    }
    stains.push_back(stain);
  }
  return stains;
}

TEST(Readings, AWordGluedToTheNumberOfAMarkerIsAWord) {
  EXPECT_EQ(StainsOf("The cells are positive for CD117and CK7.\n"),
            (std::vector<std::string>{"cd117 positive ", "cytokeratin_7 positive "}));
  EXPECT_EQ(StainsOf("The cells are CD34positive.\n"), std::vector<std::string>{"cd34 positive "});
  EXPECT_EQ(StainsOf("The cells are positive for CD1172.\n"), std::vector<std::string>());
}

}  // namespace
}  // namespace pathex
