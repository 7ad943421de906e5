#include "extractor/match/answers.h"

#include <algorithm>
#include <span>
#include <vector>

namespace pathex {
namespace {

// Puts the places of the new hits, which lie in front of others of the same word, between those
// that are there, and numbers the hits of each topic anew.
void PlaceColons(std::span<const FormOutput> colons, Reading* reading) {
  std::vector<HitPlace> places;
  places.reserve(reading->places.size() + reading->answers.size() * colons.size());
  auto old = reading->places.begin();
  for (const uint32_t word : reading->answers) {
    while (old != reading->places.end() && old->first < word) places.push_back(*old++);
    for (const FormOutput& colon : colons) places.push_back({word, 0, colon.topic});
  }
  places.insert(places.end(), old, reading->places.end());
  std::vector<uint32_t> counts(reading->hits.size(), 0);
  for (HitPlace& place : places) place.index = counts[place.topic]++;
  reading->places.swap(places);
}

}  // namespace

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
  PlaceColons(lexicon.forms.Outputs(node), reading);
}

}  // namespace pathex
