// UnitBreaks: whether a unit ends before a word, by what stands around it. Internal to
// extractor/match; units.h says what is meant by a unit.
#ifndef PATHEX_EXTRACTOR_MATCH_UNIT_BREAKS_H_
#define PATHEX_EXTRACTOR_MATCH_UNIT_BREAKS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "extractor/lexicon/lexicon.h"
#include "extractor/match/marked_words.h"
#include "extractor/match/reading.h"
#include "extractor/text/fold.h"

namespace pathex {

// kAnswer: the unit goes on, with the answer to its label.
enum class UnitBreak : uint8_t { kNone, kAnswer, kUnit, kBlock };

// Looks at the words of one text, which outlive it.
class UnitBreaks {
 public:
  UnitBreaks(const Text& text, const Reading& reading, const LanguageRules& language)
      : text_(text.folded),
        words_(reading.words),
        plain_(reading.plain),
        reading_(reading),
        language_(language) {
    width_ = UsualWidth();
  }

  // Whether something before word i may be a break at all; only before words that are marked.
  bool MayBreak(uint32_t i) const {
    const Word& word = words_[i];
    if (word.breaks_before > 0 || word.begin - words_[i - 1].end >= kColumnGap) return true;
    return kMayEndSentence[static_cast<uint8_t>(First(i - 1))];
  }

  // UnitBreak::kNone unless MayBreak(i).
  UnitBreak Before(uint32_t i) const;

 private:
  // What a sentence may end with: a stop, or a mark that closes behind one.
  static constexpr std::array<bool, 256> kMayEndSentence = [] {
    std::array<bool, 256> table{};
    for (const char c : {'.', '?', '!', '"', '\'', ')'}) table[static_cast<uint8_t>(c)] = true;
    return table;
  }();

  UnitBreak ByLayout(uint32_t i) const;

  char First(uint32_t i) const { return text_[words_[i].begin]; }
  std::string_view Spelling(uint32_t i) const;

  // The width lines are wrapped at: what nine of ten lines stay below.
  size_t UsualWidth() const;

  // Line break before i: was there room for word i on the line before?
  bool Deliberate(uint32_t i) const;

  // "negative for", "free of the": a line that ends so goes on.
  bool LeadsOn(uint32_t i) const;

  // "of", "and": no line or sentence ends with such a word.
  bool IsLinking(uint32_t i) const;

  bool IsUnit(uint32_t i) const;

  bool ListMark(uint32_t i) const;

  // "Histologic type: …" at a line's start.
  bool Label(uint32_t i) const;

  // "Weight: 34.2 g⏎Size: 4 x 3 cm": a bare label of a length in the line below a label with a
  // measure that is none is of the same thing.
  bool BelowWeight(uint32_t i) const;

  // "D. PANCREAS AND SPLEEN, RADICAL⏎PANCREATICOSPLENECTOMY:": the end of a specimen's title.
  bool EndsTitleAbove(uint32_t i) const;

  // Word i is the mark of the first items of a list below a specimen's title that holds one of
  // LanguageRules::joined_titles: "B. New deep margin:" and below it "- Fat, no tumor".
  bool JoinsTitle(uint32_t i) const;
  bool BeginsWithLabel(uint32_t i) const;  // "B." or "2)"
  bool NamesJoined(uint32_t first, uint32_t last) const;

  // The word after the last one of i's line.
  uint32_t LineEnd(uint32_t i, uint32_t most) const;

  // Word i begins a line or column that answers the label that is the line or column before.
  bool Answers(uint32_t i) const;

  // "118 mm maximum dimension": says itself what it measures. "12 per 10 HPF": does not.
  bool HasOwnLabel(uint32_t i, uint32_t end) const;

  // The line or column before word i is the title of what stands in i's line: a few words that
  // begin with a capital and end in no mark but a colon, and no answer themselves.
  bool IsLabelLine(uint32_t i, bool before_number) const;

  // "Ki67": the number i belongs to a name that is all of its line from word `first` on.
  bool EndsName(uint32_t i, uint32_t first) const;

  bool Abbreviation(uint32_t i) const;

  // "… for cytokeratin⏎7. The": a form in the lexicon goes on over the line break before word i,
  // and the line before was filled, so that the number is no list's.
  bool ReachesOver(uint32_t i) const;

  bool FormReachesOver(uint32_t i) const;

  bool IsCross(uint32_t i) const;

  // "2. 5 cm", "9 x 7 x 2. 5 cm": the point between two numbers of which the second has a unit or
  // is multiplied. Not the point of a list's number: "2. 5 cm nodule" at a line's start.
  bool InsideLength(uint32_t stop, uint32_t i) const;

  // A stop with no blank behind it: "Grade 2.The margins", "B.THE", "4 cm .A rare focus". "4.5",
  // "i.e", "CD34.2", "pT2 .N0" are none.
  bool EndsUnspaced(uint32_t stop, uint32_t i) const;

  // A sentence ends before word i.
  bool SentenceEnd(uint32_t i) const;

  std::string_view text_;
  std::span<const Word> words_;
  const PlainText& plain_;
  const Reading& reading_;
  const LanguageRules& language_;
  size_t width_ = 80;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_UNIT_BREAKS_H_
