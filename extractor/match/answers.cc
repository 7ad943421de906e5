#include "extractor/match/answers.h"

#include <algorithm>
#include <vector>

#include "extractor/text/characters.h"

namespace pathex {
namespace {

// Where a line that ends in a colon stands above one that begins with a hyphen or a star: the
// offsets of the marks.
std::vector<size_t> MarksUnderLabels(std::string_view folded) {
  std::vector<size_t> marks;
  for (size_t end = folded.find('\n'); end != std::string_view::npos;
       end = folded.find('\n', end + 1)) {
    const size_t mark = folded.find_first_not_of(' ', end + 1);
    if (mark == std::string_view::npos || (folded[mark] != '-' && folded[mark] != '*')) continue;
    const size_t last = end == 0 ? end : folded.find_last_not_of(' ', end - 1);
    if (last != std::string_view::npos && folded[last] == ':') marks.push_back(mark);
  }
  return marks;
}

// Word i and those behind it in its line say a length.
bool BeginsLength(std::string_view folded, const LanguageRules& language,
                  const std::vector<Word>& words, size_t i) {
  constexpr size_t kReach = 12;  // words: "3.5 x 2.0 x 1.5 cm"
  if (words[i].kind != WordKind::kDigits) return false;
  const size_t end = std::min(words.size(), i + kReach);
  for (++i; i < end && words[i].breaks_before == 0; ++i) {
    const std::string_view spelling = folded.substr(words[i].begin, words[i].end - words[i].begin);
    if (language.units.Has(spelling)) return true;
  }
  return false;
}

// Puts a form of no words in front of those that begin with an answer.
void AddColons(const FormOutputs& colon, Reading* reading) {
  std::vector<FoundForm> forms;
  forms.reserve(reading->forms.size() + reading->answers.size());
  auto old = reading->forms.begin();
  for (const uint32_t word : reading->answers) {
    while (old != reading->forms.end() && old->first < word) forms.push_back(*old++);
    forms.push_back({word, word, colon});
  }
  forms.insert(forms.end(), old, reading->forms.end());
  reading->forms.swap(forms);
}

}  // namespace

bool BeginsAnswer(const PlainText& plain, const LanguageRules& language, uint32_t i) {
  const std::string_view rest = std::string_view(plain.text).substr(plain.begin[i]);
  if (rest.empty()) return false;
  for (const auto& [answer, no_word_behind] : language.answers.With(rest[0])) {
    if (!rest.starts_with(answer)) continue;
    const uint32_t end = plain.begin[i] + static_cast<uint32_t>(answer.size());
    if (end >= plain.text.size()) return true;
    if (plain.closed[end]) continue;
    const bool blank = plain.text[end] == ' ' && end + 1 < plain.text.size();
    const char next = plain.text[end + blank];
    if (!no_word_behind || (!IsAsciiLower(next) && !IsAsciiDigit(next))) return true;
  }
  return false;
}

bool DropAnswerMarks(std::string_view folded, const LanguageRules& language, Reading* reading) {
  std::vector<Word>& words = reading->words;
  std::vector<size_t> dropped;
  for (size_t mark : MarksUnderLabels(folded)) {
    const auto at =
        std::lower_bound(words.begin(), words.end(), mark,
                         [](const Word& word, size_t offset) { return word.begin < offset; });
    const auto i = static_cast<size_t>(at - words.begin());
    if (i + 1 >= words.size() || words[i].begin != mark || words[i + 1].breaks_before > 0) continue;
    if (BeginsLength(folded, language, words, i + 1) ||
        BeginsAnswer(reading->plain, language, static_cast<uint32_t>(i + 1))) {
      dropped.push_back(i);
    }
  }
  for (auto i = dropped.rbegin(); i != dropped.rend(); ++i) {
    words[*i + 1].breaks_before = words[*i].breaks_before;
    words[*i + 1].space_before = true;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(*i));
  }
  return !dropped.empty();
}

void AddUnderstoodColons(const Lexicon& lexicon, Reading* reading) {
  if (reading->answers.empty()) return;
  const WordId colon = lexicon.vocabulary.Find(":");
  const uint32_t node = colon == kUnknownWord ? 0 : lexicon.forms.Child(0, colon);
  if (node == 0) return;
  const auto in_front = [](const Hit& a, const Hit& b) {
    return a.first != b.first ? a.first < b.first : a.last < b.last;
  };
  const FormOutputs outputs = lexicon.forms.Outputs(node);
  AddColons(outputs, reading);
  for (const FormOutput& output : outputs.of_kept()) {
    std::vector<Hit>& hits = reading->hits[output.topic];
    const auto middle = static_cast<std::ptrdiff_t>(hits.size());
    for (const uint32_t word : reading->answers)
      hits.push_back({word, word, output.entry, output.symbol});
    std::inplace_merge(hits.begin(), hits.begin() + middle, hits.end(), in_front);
  }
}

}  // namespace pathex
