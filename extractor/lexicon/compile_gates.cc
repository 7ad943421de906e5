// Once all rules of all topics are read: what of a unit each pattern asks for, by topic and by
// word.
#include <algorithm>
#include <string_view>
#include <utility>

#include "extractor/lexicon/compiler.h"

namespace pathex {

WordFeatures::WordFeatures(const std::vector<std::vector<WordFeature>>& by_word) {
  begins_.reserve(by_word.size() + 1);
  for (const std::vector<WordFeature>& row : by_word) {
    begins_.push_back(static_cast<uint32_t>(rows_.size()));
    rows_.insert(rows_.end(), row.begin(), row.end());
  }
  begins_.push_back(static_cast<uint32_t>(rows_.size()));
}

void LexiconCompiler::FillGates(Topic* topic) {
  for (size_t r = 0; r < topic->rules.size(); ++r) {
    const Rule& rule = out_->rules[topic->rules[r]];
    for (size_t p = 0; p < rule.patterns.size(); ++p) {
      const CompiledPattern& pattern = rule.patterns[p];
      // Only patterns that ask for no word and no form need to be told apart by how they begin.
      std::optional<WordHeads> heads;
      if (pattern.required.empty()) heads = pattern.regex.Heads();
      topic->gates.Add({static_cast<uint16_t>(r), static_cast<uint16_t>(p)}, pattern.required,
                       pattern.regex.required(), heads);
    }
  }
  topic->gates.Freeze();
  topic->leads = topic->gates.leads();
  if (topic->panel == nullptr) return;
  for (size_t r = 0; r < topic->panel->rules.size(); ++r) {
    const Rule& rule = out_->rules[topic->panel->rules[r]];
    topic->panel->gates.Add({static_cast<uint16_t>(r), 0}, {}, rule.patterns[0].regex.required(),
                            std::nullopt);
  }
  topic->panel->gates.Freeze();
}

void LexiconCompiler::FillWordFeatures() {
  std::vector<std::vector<WordFeature>> by_word(out_->vocabulary.size());
  for (const TopicDraft& draft : drafts_) {
    for (const auto& [clause, number] : draft.word_bits) {
      const auto bit = static_cast<uint8_t>(number);
      Features one;
      one.SetWord(bit);
      const bool leads = one.Meets(out_->topics[draft.index].leads);
      for (size_t from = 0; from < clause.size();) {
        const size_t bar = std::min(clause.find('|', from), clause.size());
        const WordId id = out_->vocabulary.Find(std::string_view(clause).substr(from, bar - from));
        by_word[id].push_back({draft.index, bit, leads});
        from = bar + 1;
      }
    }
  }
  out_->word_features = WordFeatures(by_word);
}

}  // namespace pathex
