#include "extractor/match/units.h"

#include <algorithm>

#include "extractor/match/unit_breaks.h"

namespace pathex {
namespace {

constexpr uint32_t kLongestUnit = 2500;  // words; a bound for hostile input

// Finds the section and the specimen that units lie in; they come from left to right.
class UnitPlaces {
 public:
  explicit UnitPlaces(const Outline& outline) : outline_(outline) {}

  void Fill(Unit* unit) {
    while (section_ + 1 < outline_.sections.size() && Begin(section_ + 1) <= unit->span.begin) {
      ++section_;
    }
    while (specimen_ < outline_.specimens.size() &&
           outline_.specimens[specimen_].body.end <= unit->span.begin) {
      ++specimen_;
    }
    const bool in_specimen = specimen_ < outline_.specimens.size() &&
                             outline_.specimens[specimen_].label_span.begin <= unit->span.begin;
    unit->section = static_cast<uint16_t>(section_);
    unit->specimen = in_specimen ? static_cast<int16_t>(specimen_) : int16_t{-1};
  }

 private:
  uint32_t Begin(size_t section) const {
    const auto& of = outline_.sections[section];
    return of.heading.size() > 0 ? of.heading.begin : of.body.begin;
  }

  const Outline& outline_;
  size_t section_ = 0, specimen_ = 0;
};

// Appends the values that are not below one before them, as whoever asks from left to right sees
// them.
template <typename Range, typename Number>
void AppendAscending(const Range& range, const Number& number_of, std::vector<uint32_t>* out) {
  uint32_t last = 0;
  for (const auto& one : range) {
    const uint32_t number = number_of(one);
    if (number < last) continue;
    out->push_back(number);
    last = number;
  }
}

// The words at which a unit must begin, ascending: `hard` and those at the labels of specimens; the
// last one is behind all words.
std::vector<uint32_t> ForcedBreaks(const std::vector<uint32_t>& hard, const Outline& outline,
                                   const std::vector<Word>& words) {
  std::vector<uint32_t> forced, labels;
  AppendAscending(
      hard, [](uint32_t word) { return word; }, &forced);
  AppendAscending(
      outline.specimens, [](const SpecimenRange& range) { return range.label_span.begin; },
      &labels);
  auto word = words.begin();
  for (const uint32_t label : labels) {
    word = std::lower_bound(word, words.end(), label,
                            [](const Word& at, uint32_t offset) { return at.begin < offset; });
    // Words that were put in front of another begin where it does.
    for (auto same = word; same != words.end() && same->begin == label; ++same)
      forced.push_back(static_cast<uint32_t>(same - words.begin()));
  }
  std::sort(forced.begin(), forced.end());
  forced.push_back(static_cast<uint32_t>(words.size()));
  return forced;
}

}  // namespace

void CutUnits(const Text& text, const LanguageRules& language, const std::vector<uint32_t>& marked,
              const std::vector<uint32_t>& hard, Reading* reading, Outline* outline) {
  const std::vector<Word>& words = reading->words;
  if (words.empty()) return;
  const UnitBreaks breaks(text, *reading, language);
  UnitPlaces places(*outline);
  const std::vector<uint32_t> forced = ForcedBreaks(hard, *outline, words);
  auto next_forced = forced.begin();
  constexpr size_t kUsualWords = 8;  // of a unit
  outline->units.reserve(words.size() / kUsualWords + 1);
  Unit unit;
  const auto finish = [&](uint32_t last) {
    if (last <= unit.first_word) return;
    unit.last_word = last;
    unit.span = reading->SpanOf(unit.first_word, last);
    places.Fill(&unit);
    outline->units.push_back(unit);
    unit.first_word = last;
  };
  const uint32_t size = static_cast<uint32_t>(words.size());
  auto next_marked = marked.begin();
  for (uint32_t i = 0;;) {
    while (*next_forced <= i && i < size) ++next_forced;
    while (next_marked != marked.end() && *next_marked <= i) ++next_marked;
    i = std::min(*next_forced, unit.first_word + kLongestUnit + 1);
    if (next_marked != marked.end()) i = std::min(i, *next_marked);
    if (i >= size) break;
    UnitBreak before = UnitBreak::kNone;
    if (i == *next_forced) {
      before = UnitBreak::kBlock;
    } else if (breaks.MayBreak(i)) {
      before = breaks.Before(i);
    }
    if (i - unit.first_word > kLongestUnit) before = std::max(before, UnitBreak::kUnit);
    if (before == UnitBreak::kNone) continue;
    if (before == UnitBreak::kAnswer) {
      reading->answers.push_back(i);
      continue;
    }
    finish(i);
    if (before == UnitBreak::kBlock) ++unit.block;
  }
  finish(size);
}

}  // namespace pathex
