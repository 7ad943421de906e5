#include "tests/bench/corpus.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <unordered_set>

namespace pathex {
namespace {

TEST(InventedReports, SameSeedAndNumberSameReport) {
  for (uint64_t i = 0; i < 50; ++i) EXPECT_EQ(InventReport(3, i).text, InventReport(3, i).text);
  EXPECT_NE(InventReport(3, 0).text, InventReport(4, 0).text);
  EXPECT_EQ(InventReport(3, 17).id, "3-000017");
  EXPECT_EQ(InventReports(3, 10, 5)[2].text, InventReport(3, 12).text);
}

// The benchmark promises at least 100,000 reports of which no two are alike.
TEST(InventedReports, HundredThousandDiffer) {
  constexpr uint64_t kReports = 100'000;
  std::unordered_set<size_t> seen;
  std::array<uint64_t, kReportStyles> styles{};
  uint64_t bytes = 0;
  for (uint64_t i = 0; i < kReports; ++i) {
    const InventedReport report = InventReport(1, i);
    seen.insert(std::hash<std::string>()(report.text));
    ++styles.at(report.style);
    bytes += report.text.size();
  }
  EXPECT_EQ(seen.size(), kReports);
  for (const uint64_t reports : styles) EXPECT_GT(reports, kReports / kReportStyles / 2);
  EXPECT_GT(bytes / kReports, 3'500u);
  EXPECT_LT(bytes / kReports, 4'500u);
}

TEST(InventedReports, NoTemplateIsLeftUnexpanded) {
  for (uint64_t i = 0; i < 2'000; ++i) {
    const InventedReport report = InventReport(2, i);
    EXPECT_EQ(report.text.find_first_of("{}|$#"), std::string::npos) << report.id;
    EXPECT_GT(report.text.size(), 1'500u) << report.id;
  }
}

}  // namespace
}  // namespace pathex
