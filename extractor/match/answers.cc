#include "extractor/match/answers.h"

#include <algorithm>

namespace pathex {

void AddUnderstoodColons(const Lexicon& lexicon, Reading* reading) {
  if (reading->answers.empty()) return;
  const WordId colon = lexicon.vocabulary.Find(":");
  const uint32_t node = colon == kUnknownWord ? 0 : lexicon.forms.Child(0, colon);
  if (node == 0) return;
  const auto in_front = [](const Hit& a, const Hit& b) {
    return a.first != b.first ? a.first < b.first : a.last < b.last;
  };
  for (const FormOutput& output : lexicon.forms.Outputs(node)) {
    std::vector<Hit>& hits = reading->hits[output.topic];
    const auto middle = static_cast<std::ptrdiff_t>(hits.size());
    for (uint32_t word : reading->answers)
      hits.push_back({word, word, output.entry, output.symbol});
    std::inplace_merge(hits.begin(), hits.begin() + middle, hits.end(), in_front);
  }
  reading->places.clear();
  for (uint16_t topic = 0; topic < reading->hits.size(); ++topic) {
    const std::vector<Hit>& hits = reading->hits[topic];
    for (uint32_t h = 0; h < hits.size(); ++h) reading->places.push_back({hits[h].first, h, topic});
  }
  std::stable_sort(reading->places.begin(), reading->places.end(),
                   [](const HitPlace& a, const HitPlace& b) { return a.first < b.first; });
}

}  // namespace pathex
