#include "extractor/match/reading.h"

#include <algorithm>
#include <limits>
#include <span>

#include "extractor/match/answers.h"
#include "extractor/match/boxes.h"
#include "extractor/match/columns.h"
#include "extractor/match/heads.h"
#include "extractor/match/stray_stops.h"

namespace pathex {
namespace {

constexpr size_t kShortestGluedTail = 2;

bool IsAlnum(const Word& word) { return word.kind != WordKind::kOther; }

// A known word behind a number to which a lost blank glued it: "CD34positive", "CD117and".
bool GluedToNumber(const Word& number, const Word& word) {
  return number.kind == WordKind::kDigits && word.id != kUnknownWord &&
         word.end - word.begin > kShortestGluedTail;
}

// A word so long is no part of a code: digits that touch it are dirt ("carcinoma250", "1Present").
bool IsLongWord(const Word& word) {
  constexpr uint32_t kShortest = 6;
  return word.kind == WordKind::kLetters && word.end - word.begin >= kShortest;
}

// A form may begin here: not in the middle of a run of letters and digits.
bool CanBegin(std::span<const Word> words, uint32_t i) {
  const Word& word = words[i];
  if (i == 0 || word.space_before || !IsAlnum(word)) return true;
  if (!IsAlnum(words[i - 1]) || word.repair == kRepairGlued) return true;
  return GluedToNumber(words[i - 1], word) ||
         (IsLongWord(word) && words[i - 1].kind == WordKind::kDigits);
}

// A form may end before words[last]: "CD34positive" may end after the digits, "CD3" not before "4".
bool CanEnd(std::span<const Word> words, uint32_t last) {
  if (last >= words.size()) return true;
  const Word& next = words[last];
  const Word& end = words[last - 1];
  if (next.space_before || !IsAlnum(next) || !IsAlnum(end)) return true;
  if (end.repair == kRepairGlued || next.repair == kRepairGlued) return true;
  return GluedToNumber(end, next) || (IsLongWord(end) && next.kind == WordKind::kDigits);
}

// Words [first, last) are a part of a decimal number: the "2" or the "8" of "2,8".
bool InsideNumber(std::string_view text, std::span<const Word> words, uint32_t first,
                  uint32_t last) {
  if (last - first != 1 || words[first].kind != WordKind::kDigits) return false;
  const auto mark = [&](uint32_t i) {
    return i < words.size() && !words[i].space_before &&
           (text[words[i].begin] == '.' || text[words[i].begin] == ',');
  };
  const auto digits = [&](uint32_t i) {
    return i < words.size() && words[i].kind == WordKind::kDigits;
  };
  if (mark(last) && digits(last + 1) && !words[last + 1].space_before) return true;
  return first >= 2 && mark(first - 1) && digits(first - 2) && !words[first].space_before;
}

bool SpelledExactly(std::string_view text, const Reading& reading, uint32_t first, uint32_t last,
                    std::string_view exact) {
  size_t at = 0;
  const uint32_t end = reading.words[last - 1].end;
  for (uint32_t i = reading.words[first].begin; i < end; ++i) {
    const char c = text[i];
    if (c == ' ' || c == '-' || c == '\n' || c == '\t') continue;
    if (at >= exact.size() || exact[at] != c) return false;
    ++at;
  }
  return at == exact.size();
}

class FormFinder {
 public:
  FormFinder(std::string_view folded, const FormTree& forms, Reading* reading)
      : folded_(folded),
        forms_(forms),
        reading_(*reading),
        words_(reading->words),
        reached_(reading->hits.size()) {}

  // The forms that begin with word i, which leads to `node`.
  void From(uint32_t i, uint32_t node) {
    for (uint32_t last = i + 1; node != 0; node = Next(node, &last)) {
      if (forms_.HasOutputs(node) && CanEnd(words_, last) &&
          !InsideNumber(folded_, words_, i, last)) {
        for (const FormOutput& output : forms_.Outputs(node)) Add(output, i, last);
      }
    }
  }

 private:
  // The node behind the word `*last`, over a hyphen if need be; 0 = none.
  uint32_t Next(uint32_t node, uint32_t* last) const {
    const uint32_t at = *last;
    if (!forms_.HasChildren(node) || at >= words_.size() || words_[at].breaks_before > 1) return 0;
    uint32_t next = forms_.Child(node, words_[at].id);
    *last = at + 1;
    if (next == 0 && folded_[words_[at].begin] == '-' && at + 1 < words_.size() &&
        words_[at + 1].breaks_before <= 1) {
      next = forms_.Child(node, words_[at + 1].id);
      *last = at + 2;
    }
    return next;
  }

  // A form of a topic over words [first, last): the longest from `first` on counts.
  void Add(const FormOutput& output, uint32_t first, uint32_t last) {
    Reached& reached = reached_[output.topic];
    const bool again = reached.first == first;
    if (!again && reached.last > first) return;  // a form before reaches in
    if (again && reached.last == last) return;   // an exact form was first
    if (output.exact != 0 &&
        !SpelledExactly(folded_, reading_, first, last, forms_.Exact(output))) {
      return;
    }
    reached.first = first;
    reached.last = last;
    std::vector<Hit>& hits = reading_.hits[output.topic];
    const Hit hit{first, last, output.entry, output.symbol};
    if (again) {
      hits.back() = hit;
    } else {
      reading_.places.push_back({first, reached.hits++, output.topic});
      hits.push_back(hit);
    }
  }

  // The words of the last hit of a topic, and how many hits it has.
  struct Reached {
    uint32_t first = std::numeric_limits<uint32_t>::max();
    uint32_t last = 0;
    uint32_t hits = 0;
  };

  std::string_view folded_;
  const FormTree& forms_;
  Reading& reading_;
  std::span<const Word> words_;
  std::vector<Reached> reached_;  // by topic
};

// The places of a topic's hits, after some were added between others.
void PlaceAgain(uint16_t topic, Reading* reading) {
  std::vector<HitPlace>& places = reading->places;
  std::erase_if(places, [&](const HitPlace& place) { return place.topic == topic; });
  const std::vector<Hit>& hits = reading->hits[topic];
  for (uint32_t h = 0; h < hits.size(); ++h) places.push_back({hits[h].first, h, topic});
  std::stable_sort(places.begin(), places.end(),
                   [](const HitPlace& a, const HitPlace& b) { return a.first < b.first; });
}

}  // namespace

FoldedSpan Reading::LabelOf(uint32_t i) const {
  for (const ColumnLabelWords& label : labels) {
    if (label.first <= i && i < label.last) return label.label;
  }
  return {};
}

bool Reading::InColumn(uint32_t i) const {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const auto& column) { return column.first <= i && i < column.second; }) ||
         LabelOf(i).size() > 0;
}

void ReadForms(const Text& text, const Lexicon& lexicon, Reading* reading) {
  CutWords(text.folded, lexicon.vocabulary, &reading->words);
  KeepChosenOptions(text.folded, &reading->words);
  DropStrayStops(text.folded, lexicon.rules_of_language, &reading->words);
  const auto write_plain = [&] {
    WritePlain(text.folded, lexicon.vocabulary, reading->words, &reading->plain);
  };
  write_plain();
  if (DropAnswerMarks(text.folded, lexicon.rules_of_language, reading)) write_plain();
  if (PairColumns(text.folded, lexicon, reading)) write_plain();
  reading->hits.resize(lexicon.topics.size());
  for (auto& hits : reading->hits) hits.clear();
  reading->places.clear();
  reading->answers.clear();
  FormFinder finder(text.folded, lexicon.forms, reading);
  const std::span<const Word> words = reading->words;
  for (uint32_t i = 0; i < words.size(); ++i) {
    const uint32_t node = lexicon.forms.First(words[i].id);
    if (node != 0 && CanBegin(words, i)) finder.From(i, node);
  }
  for (uint16_t topic = 0; topic < lexicon.topics.size(); ++topic) {
    const PanelGrammar* panel = lexicon.topics[topic].panel.get();
    if (panel == nullptr || panel->share_head == 0) continue;
    const size_t before = reading->hits[topic].size();
    ShareHeads(text, lexicon, topic, reading);
    if (reading->hits[topic].size() != before) PlaceAgain(topic, reading);
  }
}

std::pair<size_t, size_t> HitsIn(const std::vector<Hit>& hits, uint32_t first, uint32_t last) {
  auto begin = std::lower_bound(hits.begin(), hits.end(), first,
                                [](const Hit& hit, uint32_t word) { return hit.first < word; });
  auto end = std::lower_bound(begin, hits.end(), last,
                              [](const Hit& hit, uint32_t word) { return hit.first < word; });
  return {static_cast<size_t>(begin - hits.begin()), static_cast<size_t>(end - hits.begin())};
}

}  // namespace pathex
