#include "extractor/match/class_string.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <tuple>

namespace pathex {
namespace {

// Leaves out the tokens that the named groups of the grammar's erase patterns catch.
void Erase(const PanelGrammar& grammar, ClassString* classes) {
  std::vector<Capture> captures;
  for (size_t e = 0; e < grammar.erase.size(); ++e) {
    if (!grammar.erase_filters[e].MayMatch(classes->text)) continue;
    const Regex& regex = grammar.erase[e];
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
      classes->tokens[kept++] = classes->tokens[i];
    }
    classes->text.resize(kept);
    classes->tokens.resize(kept);
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

// A stretch of words as a string of classes.
class ClassEncoder {
 public:
  ClassEncoder(const Text& text, const Reading& reading, const Lexicon& lexicon, uint16_t topic,
               ClassString* out)
      : text_(text),
        reading_(reading),
        hits_(reading.hits[topic]),
        grammar_(*lexicon.topics[topic].panel),
        out_(*out) {}

  void Run(uint32_t first, uint32_t last) {
    std::tie(next_, end_) = HitsIn(hits_, first, last);
    for (uint32_t i = first; i < last;) {
      // Lists are read without the colons that are only understood.
      while (next_ < end_ && (hits_[next_].first < i || hits_[next_].last == i)) ++next_;
      const uint32_t known = KnownFrom(i, next_ < end_ ? hits_[next_].first : last);
      if (known > i) {
        if (unknown_ == 0) unknown_from_ = i;
        unknown_ += known - i;
        i = known;
        continue;
      }
      if (reading_.words[i].breaks_before > 0 && i > first && grammar_.line_break != 0)
        Push(grammar_.line_break, i, i, -1);
      i = Token(i, last);
    }
    EndUnknown(last);
  }

 private:
  struct ShapeHere {
    char letter = 0;  // 0: none
    uint32_t last = 0;
  };

  // The first word of [i, stop) that a line break stands before or a shape may begin with; no form
  // begins in there.
  uint32_t KnownFrom(uint32_t i, uint32_t stop) const {
    for (; i < stop; ++i) {
      const Word& word = reading_.words[i];
      if (word.breaks_before > 0 && grammar_.line_break != 0) break;
      if (ShapesAt(word) != 0) break;
    }
    return i;
  }

  // The token that begins with word i; the word after it.
  uint32_t Token(uint32_t i, uint32_t last) {
    const ShapeHere shape = ShapeAt(i, last);
    const bool hit_here =
        next_ < end_ && hits_[next_].first == i && hits_[next_].last <= last && ClassOf(next_) != 0;
    if (shape.letter != 0 && !(hit_here && hits_[next_].last >= shape.last)) {
      Push(shape.letter, i, shape.last, -1);
      return shape.last;
    }
    if (hit_here) {
      if (ClassOf(next_) != '\x01' && !IsFalseStop(i))
        Push(ClassOf(next_), i, hits_[next_].last, static_cast<int32_t>(next_));
      return hits_[next_].last;
    }
    if (unknown_ == 0) unknown_from_ = i;
    ++unknown_;
    return i + 1;
  }

  // Bits of the shapes that may begin with a word, by its first byte.
  uint32_t ShapesAt(const Word& word) const {
    const auto c = static_cast<uint8_t>(text_.folded[word.begin]);
    if (word.kind == WordKind::kLetters || c == '(' || c == ')' || c == ',') {
      if (word.id >= grammar_.shape_starts.size() || !grammar_.shape_starts[word.id]) return 0;
    }
    return grammar_.shapes_from[c];
  }

  // The longest shape, such as a percentage, where a number or a sign begins.
  ShapeHere ShapeAt(uint32_t i, uint32_t last) {
    constexpr uint32_t kLongestShape = 80;
    const Word& word = reading_.words[i];
    ShapeHere best;
    for (uint32_t rest = ShapesAt(word); rest != 0; rest &= rest - 1) {
      const auto number = static_cast<size_t>(std::countr_zero(rest));
      if (!grammar_.shape_filters[number].MayBegin(
              std::string_view(text_.folded).substr(word.begin, kLongestShape)))
        continue;
      const auto& [letter, regex] = grammar_.shapes[number];
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

  char ClassOf(size_t hit) const { return static_cast<char>(grammar_.letters[hits_[hit].entry]); }

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
    const char letter = static_cast<int>(unknown_) <= grammar_.unknown_max ? grammar_.unknown
                                                                           : grammar_.unknown_many;
    Put(letter, unknown_from_, at, -1);
    unknown_ = 0;
  }

  void Put(char letter, uint32_t from, uint32_t to, int32_t hit) {
    out_.text.push_back(letter);
    out_.tokens.push_back({from, to, hit});
  }

  const Text& text_;
  const Reading& reading_;
  const std::vector<Hit>& hits_;
  const PanelGrammar& grammar_;
  ClassString& out_;
  size_t next_ = 0, end_ = 0;  // of hits_
  std::vector<Capture> captures_;
  uint32_t unknown_from_ = 0;
  uint32_t unknown_ = 0;  // words of no class since then
};

}  // namespace

void EncodeClasses(const Text& text, const Reading& reading, const Lexicon& lexicon, uint16_t topic,
                   uint32_t first, uint32_t last, ClassString* out) {
  out->text.clear();
  out->tokens.clear();
  ClassEncoder(text, reading, lexicon, topic, out).Run(first, last);
  Erase(*lexicon.topics[topic].panel, out);
  out->text.reserve(out->text.size() + Regex::kPadding);
}

}  // namespace pathex
