// Once all rules of all topics are read: what of a unit each pattern asks for, by topic and by
// word.
#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "extractor/lexicon/compiler.h"

namespace pathex {

WordFeatures::WordFeatures(const std::vector<std::vector<WordFeature>>& by_word) {
  begins_.reserve(2 * by_word.size() + 1);
  for (const std::vector<WordFeature>& row : by_word) {
    for (const bool leads : {true, false}) {
      begins_.push_back(static_cast<uint32_t>(rows_.size()));
      std::copy_if(row.begin(), row.end(), std::back_inserter(rows_),
                   [&](const WordFeature& feature) { return feature.leads == leads; });
    }
  }
  begins_.push_back(static_cast<uint32_t>(rows_.size()));
}

uint64_t Lexicon::SectionBit(std::string_view id) const {
  const auto found = std::find(named_sections.begin(), named_sections.end(), id);
  const size_t bit = found == named_sections.end()
                         ? kSectionBits - 1
                         : static_cast<size_t>(found - named_sections.begin());
  return uint64_t{1} << std::min(bit, kSectionBits - 1);
}

// Sections beyond the last bit share it with those that no rule names: rules that name one of them
// hold wherever the bit stands, and the section's name decides (match/find.cc).
void LexiconCompiler::FillSectionBits() {
  std::vector<std::string>& named = out_->named_sections;
  for (const Rule& rule : out_->rules) {
    for (const auto* ids : {&rule.sections, &rule.not_sections}) {
      for (const std::string& id : *ids) {
        if (std::find(named.begin(), named.end(), id) == named.end()) named.push_back(id);
      }
    }
  }
  const uint64_t shared = uint64_t{1} << (Lexicon::kSectionBits - 1);
  for (Rule& rule : out_->rules) {
    if (!rule.sections.empty()) rule.section_bits = 0;
    for (const std::string& id : rule.sections) rule.section_bits |= out_->SectionBit(id);
    for (const std::string& id : rule.not_sections) {
      rule.section_bits &= ~out_->SectionBit(id) | shared;
    }
  }
}

void LexiconCompiler::FillGates(Topic* topic) {
  for (size_t r = 0; r < topic->rules.size(); ++r) {
    const Rule& rule = out_->rules[topic->rules[r]];
    for (size_t p = 0; p < rule.patterns.size(); ++p) {
      const CompiledPattern& pattern = rule.patterns[p];
      // Only patterns that ask for no word and no form need to be told apart by how they begin.
      std::optional<WordHeads> heads;
      if (pattern.required.empty()) heads = pattern.regex.Heads();
      topic->patterns.push_back(
          {pattern.regex, topic->rules[r], static_cast<uint16_t>(p), !rule.triggers.empty()});
      topic->gates.Add(
          {pattern.required, pattern.in_order, pattern.regex.required(), heads, rule.section_bits});
    }
  }
  topic->gates.Freeze();
  topic->leads = topic->gates.leads();
  if (topic->panel != nullptr) FillPanelGates(topic);
}

void LexiconCompiler::FillWordFeatures() {
  std::vector<std::vector<WordFeature>> by_word(out_->vocabulary.size());
  for (const TopicDraft& draft : drafts_) {
    for (const auto& [clause, number] : draft.word_bits) {
      const uint16_t feature = Features::NumberOfWord(number);
      Features one;
      one.SetWord(number);
      const bool leads = one.Meets(out_->topics[draft.index].leads);
      for (size_t from = 0; from < clause.size();) {
        const size_t bar = std::min(clause.find('|', from), clause.size());
        const WordId id = out_->vocabulary.Find(std::string_view(clause).substr(from, bar - from));
        by_word[id].push_back({draft.index, feature, leads});
        from = bar + 1;
      }
    }
  }
  by_word[kUnknownWord].clear();
  out_->word_features = WordFeatures(by_word);
}

}  // namespace pathex
