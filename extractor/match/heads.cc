#include "extractor/match/heads.h"

#include <algorithm>
#include <string_view>

namespace pathex {
namespace {

constexpr int kMostSeparators = 2;  // ", and"

class HeadSharer {
 public:
  HeadSharer(const Text& text, const Lexicon& lexicon, uint16_t topic, const Reading& reading)
      : text_(text.folded),
        forms_(lexicon.forms),
        topic_(topic),
        entries_(lexicon.topics[topic].entries),
        grammar_(*lexicon.topics[topic].panel),
        words_(reading.words),
        hits_(reading.hits[topic]) {}

  void Add(size_t h, std::vector<Hit>* found) const {
    const Hit& key = hits_[h];
    if (words_[key.last - 1].kind != WordKind::kDigits || !grammar_.key[ClassOf(key)]) return;
    const uint32_t head = Walk(key.first, key.last - 1);
    if (head == 0) return;
    uint32_t at = key.last;
    size_t next = h + 1;
    while (PassSeparators(&at, &next) && at < words_.size() && !Begins(next, at)) {
      const int entry = KeyBelow(head, words_[at]);
      if (entry < 0 || !CanEnd(next, at + 1)) return;
      found->push_back(
          {at, at + 1, static_cast<uint16_t>(entry), entries_[static_cast<size_t>(entry)].symbol});
      ++at;
    }
  }

 private:
  uint8_t ClassOf(const Hit& hit) const {
    return static_cast<uint8_t>(entries_[hit.entry].panel_class);
  }
  bool Begins(size_t h, uint32_t word) const { return h < hits_.size() && hits_[h].first == word; }

  // The node of the forms under words [first, last), hyphens aside; 0 = none.
  uint32_t Walk(uint32_t first, uint32_t last) const {
    uint32_t node = 0;
    for (uint32_t i = first; i < last; ++i) {
      if (words_[i].kind == WordKind::kOther) continue;
      node = words_[i].id == kUnknownWord ? 0 : forms_.Child(node, words_[i].id);
      if (node == 0) return 0;
    }
    return node;
  }

  bool PassSeparators(uint32_t* at, size_t* next) const {
    int passed = 0;
    while (passed < kMostSeparators && Begins(*next, *at) &&
           ClassOf(hits_[*next]) == static_cast<uint8_t>(grammar_.share_head)) {
      *at = hits_[(*next)++].last;
      ++passed;
    }
    return passed > 0;
  }

  // The entry of the key that the head and this number make, -1 = none.
  int KeyBelow(uint32_t head, const Word& number) const {
    if (number.kind != WordKind::kDigits || number.id == kUnknownWord) return -1;
    const uint32_t node = forms_.Child(head, number.id);
    if (node == 0) return -1;
    for (const FormOutput& output : forms_.Outputs(node).all()) {
      if (output.topic != topic_ || output.exact) continue;
      if (grammar_.key[static_cast<uint8_t>(entries_[output.entry].panel_class)])
        return output.entry;
    }
    return -1;
  }

  // A name may end before this word: not "CD34, 20 %" or "CD34, 2 blocks".
  bool CanEnd(size_t next, uint32_t word) const {
    if (word >= words_.size()) return true;
    const Word& after = words_[word];
    const bool digit_behind =
        word + 1 < words_.size() && words_[word + 1].kind == WordKind::kDigits;
    if (Begins(next, word) && ClassOf(hits_[next]) != static_cast<uint8_t>(grammar_.share_head)) {
      return !digit_behind;  // "CD34, 2 of 5"
    }
    if (Begins(next, word)) return true;
    if (after.kind != WordKind::kOther) return false;
    return std::string_view(",;:)/.").find(text_[after.begin]) != std::string_view::npos &&
           !digit_behind;
  }

  std::string_view text_;
  const FormTree& forms_;
  uint16_t topic_;
  const std::vector<Entry>& entries_;
  const PanelGrammar& grammar_;
  const std::vector<Word>& words_;
  const std::vector<Hit>& hits_;
};

}  // namespace

void ShareHeads(const Text& text, const Lexicon& lexicon, uint16_t topic, Reading* reading) {
  std::vector<Hit>& hits = reading->hits[topic];
  std::vector<Hit> found;
  const HeadSharer sharer(text, lexicon, topic, *reading);
  for (size_t h = 0; h < hits.size(); ++h) sharer.Add(h, &found);
  if (found.empty()) return;
  const auto before = [](const auto& a, const auto& b) { return a.first < b.first; };
  const auto middle = static_cast<std::ptrdiff_t>(hits.size());
  hits.insert(hits.end(), found.begin(), found.end());
  std::inplace_merge(hits.begin(), hits.begin() + middle, hits.end(), before);

  std::vector<FoundForm>& forms = reading->forms;
  const auto last = static_cast<std::ptrdiff_t>(forms.size());
  for (const Hit& hit : found) {
    FormOutput* const output = reading->chosen.Take(1);
    *output = {topic, hit.entry, hit.symbol, false};
    FormRow* const row = reading->chosen.NewRow();
    row->count = 1;
    row->symbols = hit.symbol != 0 ? 1 : 0;
    row->leads = hit.symbol != 0 && lexicon.topics[topic].leads.HasSymbol(hit.symbol) ? 1 : 0;
    row->topics.Add(topic);
    forms.push_back({hit.first, hit.last, {row, output}});
  }
  std::inplace_merge(forms.begin(), forms.begin() + last, forms.end(), before);
}

}  // namespace pathex
