#include "extractor/match/reading.h"

#include <algorithm>
#include <array>

#include "extractor/lexicon/pattern.h"
#include "extractor/match/boxes.h"
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

// A form may begin here: not in the middle of a run of letters and digits.
bool CanBegin(const std::vector<Word>& words, uint32_t i) {
  const Word& word = words[i];
  if (i == 0 || word.space_before || !IsAlnum(word)) return true;
  return !IsAlnum(words[i - 1]) || word.repair == kRepairGlued || GluedToNumber(words[i - 1], word);
}

// A form may end before words[last]: "CD34positive" may end after the digits, "CD3" not before "4".
bool CanEnd(const std::vector<Word>& words, uint32_t last) {
  if (last >= words.size()) return true;
  const Word& next = words[last];
  const Word& end = words[last - 1];
  if (next.space_before || !IsAlnum(next) || !IsAlnum(end)) return true;
  if (end.repair == kRepairGlued || next.repair == kRepairGlued) return true;
  return GluedToNumber(end, next);
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
  AppendNotation(folded.substr(word.begin, word.end - word.begin), out);
}

constexpr std::array<char, 256> kLower = [] {
  std::array<char, 256> table{};
  for (int c = 0; c < 256; ++c) {
    table[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  }
  return table;
}();

// Writes the plain text word by word. Ordinary words, which nearly all are, are copied by a loop
// over bytes that nothing else disturbs.
class PlainWriter {
 public:
  PlainWriter(std::string_view folded, const Vocabulary& vocabulary, PlainText* plain)
      : folded_(folded), vocabulary_(vocabulary), plain_(*plain) {}

  void Run(const std::vector<Word>& words) {
    plain_.begin.resize(words.size() + 1);
    Reserve(folded_.size() + words.size());
    for (uint32_t i = 0; i < words.size(); ++i) {
      const Word& word = words[i];
      const size_t length = word.end - word.begin;
      if (at_ + length + 1 > plain_.text.size()) Reserve(2 * (at_ + length + 1));
      if (word.space_before && i > 0) Put(word.breaks_before > 0 ? '\n' : ' ', i - 1, 0);
      plain_.begin[i] = static_cast<uint32_t>(at_);
      const bool ordinary = static_cast<uint8_t>(folded_[word.begin]) < 0x80 &&
                            (word.repair == 0 || word.id == kUnknownWord);
      if (ordinary) {
        Copy(word, i);
      } else {
        Other(word, i);
      }
    }
    plain_.begin[words.size()] = static_cast<uint32_t>(at_);
    plain_.text.resize(at_);
    plain_.word.resize(at_);
    plain_.closed.resize(at_);
  }

 private:
  void Reserve(size_t size) {
    plain_.text.resize(size);
    plain_.word.resize(size);
    plain_.closed.resize(size);
  }

  void Put(char byte, uint32_t word, uint8_t closed) {
    plain_.text[at_] = byte;
    plain_.word[at_] = word;
    plain_.closed[at_++] = closed;
  }

  // A run of letters or of digits, or a sign of one byte.
  void Copy(const Word& word, uint32_t index) {
    const char* from = folded_.data() + word.begin;
    const size_t length = word.end - word.begin;
    char* text = plain_.text.data() + at_;
    for (size_t k = 0; k < length; ++k) text[k] = kLower[static_cast<uint8_t>(from[k])];
    std::fill_n(plain_.word.data() + at_, length, index);
    std::fill_n(plain_.closed.data() + at_, length, uint8_t{1});
    plain_.closed[at_] = 0;
    at_ += length;
  }

  void Other(const Word& word, uint32_t index) {
    piece_.clear();
    AppendWord(folded_, word, vocabulary_, &piece_);
    if (at_ + piece_.size() > plain_.text.size()) Reserve(2 * (at_ + piece_.size()));
    const bool letters = word.kind != WordKind::kOther;
    for (size_t k = 0; k < piece_.size(); ++k) {
      const bool inside = letters || (k > 0 && IsWordByte(piece_[k - 1]) && IsWordByte(piece_[k]));
      Put(piece_[k], index, k > 0 && inside ? 1 : 0);
    }
  }

  std::string_view folded_;
  const Vocabulary& vocabulary_;
  PlainText& plain_;
  std::string piece_;
  size_t at_ = 0;
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

void ReadForms(const Text& text, const Lexicon& lexicon, Reading* reading) {
  CutWords(text.folded, lexicon.vocabulary, &reading->words);
  KeepChosenOptions(text.folded, &reading->words);
  DropStrayStops(text.folded, lexicon.rules_of_language, &reading->words);
  const std::vector<Word>& words = reading->words;
  PlainWriter(text.folded, lexicon.vocabulary, &reading->plain).Run(words);
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
