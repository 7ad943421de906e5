// FormTree: where the forms of all topics meet, a tree over word ids.
#ifndef PATHEX_EXTRACTOR_LEXICON_FORM_TREE_H_
#define PATHEX_EXTRACTOR_LEXICON_FORM_TREE_H_

#include <cstdint>
#include <functional>
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
  bool exact = false;  // counts only in one spelling
};

// A set of topics of one language.
struct TopicSet {
  static constexpr size_t kMost = 128;  // topics
  uint64_t bits[2] = {0, 0};

  void Add(uint16_t topic) { bits[topic / 64] |= uint64_t{1} << (topic % 64); }
  bool Has(uint16_t topic) const { return (bits[topic / 64] >> (topic % 64) & 1) != 0; }
  bool empty() const { return (bits[0] | bits[1]) == 0; }
  void Add(const TopicSet& other) {
    bits[0] |= other.bits[0];
    bits[1] |= other.bits[1];
  }
  TopicSet Without(const TopicSet& other) const {
    return {{bits[0] & ~other.bits[0], bits[1] & ~other.bits[1]}};
  }
  friend bool operator==(const TopicSet&, const TopicSet&) = default;
};

// How the outputs of a form lie one behind the other: first those of topics where its symbol leads
// to patterns, then where it has another symbol, then where it has none; behind them once more
// those of topics whose hits are kept.
struct FormRow {
  uint32_t begin = 0;   // of the tree's outputs
  uint32_t exacts = 0;  // not 0: some count only in one spelling, FormTree::Exact
  uint16_t leads = 0, symbols = 0, count = 0, kept = 0;
  TopicSet topics;
};

// What a form is in all topics. A view; cheap to copy.
struct FormOutputs {
  const FormRow* row = nullptr;
  const FormOutput* data = nullptr;

  std::span<const FormOutput> all() const { return {data, row->count}; }
  std::span<const FormOutput> leading() const { return {data, row->leads}; }
  std::span<const FormOutput> other_symbols() const {
    return {data + row->leads, data + row->symbols};
  }
  std::span<const FormOutput> of_kept() const { return {data + row->count, row->kept}; }
  const TopicSet& topics() const { return row->topics; }
  // The output of a topic in which the form has a symbol, or nullptr.
  const FormOutput* SymbolIn(uint16_t topic) const {
    if (!row->topics.Has(topic)) return nullptr;
    const FormOutput* const end = data + row->symbols;
    for (const FormOutput* output = data; output != end; ++output) {
      if (output->topic == topic) return output;
    }
    return nullptr;
  }
};

// Built once, then laid out by Freeze; after that immutable and thread-safe. Node 0 is the root.
class FormTree {
 public:
  // What Freeze asks about outputs: whether they lead to patterns; of topics: whether their hits
  // are kept.
  struct Asked {
    std::function<bool(const FormOutput&)> leads;
    std::function<bool(uint16_t)> keeps;
  };

  // Building: adds a path of words and returns its node; gives a node an output, which counts only
  // in the spelling `exact` ("" = in any).
  uint32_t AddPath(const std::vector<WordId>& words);
  void AddOutput(uint32_t node, FormOutput output, std::string_view exact);
  void Freeze(const Asked& asked);

  bool HasOutputs(uint32_t node) const { return nodes_[node].outputs != 0; }
  FormOutputs Outputs(uint32_t node) const {
    const FormRow& row = rows_[nodes_[node].outputs];
    return {&row, outputs_.data() + row.begin};
  }
  // The spelling in which output number `i` of a node counts, blanks and hyphens aside.
  std::string_view Exact(uint32_t node, size_t i) const {
    return exacts_[exact_of_[rows_[nodes_[node].outputs].exacts + i]];
  }

  // Child of the root or of another node along a word, 0 = none. No word is unknown: 0 for
  // kUnknownWord.
  uint32_t First(WordId word) const { return word < first_.size() ? first_[word] : 0; }
  bool HasChildren(uint32_t node) const { return nodes_[node].count != 0; }
  uint32_t Child(uint32_t node, WordId word) const {
    if (node == 0) return First(word);
    const Node& from = nodes_[node];
    return (from.children >> (word % 64) & 1) == 0 ? 0 : ChildOf(from, word);
  }

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {  // base/pack.h; of a frozen tree
    auto& [children, drafts, first, nodes, edges, rows, outputs, exact_of, exacts] = self;
    visit(first, nodes, edges, rows, outputs, exact_of, exacts);
  }

 private:
  // Children of a node: edges_[begin, begin + count), by word; number of its row of outputs, 0 =
  // none.
  struct Node {
    uint32_t begin = 0;
    uint32_t outputs = 0;
    uint32_t count = 0;
    uint64_t children = 0;  // bit word % 64 of each: most other words are told by it
  };
  struct Edge {
    WordId word = 0;
    uint32_t node = 0;
  };
  struct Draft {
    FormOutput output;
    uint32_t exact = 0;  // of exacts_
  };
  class RowMaker;
  uint32_t ChildOf(const Node& node, WordId word) const;

  std::unordered_map<uint64_t, uint32_t> children_;  // building only
  std::vector<std::vector<Draft>> drafts_ = {{}};    // building only, by node
  std::vector<uint32_t> first_;                      // the root's children, by word
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<FormRow> rows_;  // most are those of several forms
  std::vector<FormOutput> outputs_;
  std::vector<uint32_t> exact_of_ = {0};  // of the outputs of rows with exact ones
  std::vector<std::string> exacts_ = {""};
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_FORM_TREE_H_
