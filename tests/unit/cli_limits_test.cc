#include <gtest/gtest.h>

#include "extractor/cli/reading.h"

namespace pathex {
namespace {

TEST(Limits, SetByTheNameThatErrorsUse) {
  ReadLimits limits;
  EXPECT_FALSE(SetLimit("input.bytes=1.5G", &limits));
  EXPECT_EQ(limits.input_bytes, 3ull << 29);
  EXPECT_FALSE(SetLimit("archive.ratio=12.5", &limits));
  EXPECT_EQ(limits.archive_ratio, 12.5);
  EXPECT_FALSE(SetLimit("pdf.seconds=999999999999", &limits));
  EXPECT_GT(limits.pdf_seconds, 1'000'000'000);
  EXPECT_FALSE(SetLimit("xml.depth=2K", &limits));
  EXPECT_EQ(limits.xml_depth, 2048u);
}

TEST(Limits, ErrorsSayWhatToDo) {
  ReadLimits limits;
  EXPECT_NE(SetLimit("input.byte=1", &limits)->message.find("did you mean \"input.bytes\"?"),
            std::string::npos);
  for (const char* bad : {"input.bytes", "input.bytes=", "input.bytes=many", "input.bytes=-1",
                          "input.bytes=1T", "input.bytes=nan", "input.bytes=1e300"}) {
    const auto error = SetLimit(bad, &limits);
    ASSERT_TRUE(error) << bad;
    EXPECT_EQ(error->code, "U008");
    EXPECT_NE(error->message.find("needs a number"), std::string::npos);
  }
  EXPECT_EQ(limits.input_bytes, ReadLimits().input_bytes);
}

}  // namespace
}  // namespace pathex
