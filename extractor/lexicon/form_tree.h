// FormTree: where the forms of all topics meet, a tree over word ids.
#ifndef PATHEX_EXTRACTOR_LEXICON_FORM_TREE_H_
#define PATHEX_EXTRACTOR_LEXICON_FORM_TREE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractor/lexicon/words.h"

namespace pathex {

// What a form is in one topic.
struct FormOutput {
  uint16_t topic = 0;
  uint16_t entry = 0;
  uint8_t symbol = 0;  // the entry's
  uint32_t exact = 0;  // not 0: FormTree::Exact says how it must be spelled
};

// Built once, then laid out by Freeze; after that immutable and thread-safe. Node 0 is the root.
class FormTree {
 public:
  // Building: adds a path of words and returns its node; gives a node an output, before those it
  // has when the form counts only in the spelling `exact` ("" = in any).
  uint32_t AddPath(const std::vector<WordId>& words);
  void AddOutput(uint32_t node, FormOutput output, std::string_view exact);
  void Freeze();

  std::span<const FormOutput> Outputs(uint32_t node) const {
    return {flat_outputs_.data() + rows_[node].outputs, rows_[node].output_count};
  }
  bool HasOutputs(uint32_t node) const { return rows_[node].output_count != 0; }
  bool HasChildren(uint32_t node) const { return rows_[node].count != 0; }
  // The exact spelling of an output, blanks and hyphens aside.
  std::string_view Exact(const FormOutput& output) const { return exacts_[output.exact]; }

  // Child of the root or of another node along a word, 0 = none. No word is unknown: 0 for
  // kUnknownWord.
  uint32_t First(WordId word) const { return word < first_.size() ? first_[word] : 0; }
  uint32_t Child(uint32_t node, WordId word) const {
    return node == 0 ? First(word) : rows_[node].count == 0 ? 0 : ChildOf(rows_[node], word);
  }

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {  // base/pack.h; of a frozen tree
    auto& [children, building, first, rows, edges, outputs, exacts] = self;
    visit(first, rows, edges, outputs, exacts);
  }

 private:
  // Children of a node: edges_[begin, begin + count), by word; its outputs.
  struct Row {
    uint32_t begin = 0;
    uint32_t outputs = 0;
    uint16_t count = 0;
    uint16_t output_count = 0;
  };
  struct Edge {
    WordId word = 0;
    uint32_t node = 0;
  };
  uint32_t ChildOf(const Row& row, WordId word) const;

  std::unordered_map<uint64_t, uint32_t> children_;      // building only
  std::vector<std::vector<FormOutput>> outputs_ = {{}};  // building only, by node
  std::vector<uint32_t> first_;                          // the root's children, by word
  std::vector<Row> rows_;
  std::vector<Edge> edges_;
  std::vector<FormOutput> flat_outputs_;
  std::vector<std::string> exacts_ = {""};
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_FORM_TREE_H_
