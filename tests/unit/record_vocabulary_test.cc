#include <gtest/gtest.h>

#include <algorithm>

#include "extractor/record/vocabulary.h"
#include "tests/unit/record_fixture.h"

namespace pathex {
namespace {

bool Allows(const SlotVocabulary& vocabulary, const char* type, const char* slot,
            const char* value) {
  const std::vector<std::string>* values = vocabulary.Values(type, slot);
  return values != nullptr && std::find(values->begin(), values->end(), value) != values->end();
}

TEST(Vocabulary, TheShippedTableFitsTheShippedSchema) {
  EXPECT_EQ(SlotVocabulary(ShippedAssembly()).faults(), std::vector<std::string>());
}

TEST(Vocabulary, FindsTheValuesOfASlot) {
  const SlotVocabulary vocabulary(ShippedAssembly());
  EXPECT_TRUE(Allows(vocabulary, "histology", "type", "leiomyosarcoma"));
  EXPECT_FALSE(Allows(vocabulary, "histology", "type", "leiomyosarkoma"));
  EXPECT_TRUE(Allows(vocabulary, "histology", "variants", "myxoid"));
  EXPECT_TRUE(Allows(vocabulary, "depth_layer", "layer", "subfascial"));
  EXPECT_TRUE(Allows(vocabulary, "grade", "value", "3"));
  EXPECT_TRUE(Allows(vocabulary, "grade", "value", "high"));
  EXPECT_TRUE(Allows(vocabulary, "ihc", "marker", "h_caldesmon"));
  EXPECT_TRUE(Allows(vocabulary, "margin", "status", "close"));
  EXPECT_TRUE(Allows(vocabulary, "operation", "en_bloc", "true"));
  EXPECT_TRUE(Allows(vocabulary, "kind", "kind", "resection"));
}

TEST(Vocabulary, SlotsThatAreNoKeysOfTheReport) {
  const SlotVocabulary vocabulary(ShippedAssembly());
  EXPECT_TRUE(Allows(vocabulary, "margin_overall", "residual", "macroscopic"));
  EXPECT_TRUE(Allows(vocabulary, "margin_overall", "r_class", "RX"));
  EXPECT_TRUE(Allows(vocabulary, "margin_overall", "status", "involved"));
}

TEST(Vocabulary, SlotsThatAnotherTypeTakes) {
  const SlotVocabulary vocabulary(ShippedAssembly());
  EXPECT_TRUE(Allows(vocabulary, "histology", "focus", "metastasis"));
  EXPECT_TRUE(Allows(vocabulary, "site", "laterality", "left"));
  EXPECT_TRUE(Allows(vocabulary, "operation", "procedure", "amputation"));
}

TEST(Vocabulary, OpenSlotsHaveNoValues) {
  const SlotVocabulary vocabulary(ShippedAssembly());
  EXPECT_TRUE(vocabulary.HasSlot("size", "greatest_mm"));
  EXPECT_EQ(vocabulary.Values("size", "greatest_mm"), nullptr);
  EXPECT_TRUE(vocabulary.HasSlot("margin", "site"));
  EXPECT_EQ(vocabulary.Values("margin", "site"), nullptr);
}

TEST(Vocabulary, UnknownNames) {
  const SlotVocabulary vocabulary(ShippedAssembly());
  EXPECT_FALSE(vocabulary.HasType("colour"));
  EXPECT_FALSE(vocabulary.HasSlot("colour", "x"));
  EXPECT_FALSE(vocabulary.HasSlot("size", "colour"));
  EXPECT_EQ(vocabulary.Values("colour", "x"), nullptr);
  EXPECT_TRUE(vocabulary.Slots("colour").empty());
}

}  // namespace
}  // namespace pathex
