#include "extractor/lexicon/form_tree.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace pathex {

uint32_t FormTree::AddPath(const std::vector<WordId>& words) {
  uint32_t node = 0;
  for (WordId word : words) {
    const uint64_t key = (uint64_t{node} << 32) | word;
    auto [it, fresh] = children_.try_emplace(key, static_cast<uint32_t>(drafts_.size()));
    if (fresh) {
      drafts_.emplace_back();
      if (node == 0) {
        if (first_.size() <= word) first_.resize(word + 1, 0);
        first_[word] = it->second;
      }
    }
    node = it->second;
  }
  return node;
}

void FormTree::AddOutput(uint32_t node, FormOutput output, std::string_view exact) {
  Draft draft{output, 0};
  draft.output.exact = !exact.empty();
  if (!exact.empty()) {
    draft.exact = static_cast<uint32_t>(exacts_.size());
    exacts_.emplace_back(exact);
  }
  drafts_[node].push_back(draft);
}

// Lays out the outputs of one node after the other; equal ones share a row.
class FormTree::RowMaker {
 public:
  RowMaker(const Asked& asked, FormTree* tree) : asked_(asked), tree_(*tree) {
    tree_.rows_.emplace_back();  // of no outputs
  }

  uint32_t RowOf(const std::vector<Draft>& drafts) {
    if (drafts.empty()) return 0;
    std::vector<Key> keys;
    for (const Draft& draft : drafts) {
      const FormOutput& output = draft.output;
      const int rank = output.symbol == 0 ? 2 : asked_.leads(output) ? 0 : 1;
      keys.emplace_back(rank, output.topic, output.entry, output.symbol, draft.exact);
    }
    std::sort(keys.begin(), keys.end());
    const auto [it, fresh] =
        known_.try_emplace(std::move(keys), static_cast<uint32_t>(tree_.rows_.size()));
    if (fresh) Add(it->first);
    return it->second;
  }

 private:
  using Key = std::tuple<int, uint16_t, uint16_t, uint8_t, uint32_t>;

  void Add(const std::vector<Key>& keys) {
    FormRow row;
    row.begin = static_cast<uint32_t>(tree_.outputs_.size());
    row.count = static_cast<uint16_t>(keys.size());
    bool any_exact = false;
    for (const auto& [rank, topic, entry, symbol, exact] : keys) {
      tree_.outputs_.push_back({topic, entry, symbol, exact != 0});
      row.topics.Add(topic);
      row.leads += rank < 1 ? 1 : 0;
      row.symbols += rank < 2 ? 1 : 0;
      any_exact = any_exact || exact != 0;
    }
    for (const auto& [rank, topic, entry, symbol, exact] : keys) {
      if (!asked_.keeps(topic)) continue;
      tree_.outputs_.push_back({topic, entry, symbol, exact != 0});
      ++row.kept;
    }
    if (any_exact) {
      row.exacts = static_cast<uint32_t>(tree_.exact_of_.size());
      for (const Key& key : keys) tree_.exact_of_.push_back(std::get<4>(key));
    }
    tree_.rows_.push_back(row);
  }

  const Asked& asked_;
  FormTree& tree_;
  std::map<std::vector<Key>, uint32_t> known_;
};

void FormTree::Freeze(const Asked& asked) {
  nodes_.assign(drafts_.size(), Node());
  std::vector<std::pair<uint64_t, uint32_t>> all(children_.begin(), children_.end());
  std::sort(all.begin(), all.end());
  edges_.reserve(all.size());
  for (const auto& [key, child] : all) {
    if (key >> 32 == 0) continue;  // of the root: in first_
    Node& node = nodes_[key >> 32];
    if (node.count == 0) node.begin = static_cast<uint32_t>(edges_.size());
    ++node.count;
    node.children |= uint64_t{1} << (static_cast<WordId>(key) % 64);
    edges_.push_back({static_cast<WordId>(key), child});
  }
  RowMaker maker(asked, this);
  for (size_t i = 0; i < drafts_.size(); ++i) nodes_[i].outputs = maker.RowOf(drafts_[i]);
  children_ = {};
  drafts_ = {};
}

uint32_t FormTree::ChildOf(const Node& node, WordId word) const {
  const Edge* edge = edges_.data() + node.begin;
  size_t count = node.count;
  while (count > 8) {  // to the half that may hold the word
    const size_t half = count / 2;
    if (edge[half].word <= word) edge += half;
    count -= half;
  }
  for (size_t i = 0; i < count; ++i) {
    if (edge[i].word == word) return edge[i].node;
  }
  return 0;
}

}  // namespace pathex
