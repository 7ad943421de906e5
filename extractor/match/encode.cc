#include "extractor/match/encode.h"

#include <algorithm>

#include "extractor/lexicon/pattern.h"

namespace pathex {
namespace {

void AppendWord(const Text& text, const Reading& reading, const Lexicon& lexicon, uint32_t i,
                std::string* out) {
  const Word& word = reading.words[i];
  if (word.repair != 0 && word.id != kUnknownWord) {
    out->append(lexicon.vocabulary.Spelling(word.id));  // as it should have been written
    return;
  }
  const std::string_view spelling(text.folded.data() + word.begin, word.end - word.begin);
  if (static_cast<uint8_t>(spelling[0]) >= 0x80) {
    AppendNotation(spelling, out);
    return;
  }
  for (char c : spelling) out->push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
}

// Leaves out the tokens that the named groups of the grammar's erase patterns catch.
void Erase(const PanelGrammar& grammar, ClassString* classes) {
  std::vector<Capture> captures;
  for (const Regex& regex : grammar.erase) {
    std::vector<bool> gone;
    size_t from = 0;
    while (from < classes->text.size() && regex.Search(classes->text, from, classes->text.size(),
                                                       Regex::Anchor::kNone, &captures)) {
      gone.resize(classes->text.size(), false);
      size_t last = static_cast<size_t>(captures[0].begin) + 1;
      for (const auto& [name, index] : regex.group_names()) {
        const Capture group = captures[index];
        if (!group.found()) continue;
        for (int32_t i = group.begin; i < group.end; ++i) gone[i] = true;
        last = std::max(last, static_cast<size_t>(group.end));
      }
      from = last;  // what stands behind the group may be what stands before the next
    }
    if (gone.empty()) continue;
    size_t kept = 0;
    for (size_t i = 0; i < classes->text.size(); ++i) {
      if (gone[i]) continue;
      classes->text[kept] = classes->text[i];
      classes->first[kept] = classes->first[i];
      classes->last[kept] = classes->last[i];
      classes->hit[kept++] = classes->hit[i];
    }
    classes->text.resize(kept);
    classes->first.resize(kept);
    classes->last.resize(kept);
    classes->hit.resize(kept);
  }
}

// A full stop inside a number or before a small letter ends nothing.
bool FalseStop(const Text& text, const Reading& reading, uint32_t i) {
  if (i + 1 >= reading.words.size()) return false;
  const char next = text.folded[reading.words[i + 1].begin];
  if (next >= 'a' && next <= 'z') return reading.words[i + 1].breaks_before <= 1;
  return reading.words[i + 1].kind == WordKind::kDigits && !reading.words[i + 1].space_before &&
         i > 0 && reading.words[i - 1].kind == WordKind::kDigits && !reading.words[i].space_before;
}

// The word behind a run of three or more full stops that begins at `i`, or `i`.
uint32_t LeaderEnd(const Text& text, const Reading& reading, uint32_t i, uint32_t last) {
  uint32_t end = i;
  while (end < last && text.folded[reading.words[end].begin] == '.') ++end;
  return end - i >= 3 ? end : i;
}

}  // namespace

void EncodeUnit(const Text& text, const Reading& reading, const Lexicon& lexicon, uint16_t topic,
                uint32_t first, uint32_t last, Encoded* out) {
  out->Clear();
  const std::vector<Hit>& hits = reading.hits[topic];
  const std::vector<Entry>& entries = lexicon.topics[topic].entries;
  auto [next, end] = HitsIn(hits, first, last);
  auto fill = [&](uint32_t word, int32_t hit) {
    out->word.resize(out->text.size(), word);
    out->hit.resize(out->text.size(), hit);
  };
  for (uint32_t i = first; i < last;) {
    const Word& word = reading.words[i];
    if (word.space_before && i > first) {
      out->text.push_back(word.breaks_before > 0 ? '\n' : ' ');
      fill(i - 1, -1);
    }
    while (next < end && hits[next].first < i) ++next;
    if (next < end && hits[next].first == i && entries[hits[next].entry].symbol != 0 &&
        hits[next].last <= last) {
      out->text.push_back(static_cast<char>(entries[hits[next].entry].symbol));
      fill(i, static_cast<int32_t>(next));
      i = hits[next].last;
      continue;
    }
    if (const uint32_t after = LeaderEnd(text, reading, i, last); after > i) {
      out->text.push_back(':');  // a leader of dots between label and value is a colon
      fill(i, -1);
      i = after;
      continue;
    }
    AppendWord(text, reading, lexicon, i, &out->text);
    fill(i, -1);
    ++i;
  }
}

void EncodeClasses(const Text& text, const Reading& reading, const Lexicon& lexicon, uint16_t topic,
                   uint32_t first, uint32_t last, ClassString* out) {
  out->text.clear();
  out->first.clear();
  out->last.clear();
  out->hit.clear();
  const PanelGrammar& grammar = *lexicon.topics[topic].panel;
  const std::vector<Hit>& hits = reading.hits[topic];
  const std::vector<Entry>& entries = lexicon.topics[topic].entries;
  auto [next, end] = HitsIn(hits, first, last);
  uint32_t unknown_from = 0;
  int unknown = 0;
  auto push = [&](char letter, uint32_t from, uint32_t to, int32_t hit) {
    out->text.push_back(letter);
    out->first.push_back(from);
    out->last.push_back(to);
    out->hit.push_back(hit);
  };
  auto end_unknown = [&](uint32_t at) {
    if (unknown > 0)
      push(unknown <= grammar.unknown_max ? grammar.unknown : grammar.unknown_many, unknown_from,
           at, -1);
    unknown = 0;
  };
  for (uint32_t i = first; i < last;) {
    const Word& word = reading.words[i];
    if (word.breaks_before > 0 && i > first && grammar.line_break != 0) {
      end_unknown(i);
      push(grammar.line_break, i, i, -1);
    }
    // A shape such as a percentage, where a number or a sign begins.
    const char c = text.folded[word.begin];
    const bool number_like =
        (word.kind != WordKind::kLetters && c != '(' && c != ')' && c != ',') ||
        (word.id < grammar.shape_starts.size() && grammar.shape_starts[word.id]);
    uint32_t shape_last = 0;
    char shape_letter = 0;
    if (number_like) {
      for (const auto& [letter, regex] : grammar.shapes) {
        std::vector<Capture> captures;
        const size_t limit = std::min<size_t>(text.folded.size(), word.begin + 80);
        if (!regex.Search(text.folded, word.begin, limit, Regex::Anchor::kStart, &captures))
          continue;
        uint32_t j = i;
        while (j < last && reading.words[j].begin < static_cast<uint32_t>(captures[0].end)) ++j;
        if (j > shape_last && reading.words[j - 1].end <= static_cast<uint32_t>(captures[0].end)) {
          shape_last = j;
          shape_letter = letter;
        }
      }
    }
    while (next < end && hits[next].first < i) ++next;
    const bool hit_here = next < end && hits[next].first == i && hits[next].last <= last;
    if (shape_letter != 0 && !(hit_here && hits[next].last >= shape_last &&
                               entries[hits[next].entry].panel_class != 0)) {
      end_unknown(i);
      push(shape_letter, i, shape_last, -1);
      i = shape_last;
      continue;
    }
    if (hit_here && entries[hits[next].entry].panel_class != 0) {
      const char letter = entries[hits[next].entry].panel_class;
      const bool key_next =
          next + 1 < end && hits[next + 1].first == i + 1 &&
          grammar.key[static_cast<uint8_t>(entries[hits[next + 1].entry].panel_class)];
      const bool false_stop =
          letter == grammar.stop && letter != 0 && !key_next && FalseStop(text, reading, i);
      if (letter != '\x01' && !false_stop) {
        end_unknown(i);
        push(letter, i, hits[next].last, static_cast<int32_t>(next));
      }
      i = hits[next].last;
      continue;
    }
    if (unknown == 0) unknown_from = i;
    ++unknown;
    ++i;
  }
  end_unknown(last);
  Erase(grammar, out);
}

}  // namespace pathex
