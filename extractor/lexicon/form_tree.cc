#include "extractor/lexicon/form_tree.h"

#include <algorithm>
#include <utility>

namespace pathex {

uint32_t FormTree::AddPath(const std::vector<WordId>& words) {
  uint32_t node = 0;
  for (WordId word : words) {
    const uint64_t key = (uint64_t{node} << 32) | word;
    auto [it, fresh] = children_.try_emplace(key, static_cast<uint32_t>(outputs_.size()));
    if (fresh) {
      outputs_.emplace_back();
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
  std::vector<FormOutput>& outputs = outputs_[node];
  if (!exact.empty()) {
    output.exact = static_cast<uint32_t>(exacts_.size());
    exacts_.emplace_back(exact);
  }
  outputs.insert(exact.empty() ? outputs.end() : outputs.begin(), output);
}

void FormTree::Freeze() {
  rows_.assign(outputs_.size(), Row());
  std::vector<std::pair<uint64_t, uint32_t>> all(children_.begin(), children_.end());
  std::sort(all.begin(), all.end());
  edges_.reserve(all.size());
  for (const auto& [key, node] : all) {
    if (key >> 32 == 0) continue;  // of the root: in first_
    Row& row = rows_[key >> 32];
    if (row.count == 0) row.begin = static_cast<uint32_t>(edges_.size());
    ++row.count;
    edges_.push_back({static_cast<WordId>(key), node});
  }
  for (size_t i = 0; i < outputs_.size(); ++i) {
    rows_[i].outputs = static_cast<uint32_t>(flat_outputs_.size());
    rows_[i].output_count = static_cast<uint16_t>(outputs_[i].size());
    flat_outputs_.insert(flat_outputs_.end(), outputs_[i].begin(), outputs_[i].end());
  }
  children_ = {};
  outputs_ = {};
}

uint32_t FormTree::ChildOf(const Row& row, WordId word) const {
  const Edge* edge = edges_.data() + row.begin;
  size_t count = row.count;
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
