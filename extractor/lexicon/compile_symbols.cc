// Symbols: the bytes that stand for the forms of a topic in its patterns.
#include <algorithm>

#include "extractor/lexicon/compiler.h"

namespace pathex {
namespace {

constexpr int kFirstSymbol = 0x80;
constexpr int kLastSymbol = 0xFF;

// What forms of several terms and values may mean: (term, value).
using Meanings = std::vector<std::pair<uint16_t, uint16_t>>;

bool Selects(const Selector& selector, const Meanings& meanings) {
  return std::any_of(meanings.begin(), meanings.end(), [&](const auto& meaning) {
    return meaning.first == selector.term &&
           (selector.values.empty() || std::find(selector.values.begin(), selector.values.end(),
                                                 meaning.second) != selector.values.end());
  });
}

std::string RegexOf(const std::set<uint8_t>& bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  if (bytes.empty()) return "[^\\x00-\\xff]";
  std::string regex = "[";
  for (const uint8_t byte : bytes) {
    regex += "\\x";
    regex += kHex[byte >> 4];
    regex += kHex[byte & 15];
  }
  return regex + "]";
}

// Forms that the same selectors of a topic ask for have the same symbol.
class SymbolDeck {
 public:
  explicit SymbolDeck(const std::map<Selector, int>& selectors) : selectors_(selectors) {}

  // 0 when no selector asks for such a form.
  uint8_t SymbolOf(const Meanings& meanings) {
    std::vector<const Selector*> asking;
    for (const auto& [selector, bit] : selectors_) {
      if (Selects(selector, meanings)) asking.push_back(&selector);
    }
    if (asking.empty()) return 0;
    const auto [symbol, is_new] = symbol_of_.try_emplace(asking, static_cast<uint8_t>(next_));
    if (is_new && ++next_ > kLastSymbol + 1) {
      too_many_ = true;
      next_ = kLastSymbol;
    }
    for (const Selector* selector : asking) bytes_[*selector].insert(symbol->second);
    return symbol->second;
  }

  const std::set<uint8_t>& BytesOf(const Selector& selector) { return bytes_[selector]; }
  bool too_many() const { return too_many_; }

 private:
  const std::map<Selector, int>& selectors_;
  std::map<std::vector<const Selector*>, uint8_t> symbol_of_;  // looked up only, never walked
  std::map<Selector, std::set<uint8_t>> bytes_;
  int next_ = kFirstSymbol;
  bool too_many_ = false;
};

}  // namespace

void LexiconCompiler::DealSymbols(TopicDraft* draft) {
  Topic& topic = out_->topics[draft->index];
  SymbolDeck deck(draft->selectors);
  std::map<Meanings, uint16_t> entry_of;
  const auto first = meanings_.lower_bound({draft->index, {0, ""}});
  for (auto it = first; it != meanings_.end() && it->first.first == draft->index; ++it) {
    const auto [known, fresh] =
        entry_of.try_emplace(it->second, static_cast<uint16_t>(topic.entries.size()));
    if (fresh) {
      Entry entry;
      entry.meanings = it->second;
      entry.symbol = deck.SymbolOf(entry.meanings);
      Features features;
      if (entry.symbol != 0) features.SetSymbol(entry.symbol);
      topic.entries.push_back(std::move(entry));
      topic.entry_features.push_back(features);
    }
    FormOutput output;
    output.topic = draft->index;
    output.entry = known->second;
    output.symbol = topic.entries[known->second].symbol;
    // Exact forms are tried before the general ones of the same words.
    out_->forms.AddOutput(it->first.second.first, output, it->first.second.second);
  }
  if (deck.too_many()) {
    Fault(*draft->file, "/topic", "L013",
          "more than 128 different kinds of forms in one topic: split the topic");
  }
  for (const auto& [selector, bit] : draft->selectors) {
    const std::set<uint8_t>& bytes = deck.BytesOf(selector);
    for (const uint8_t byte : bytes) draft->selector_features[selector].SetSymbol(byte);
    draft->selector_regex[selector] = RegexOf(bytes);
  }
}

}  // namespace pathex
