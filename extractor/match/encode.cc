#include "extractor/match/encode.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace pathex {
namespace {

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

// The plain text of words, piece by piece, and what stands in its place.
class UnitEncoder {
 public:
  UnitEncoder(const PlainText& plain, const std::vector<Word>& words, EncodedUnit* out)
      : plain_(plain), words_(words), out_(*out) {}

  // Words [first, last) with the blanks between them and, but for the unit's first word, before.
  void Copy(uint32_t first, uint32_t last, bool unit_begins) {
    if (first >= last) return;
    const size_t begin = plain_.begin[first] - (unit_begins ? 0 : words_[first].space_before);
    size_t end = plain_.begin[last];
    if (last < words_.size()) end -= words_[last].space_before;
    if (begin == end) return;
    Begin(first, -1, plain_.word.data() + begin);
    out_.text.append(plain_.text, begin, end - begin);
    const auto from = static_cast<std::ptrdiff_t>(begin), to = static_cast<std::ptrdiff_t>(end);
    out_.closed.insert(out_.closed.end(), plain_.closed.begin() + from, plain_.closed.begin() + to);
  }

  // The colon that is understood between a label and the answer that begins with `word`.
  void PutColon(char byte, uint32_t word) { Push(byte, word - 1, -1); }

  // One byte in the place of words that begin with `word`.
  void Put(char byte, uint32_t word, int32_t hit, bool unit_begins) {
    if (words_[word].space_before && !unit_begins) {
      Push(words_[word].breaks_before > 0 ? '\n' : ' ', word - 1, -1);
    }
    Push(byte, word, hit);
  }

 private:
  void Begin(uint32_t word, int32_t hit, const uint32_t* words) {
    out_.pieces.push_back({static_cast<uint32_t>(out_.text.size()), word, hit, words});
  }
  void Push(char byte, uint32_t word, int32_t hit) {
    Begin(word, hit, nullptr);
    out_.text.push_back(byte);
    out_.closed.push_back(0);
  }

  const PlainText& plain_;
  const std::vector<Word>& words_;
  EncodedUnit& out_;
};

// Word i is a full stop ("·", which is written like one, is longer).
bool IsStop(const Reading& reading, uint32_t i) {
  const Word& word = reading.words[i];
  return reading.plain.text[reading.plain.begin[i]] == '.' && word.end - word.begin == 1;
}

// The first leader (three full stops or more) in words [first, last): [begin, end), or nothing.
std::pair<uint32_t, uint32_t> NextLeader(const Reading& reading, uint32_t first, uint32_t last) {
  const PlainText& plain = reading.plain;
  const size_t limit = plain.begin[last];
  const std::string_view text =
      std::string_view(plain.text).substr(0, limit);  // not to the text's end
  for (size_t at = plain.begin[first]; (at = text.find('.', at)) < limit; ++at) {
    const uint32_t word = plain.word[at];
    if (plain.begin[word] != at || !IsStop(reading, word)) continue;
    uint32_t end = word + 1;
    while (end < last && IsStop(reading, end)) ++end;
    if (end - word >= 3) return {word, end};
    at = plain.begin[end - 1];
  }
  return {last, last};
}

// A stretch of words as a string of classes.
class ClassEncoder {
 public:
  ClassEncoder(const Text& text, const Reading& reading, const Lexicon& lexicon, uint16_t topic,
               ClassString* out)
      : text_(text),
        reading_(reading),
        hits_(reading.hits[topic]),
        entries_(lexicon.topics[topic].entries),
        grammar_(*lexicon.topics[topic].panel),
        out_(*out) {}

  void Run(uint32_t first, uint32_t last) {
    std::tie(next_, end_) = HitsIn(hits_, first, last);
    for (uint32_t i = first; i < last;) {
      if (reading_.words[i].breaks_before > 0 && i > first && grammar_.line_break != 0)
        Push(grammar_.line_break, i, i, -1);
      const ShapeHere shape = ShapeAt(i, last);
      // Lists are read without the colons that are only understood.
      while (next_ < end_ && (hits_[next_].first < i || hits_[next_].last == i)) ++next_;
      const bool hit_here = next_ < end_ && hits_[next_].first == i && hits_[next_].last <= last &&
                            ClassOf(next_) != 0;
      if (shape.letter != 0 && !(hit_here && hits_[next_].last >= shape.last)) {
        Push(shape.letter, i, shape.last, -1);
        i = shape.last;
      } else if (hit_here) {
        if (ClassOf(next_) != '\x01' && !IsFalseStop(i))
          Push(ClassOf(next_), i, hits_[next_].last, static_cast<int32_t>(next_));
        i = hits_[next_].last;
      } else {
        if (unknown_ == 0) unknown_from_ = i;
        ++unknown_;
        ++i;
      }
    }
    EndUnknown(last);
  }

 private:
  struct ShapeHere {
    char letter = 0;  // 0: none
    uint32_t last = 0;
  };

  // The longest shape, such as a percentage, where a number or a sign begins.
  ShapeHere ShapeAt(uint32_t i, uint32_t last) {
    constexpr uint32_t kLongestShape = 80;
    const Word& word = reading_.words[i];
    const char c = text_.folded[word.begin];
    const bool number_like =
        (word.kind != WordKind::kLetters && c != '(' && c != ')' && c != ',') ||
        (word.id < grammar_.shape_starts.size() && grammar_.shape_starts[word.id]);
    ShapeHere best;
    const uint32_t shapes = number_like ? grammar_.shapes_from[static_cast<uint8_t>(c)] : 0;
    for (uint32_t rest = shapes; rest != 0; rest &= rest - 1) {
      const auto& [letter, regex] = grammar_.shapes[static_cast<size_t>(std::countr_zero(rest))];
      const size_t limit = std::min<size_t>(text_.folded.size(), word.begin + kLongestShape);
      if (!regex.Search(text_.folded, word.begin, limit, Regex::Anchor::kStart, &captures_))
        continue;
      const auto end = static_cast<uint32_t>(captures_[0].end);
      uint32_t j = i;
      while (j < last && reading_.words[j].begin < end) ++j;
      if (j > best.last && reading_.words[j - 1].end <= end) best = {letter, j};
    }
    return best;
  }

  char ClassOf(size_t hit) const { return entries_[hits_[hit].entry].panel_class; }

  // A full stop at word i that ends nothing, unless a key follows.
  bool IsFalseStop(uint32_t i) const {
    if (grammar_.stop == 0 || ClassOf(next_) != grammar_.stop) return false;
    const bool key_next = next_ + 1 < end_ && hits_[next_ + 1].first == i + 1 &&
                          grammar_.key[static_cast<uint8_t>(ClassOf(next_ + 1))];
    return !key_next && FalseStop(text_, reading_, i);
  }

  void Push(char letter, uint32_t from, uint32_t to, int32_t hit) {
    EndUnknown(from);
    Put(letter, from, to, hit);
  }

  void EndUnknown(uint32_t at) {
    if (unknown_ == 0) return;
    const char letter = unknown_ <= grammar_.unknown_max ? grammar_.unknown : grammar_.unknown_many;
    Put(letter, unknown_from_, at, -1);
    unknown_ = 0;
  }

  void Put(char letter, uint32_t from, uint32_t to, int32_t hit) {
    out_.text.push_back(letter);
    out_.first.push_back(from);
    out_.last.push_back(to);
    out_.hit.push_back(hit);
  }

  const Text& text_;
  const Reading& reading_;
  const std::vector<Hit>& hits_;
  const std::vector<Entry>& entries_;
  const PanelGrammar& grammar_;
  ClassString& out_;
  size_t next_ = 0, end_ = 0;  // of hits_
  std::vector<Capture> captures_;
  uint32_t unknown_from_ = 0;
  int unknown_ = 0;  // words of no class since then
};

}  // namespace

UnitBytes BytesOf(const Reading& reading, uint32_t first, uint32_t last) {
  const PlainText& plain = reading.plain;
  UnitBytes unit;
  const uint32_t end = plain.begin[last];
  for (uint32_t at = plain.begin[first]; at < end; ++at) {
    const auto byte = static_cast<uint8_t>(plain.text[at]);
    unit.bytes.Add(byte);
    if (plain.closed[at] != 0 || !WordHeads::Knows(byte)) continue;
    const bool more = at + 1 < end && plain.closed[at + 1] != 0;
    unit.heads.Add(byte, more ? static_cast<uint8_t>(plain.text[at + 1]) : 0);
    // Of two words in touch the second may be a symbol, or not.
    if (!more && at + 1 < end) unit.heads.Add(byte, static_cast<uint8_t>(plain.text[at + 1]));
  }
  if (unit.bytes.Has('.')) unit.bytes.Add(':');  // a leader of dots becomes one
  const auto answer = std::upper_bound(reading.answers.begin(), reading.answers.end(), first);
  if (answer != reading.answers.end() && *answer < last) unit.bytes.Add(':');
  return unit;
}

void EncodeUnit(const Reading& reading, std::span<const FoundForm> forms, uint16_t topic,
                uint32_t first, uint32_t last, EncodedUnit* out) {
  out->Clear();
  UnitEncoder encoder(reading.plain, reading.words, out);
  auto leader = NextLeader(reading, first, last);
  auto answer = std::upper_bound(reading.answers.begin(), reading.answers.end(), first);
  const auto is_answer = [&](uint32_t i) {
    return answer != reading.answers.end() && *answer == i;
  };
  auto next = forms.begin();
  const FormOutput* output = nullptr;     // of *next
  const auto skip_to = [&](uint32_t i) {  // a form that begins at i or behind it and is a symbol
    for (; next != forms.end(); ++next) {
      if (next->first < i || next->last > last) continue;
      output = next->outputs.SymbolIn(topic);
      if (output != nullptr) return;
    }
  };
  // Takes *next for a symbol; returns its number among the hits.
  const auto take = [&] {
    out->hits.push_back({next->first, next->last, output->entry, output->symbol});
    return static_cast<int32_t>(out->hits.size() - 1);
  };
  for (uint32_t i = first; i < last;) {
    skip_to(i);
    while (answer != reading.answers.end() && *answer < i) ++answer;
    if (is_answer(i)) {
      const bool symbol = next != forms.end() && next->first == i && next->last == i;
      encoder.PutColon(symbol ? static_cast<char>(output->symbol) : ':', i);
      if (symbol) ++next;
      ++answer;
      continue;
    }
    if (leader.first < i) leader = NextLeader(reading, i, last);
    const uint32_t hit = next != forms.end() ? next->first : last;
    const uint32_t stop =
        std::min({hit, leader.first, answer != reading.answers.end() ? *answer : last});
    encoder.Copy(i, stop, i == first);
    i = stop;
    if (i == last) break;
    if (is_answer(i)) continue;
    if (i == hit) {
      encoder.Put(static_cast<char>(output->symbol), i, take(), i == first);
      i = next->last;
    } else {
      // A leader of dots between label and value is a colon.
      encoder.Put(':', i, -1, i == first);
      i = leader.second;
    }
  }
  out->text.reserve(out->text.size() + Regex::kPadding);
}

void EncodeClasses(const Text& text, const Reading& reading, const Lexicon& lexicon, uint16_t topic,
                   uint32_t first, uint32_t last, ClassString* out) {
  out->text.clear();
  out->first.clear();
  out->last.clear();
  out->hit.clear();
  ClassEncoder(text, reading, lexicon, topic, out).Run(first, last);
  Erase(*lexicon.topics[topic].panel, out);
}

}  // namespace pathex
