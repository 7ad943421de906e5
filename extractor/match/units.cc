#include "extractor/match/units.h"

#include <algorithm>
#include <limits>

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

// Where a unit must begin: at the words `hard` and at the labels of specimens; asked from left to
// right.
class ForcedBreaks {
 public:
  ForcedBreaks(const std::vector<uint32_t>& hard, const Outline& outline)
      : hard_(hard), specimens_(outline.specimens), word_at_(HardAt()), offset_at_(LabelAt()) {}

  bool At(uint32_t word, uint32_t offset) {
    if (word < word_at_ && offset < offset_at_) return false;
    for (; word_at_ < word; word_at_ = HardAt()) ++next_hard_;
    for (; offset_at_ < offset; offset_at_ = LabelAt()) ++next_label_;
    return word_at_ == word || offset_at_ == offset;
  }

 private:
  static constexpr uint32_t kNever = std::numeric_limits<uint32_t>::max();
  uint32_t HardAt() const { return next_hard_ < hard_.size() ? hard_[next_hard_] : kNever; }
  uint32_t LabelAt() const {
    return next_label_ < specimens_.size() ? specimens_[next_label_].label_span.begin : kNever;
  }

  const std::vector<uint32_t>& hard_;
  const std::vector<SpecimenRange>& specimens_;
  size_t next_hard_ = 0, next_label_ = 0;
  uint32_t word_at_, offset_at_;
};

}  // namespace

void CutUnits(const Text& text, const LanguageRules& language, const std::vector<uint32_t>& hard,
              Reading* reading, Outline* outline) {
  const std::vector<Word>& words = reading->words;
  if (words.empty()) return;
  const UnitBreaks breaks(text, *reading, language);
  UnitPlaces places(*outline);
  ForcedBreaks forced(hard, *outline);
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
  for (uint32_t i = 1; i < size; ++i) {
    const bool must = forced.At(i, words[i].begin),
               long_enough = i > unit.first_word + kLongestUnit;
    if (!must && !long_enough && !breaks.MayBreak(i)) continue;
    UnitBreak before = UnitBreak::kNone;
    if (must) {
      before = UnitBreak::kBlock;
    } else if (breaks.MayBreak(i)) {
      before = breaks.Before(i);
    }
    if (long_enough) before = std::max(before, UnitBreak::kUnit);
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
