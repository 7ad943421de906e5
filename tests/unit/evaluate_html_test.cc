#include <gtest/gtest.h>

#include "extractor/evaluate/charts.h"
#include "extractor/evaluate/html.h"
#include "tests/unit/evaluate_fixture.h"

namespace pathex {
namespace {

size_t Count(const std::string& text, const std::string& part) {
  size_t n = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(EvaluateHtml, OneSelfContainedPage) {
  const std::vector<GoldCase> gold = fixture::Gold();
  const RecordSet records = fixture::Records();
  const EvaluationSpec spec = fixture::Spec();
  const Evaluation evaluation = Evaluate(gold, records, spec);
  AccuracyPage page;
  page.title = "a <set>";
  page.evaluation = &evaluation;
  page.spec = &spec;
  const std::string without = RenderAccuracyPage(page);
  for (const char* foreign : {"http:", "https:", "src=", "href=", "@import", "url(", "<script"}) {
    EXPECT_EQ(without.find(foreign), std::string::npos) << foreign;
  }
  EXPECT_NE(without.find("<title>a &lt;set&gt;</title>"), std::string::npos);
  EXPECT_NE(without.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_EQ(Count(without, "<svg"), 2u);                        // bars and review curve
  EXPECT_EQ(Count(without, "class=\"bar"), 23u);                // 21 fields and two averages
  EXPECT_EQ(Count(without, "<table class=\"confusion\""), 2u);  // as the spec asks
  EXPECT_EQ(without.find("grade II"), std::string::npos);       // no report text unless asked for
  page.misses = FindMisses(evaluation, spec, "", {});
  EXPECT_NE(RenderAccuracyPage(page).find("<q>grade II</q>"), std::string::npos);
  for (const char* tag : {"table", "svg", "tr", "details", "div", "p", "h2"}) {
    const std::string html = RenderAccuracyPage(page), name = tag;
    EXPECT_EQ(Count(html, "<" + name + ">") + Count(html, "<" + name + " "),
              Count(html, "</" + name + ">"))
        << tag;
  }
}

TEST(EvaluateCharts, EscapesAndBarLength) {
  EXPECT_EQ(EscapeHtml("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
  const std::string svg = BarChart("t", {{"half", 0.5, {0.25, 0.75}, "n", false}});
  EXPECT_NE(svg.find("width=\"210.0\""), std::string::npos);  // half of the plot's 420
}

}  // namespace
}  // namespace pathex
