#include <gtest/gtest.h>

#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

using Strings = std::vector<std::string>;

// A heading that names an ovary of one side.
void AddOvary(RecordMaker* maker, std::string_view side, std::string_view heading) {
  maker->Add("laterality", {{"laterality", TextValue(std::string(side))}}, heading);
  maker->Beside("site", {{"region", TextValue("genitourinary")},
                         {"text", TextValue("ovary")},
                         {"icd_o_3", TextValue("C56.9")}});
}

void AddCarcinoma(RecordMaker* maker) {
  maker->Add("histology", {{"type", TextValue("serous_carcinoma")}}, "serous carcinoma");
}

std::string SideOf(RecordMaker* maker) {
  return At(maker->Assembled().report, "/tumors/0/site/laterality");
}

TEST(Sides, ATumourInBothOrgansOfAPairIsBilateral) {
  RecordMaker maker;
  maker.In("diagnosis", "A");
  AddOvary(&maker, "left", "left ovary");
  AddCarcinoma(&maker);
  maker.In("diagnosis", "B");
  AddOvary(&maker, "right", "right ovary");
  AddCarcinoma(&maker);
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/site/laterality"), R"("bilateral")");
  EXPECT_EQ(Notes(record), Strings{});
  EXPECT_EQ(record.report.Find("tumors")->items[0].Find("site")->Find("laterality")->evidence,
            (std::vector<uint32_t>{0, 3}));
}

TEST(Sides, BehindAnotherOrganOrSideTheTumourIsThatOnes) {
  RecordMaker maker;
  maker.In("diagnosis");
  AddOvary(&maker, "left", "ovary, left");
  AddOvary(&maker, "right", "ovary, right");
  AddCarcinoma(&maker);
  EXPECT_EQ(SideOf(&maker), "");
  RecordMaker other;
  other.In("diagnosis");
  AddOvary(&other, "left", "ovary, left");
  AddCarcinoma(&other);
  AddOvary(&other, "right", "ovary, right");
  other.Add("site", {{"region", TextValue("intra_abdominal")}, {"icd_o_3", TextValue("C48.1")}},
            "omentum");
  AddCarcinoma(&other);
  EXPECT_EQ(SideOf(&other), "");
}

TEST(Sides, SidesOfOtherOrgansLeaveTheKeyAbsent) {
  RecordMaker maker;
  maker.In("diagnosis", "A");
  maker.Add("site",
            {{"region", TextValue("head_neck")},
             {"text", TextValue("larynx")},
             {"icd_o_3", TextValue("C32.9")}},
            "larynx");
  maker.Add("laterality", {{"laterality", TextValue("left")}}, "left neck");
  maker.Add("laterality", {{"laterality", TextValue("right")}}, "right neck");
  maker.Add("histology", {{"type", TextValue("squamous_cell_carcinoma")}}, "squamous carcinoma");
  const Record record = maker.Assembled();
  EXPECT_EQ(At(record.report, "/tumors/0/site/laterality"), "");
  EXPECT_EQ(Notes(record), (Strings{"D010 /tumors/0/site/laterality m2,m3"}));
}

}  // namespace
}  // namespace pathex
