#include "extractor/match/reading.h"

#include <algorithm>

#include "extractor/lexicon/pattern.h"
#include "extractor/match/boxes.h"
#include "extractor/match/heads.h"
#include "extractor/match/stray_stops.h"

namespace pathex {
namespace {

constexpr size_t kShortestGluedTail = 2;

bool IsAlnum(const Word& word) { return word.kind != WordKind::kOther; }

// A form may begin here: not in the middle of a run of letters and digits.
bool CanBegin(const std::vector<Word>& words, uint32_t i) {
  const Word& word = words[i];
  if (i == 0 || word.space_before || !IsAlnum(word)) return true;
  return !IsAlnum(words[i - 1]) || word.repair == kRepairGlued;
}

// A form may end before words[last]: "CD34positive" may end after the digits, "CD3" not before "4".
bool CanEnd(const std::vector<Word>& words, uint32_t last) {
  if (last >= words.size()) return true;
  const Word& next = words[last];
  const Word& end = words[last - 1];
  if (next.space_before || !IsAlnum(next) || !IsAlnum(end)) return true;
  if (end.repair == kRepairGlued || next.repair == kRepairGlued) return true;
  return end.kind == WordKind::kDigits && next.id != kUnknownWord &&
         next.end - next.begin > kShortestGluedTail;
}

// Words [first, last) are a part of a decimal number: the "2" or the "8" of "2,8".
bool InsideNumber(std::string_view text, const std::vector<Word>& words, uint32_t first,
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

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

void AppendWord(std::string_view folded, const Word& word, const Vocabulary& vocabulary,
                std::string* out) {
  if (word.repair != 0 && word.id != kUnknownWord) {
    out->append(vocabulary.Spelling(word.id));  // as it should have been written
    return;
  }
  const std::string_view spelling = folded.substr(word.begin, word.end - word.begin);
  if (static_cast<uint8_t>(spelling[0]) >= 0x80) return AppendNotation(spelling, out);
  const size_t begin = out->size();
  out->append(spelling);
  for (size_t i = begin; i < out->size(); ++i) {
    const char c = (*out)[i];
    (*out)[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
}

void MakePlain(std::string_view folded, const std::vector<Word>& words,
               const Vocabulary& vocabulary, PlainText* plain) {
  plain->text.clear();
  plain->begin.resize(words.size() + 1);
  plain->word.clear();
  plain->closed.clear();
  for (uint32_t i = 0; i < words.size(); ++i) {
    if (words[i].space_before && i > 0) {
      plain->text.push_back(words[i].breaks_before > 0 ? '\n' : ' ');
      plain->word.push_back(i - 1);
      plain->closed.push_back(0);
    }
    const size_t begin = plain->text.size();
    plain->begin[i] = static_cast<uint32_t>(begin);
    AppendWord(folded, words[i], vocabulary, &plain->text);
    plain->word.resize(plain->text.size(), i);
    const bool letters = words[i].kind != WordKind::kOther;
    plain->closed.resize(plain->text.size(), letters ? 1 : 0);
    if (letters) {
      plain->closed[begin] = 0;
    } else {
      for (size_t k = begin + 1; k < plain->text.size(); ++k) {
        plain->closed[k] = IsWordByte(plain->text[k - 1]) && IsWordByte(plain->text[k]);
      }
    }
  }
  plain->begin[words.size()] = static_cast<uint32_t>(plain->text.size());
}

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

void ReadForms(const Text& text, const Lexicon& lexicon, Reading* reading) {
  CutWords(text.folded, lexicon.vocabulary, &reading->words);
  KeepChosenOptions(text.folded, &reading->words);
  DropStrayStops(text.folded, lexicon.rules_of_language, &reading->words);
  const std::vector<Word>& words = reading->words;
  MakePlain(text.folded, words, lexicon.vocabulary, &reading->plain);
  reading->hits.resize(lexicon.topics.size());
  for (auto& hits : reading->hits) hits.clear();
  reading->places.clear();
  reading->answers.clear();
  for (uint32_t i = 0; i < words.size(); ++i) {
    uint32_t node = words[i].id == kUnknownWord ? 0 : lexicon.forms.Child(0, words[i].id);
    if (node == 0 || !CanBegin(words, i)) continue;
    uint32_t j = i + 1;
    while (node != 0) {
      if (lexicon.forms.HasOutputs(node) && CanEnd(words, j) &&
          !InsideNumber(text.folded, words, i, j)) {
        for (const FormOutput& output : lexicon.forms.Outputs(node)) {
          std::vector<Hit>& hits = reading->hits[output.topic];
          const bool again = !hits.empty() && hits.back().first == i;
          if (!again && !hits.empty() && hits.back().last > i)
            continue;  // a form before reaches in
          if (!output.exact.empty() && !SpelledExactly(text.folded, *reading, i, j, output.exact))
            continue;
          if (again) {
            if (hits.back().last == j) continue;  // an exact form was first
            hits.back() = {i, j, output.entry, output.symbol};
          } else {
            reading->places.push_back({i, static_cast<uint32_t>(hits.size()), output.topic});
            hits.push_back({i, j, output.entry, output.symbol});
          }
        }
      }
      uint32_t next = 0;
      if (j < words.size() && words[j].breaks_before <= 1) {
        if (words[j].id != kUnknownWord) next = lexicon.forms.Child(node, words[j].id);
        if (next == 0 && text.folded[words[j].begin] == '-' && j + 1 < words.size() &&
            words[j + 1].breaks_before <= 1 && words[j + 1].id != kUnknownWord) {
          next = lexicon.forms.Child(node, words[j + 1].id);
          if (next != 0) ++j;
        }
      }
      node = next;
      ++j;
    }
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
