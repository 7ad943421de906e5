#include "extractor/match/reading.h"

#include <algorithm>
#include <limits>
#include <span>

#include "extractor/match/answers.h"
#include "extractor/match/boxes.h"
#include "extractor/match/columns.h"
#include "extractor/match/heads.h"
#include "extractor/match/printed_options.h"
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

// Finds the forms of all topics from left to right. What a form is in each topic is looked at only
// where a longer one, or one that reaches over its first word, counts in some of them.
class FormFinder {
 public:
  FormFinder(std::string_view folded, const FormTree& forms, Reading* reading)
      : folded_(folded), forms_(forms), reading_(*reading), words_(reading->words) {}

  void Run() {
    for (uint32_t i = 0; i < words_.size(); ++i) {
      const uint32_t node = forms_.First(words_[i].id);
      if (node != 0 && CanBegin(words_, i)) From(i, node);
    }
  }

 private:
  struct Candidate {
    uint32_t last = 0;
    uint32_t node = 0;
  };

  // The forms that begin with word i, which leads to `node`.
  void From(uint32_t i, uint32_t node) {
    candidates_.clear();
    for (uint32_t last = i + 1; node != 0; node = Next(node, &last)) {
      if (forms_.HasOutputs(node) && CanEnd(words_, last) &&
          !InsideNumber(folded_, words_, i, last)) {
        candidates_.push_back({last, node});
      }
    }
    if (!candidates_.empty()) Choose(i);
  }

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

  // Of the candidates at word i the longest counts in each topic in which no form reaches over it.
  void Choose(uint32_t i) {
    TopicSet taken;  // topics
    if (reach_ > i) {
      std::erase_if(open_, [&](uint32_t form) { return reading_.forms[form].last <= i; });
      for (const uint32_t form : open_) taken.Add(reading_.forms[form].outputs.topics());
    }
    for (auto candidate = candidates_.rbegin(); candidate != candidates_.rend(); ++candidate) {
      FormOutputs outputs = forms_.Outputs(candidate->node);
      if (outputs.row->exacts != 0) {
        outputs = ReadExact(i, *candidate, outputs, taken);
        if (outputs.row->count == 0) continue;
      } else if (const TopicSet rest = outputs.topics().Without(taken); rest != outputs.topics()) {
        if (rest.empty()) continue;
        outputs = Part(outputs, [&](size_t k) { return rest.Has(outputs.data[k].topic); });
      }
      taken.Add(outputs.topics());
      Add(i, candidate->last, outputs);
    }
  }

  // The outputs that count in this spelling, in topics that are not taken; exact ones come before
  // others.
  FormOutputs ReadExact(uint32_t i, const Candidate& candidate, const FormOutputs& outputs,
                        TopicSet taken) {
    const size_t count = outputs.row->count;
    picked_.assign(count, false);
    for (const bool exact : {true, false}) {
      for (size_t k = 0; k < count; ++k) {
        const FormOutput& output = outputs.data[k];
        if (output.exact != exact || taken.Has(output.topic)) continue;
        picked_[k] = !exact || SpelledExactly(folded_, reading_, i, candidate.last,
                                              forms_.Exact(candidate.node, k));
        if (picked_[k]) taken.Add(output.topic);
      }
    }
    return Part(outputs, [&](size_t k) { return picked_[k] != 0; });
  }

  // The outputs that `counts(number)`.
  template <typename Counts>
  FormOutputs Part(const FormOutputs& outputs, const Counts& counts) {
    const FormRow& whole = *outputs.row;
    const size_t size = size_t{whole.count} + whole.kept;
    FormOutput* const data = reading_.chosen.Take(size);
    FormRow* const row = reading_.chosen.NewRow();
    for (size_t k = 0; k < whole.count; ++k) {
      if (!counts(k)) continue;
      data[row->count++] = outputs.data[k];
      row->topics.Add(outputs.data[k].topic);
      row->leads += k < whole.leads ? 1 : 0;
      row->symbols += k < whole.symbols ? 1 : 0;
    }
    TopicSet done;  // a topic may have several outputs, of which one counts
    for (const FormOutput& output : outputs.of_kept()) {
      if (!row->topics.Has(output.topic) || done.Has(output.topic)) continue;
      done.Add(output.topic);
      data[row->count + row->kept++] =
          *std::find_if(data, data + row->count,
                        [&](const FormOutput& chosen) { return chosen.topic == output.topic; });
    }
    reading_.chosen.Return(size - row->count - row->kept);
    return {row, data};
  }

  void Add(uint32_t first, uint32_t last, const FormOutputs& outputs) {
    if (last > first + 1) {
      if (reach_ <= first) open_.clear();
      open_.push_back(static_cast<uint32_t>(reading_.forms.size()));
      reach_ = std::max(reach_, last);
    }
    reading_.forms.push_back({first, last, outputs});
  }

  std::string_view folded_;
  const FormTree& forms_;
  Reading& reading_;
  std::span<const Word> words_;
  std::vector<Candidate> candidates_;  // from the shortest to the longest
  uint32_t reach_ = 0;                 // where the forms end that have begun
  std::vector<uint32_t> open_;         // forms of several words that may reach over the next
  std::vector<uint8_t> picked_;        // of the outputs at hand
};

// Fills the hits that are kept, from the forms.
void KeepHits(size_t topics, Reading* reading) {
  reading->hits.resize(topics);
  for (std::vector<Hit>& hits : reading->hits) hits.clear();
  for (const FoundForm& form : reading->forms) {
    for (const FormOutput& output : form.outputs.of_kept()) {
      reading->hits[output.topic].push_back({form.first, form.last, output.entry, output.symbol});
    }
  }
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
  DropBlanksBeforeMarks(text.folded, &reading->words);
  KeepChosenOptions(text.folded, &reading->words);
  DropPrintedOptions(text.folded, &reading->words);
  DropStrayStops(text.folded, lexicon.rules_of_language, &reading->words);
  const auto write_plain = [&] {
    WritePlain(text.folded, lexicon.vocabulary, reading->words, &reading->plain);
  };
  write_plain();
  if (DropAnswerMarks(text.folded, lexicon.rules_of_language, reading)) write_plain();
  if (PairColumns(text.folded, lexicon, reading)) write_plain();
  reading->answers.clear();
  reading->forms.clear();
  reading->chosen.Clear();
  FormFinder(text.folded, lexicon.forms, reading).Run();
  KeepHits(lexicon.topics.size(), reading);
  for (uint16_t topic = 0; topic < lexicon.topics.size(); ++topic) {
    const PanelGrammar* panel = lexicon.topics[topic].panel.get();
    if (panel != nullptr && panel->share_head != 0) ShareHeads(text, lexicon, topic, reading);
  }
}

std::span<const FoundForm> FormsIn(const Reading& reading, uint32_t first, uint32_t last) {
  const auto before = [](const FoundForm& form, uint32_t word) { return form.first < word; };
  const auto begin = std::lower_bound(reading.forms.begin(), reading.forms.end(), first, before);
  return {begin, std::lower_bound(begin, reading.forms.end(), last, before)};
}

std::pair<size_t, size_t> HitsIn(const std::vector<Hit>& hits, uint32_t first, uint32_t last) {
  auto begin = std::lower_bound(hits.begin(), hits.end(), first,
                                [](const Hit& hit, uint32_t word) { return hit.first < word; });
  auto end = std::lower_bound(begin, hits.end(), last,
                              [](const Hit& hit, uint32_t word) { return hit.first < word; });
  return {static_cast<size_t>(begin - hits.begin()), static_cast<size_t>(end - hits.begin())};
}

}  // namespace pathex
