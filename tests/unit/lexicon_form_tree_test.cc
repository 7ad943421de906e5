// The tree of forms: what a form is in each topic, and the words that lead on.
#include <gtest/gtest.h>

#include <vector>

#include "extractor/lexicon/form_tree.h"

namespace pathex {
namespace {

std::vector<uint16_t> TopicsOf(std::span<const FormOutput> outputs) {
  std::vector<uint16_t> topics;
  for (const FormOutput& output : outputs) topics.push_back(output.topic);
  return topics;
}

using Topics = std::vector<uint16_t>;

// Topic 2 leads to patterns, hits of topic 1 are kept.
void Freeze(FormTree* tree) {
  tree->Freeze({[](const FormOutput& output) { return output.topic == 2; },
                [](uint16_t topic) { return topic == 1; }});
}

TEST(FormTree, OutputsLieByWhatTheyAreFor) {
  FormTree tree;
  const uint32_t node = tree.AddPath({7, 9});
  tree.AddOutput(node, {3, 30, 0x83}, "");
  tree.AddOutput(node, {1, 10, 0}, "");
  tree.AddOutput(node, {2, 20, 0x82}, "");
  Freeze(&tree);
  ASSERT_TRUE(tree.HasOutputs(node));
  EXPECT_FALSE(tree.HasOutputs(tree.First(7)));
  const FormOutputs outputs = tree.Outputs(node);
  EXPECT_EQ(TopicsOf(outputs.all()), (Topics{2, 3, 1}));
  EXPECT_EQ(TopicsOf(outputs.leading()), (Topics{2}));
  EXPECT_EQ(TopicsOf(outputs.other_symbols()), (Topics{3}));
  EXPECT_EQ(TopicsOf(outputs.of_kept()), (Topics{1}));
  ASSERT_NE(outputs.SymbolIn(3), nullptr);
  EXPECT_EQ(outputs.SymbolIn(3)->entry, 30);
  EXPECT_EQ(outputs.SymbolIn(1), nullptr);
  EXPECT_EQ(outputs.SymbolIn(100), nullptr);
  EXPECT_TRUE(outputs.topics().Has(1));
  EXPECT_FALSE(outputs.topics().Has(65));
}

TEST(FormTree, FormsWithTheSameOutputsShareARow) {
  FormTree tree;
  const uint32_t one = tree.AddPath({1}), other = tree.AddPath({1, 2}), exact = tree.AddPath({3});
  for (const uint32_t node : {one, other}) tree.AddOutput(node, {5, 4, 0x80}, "");
  tree.AddOutput(exact, {5, 4, 0x80}, "ER");
  Freeze(&tree);
  EXPECT_EQ(tree.Outputs(one).row, tree.Outputs(other).row);
  EXPECT_NE(tree.Outputs(one).row, tree.Outputs(exact).row);
  EXPECT_EQ(tree.Outputs(one).row->exacts, 0u);
  ASSERT_NE(tree.Outputs(exact).row->exacts, 0u);
  EXPECT_EQ(tree.Exact(exact, 0), "ER");
}

TEST(FormTree, FindsAWordAmongManyChildren) {
  FormTree tree;
  std::vector<uint32_t> nodes;
  for (WordId word = 1; word <= 200; ++word) nodes.push_back(tree.AddPath({1, 2 * word}));
  Freeze(&tree);
  const uint32_t first = tree.First(1);
  ASSERT_TRUE(tree.HasChildren(first));
  for (WordId word = 1; word <= 200; ++word) {
    EXPECT_EQ(tree.Child(first, 2 * word), nodes[word - 1]);
    EXPECT_EQ(tree.Child(first, 2 * word + 1), 0u);
  }
  EXPECT_EQ(tree.Child(nodes[0], 2), 0u);
  EXPECT_EQ(tree.First(kUnknownWord), 0u);
}

}  // namespace
}  // namespace pathex
