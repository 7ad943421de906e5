// HeadingFinder: what stands like a heading, and where a section without one begins. Internal to
// extractor/match.
#ifndef PATHEX_EXTRACTOR_MATCH_HEADING_FINDER_H_
#define PATHEX_EXTRACTOR_MATCH_HEADING_FINDER_H_

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/is_among.h"
#include "extractor/lexicon/lexicon.h"
#include "extractor/match/reading.h"
#include "extractor/text/characters.h"
#include "extractor/text/fold.h"

namespace pathex {

// A heading over words [first, last), `after` = the first word of its body.
struct Heading {
  uint32_t first = 0, last = 0, after = 0;
  int section = -1;
  bool label_like = false;  // "Heading: value" on one line, or a colon behind small letters
};

// Looks at the words of one text, which outlive it.
class HeadingFinder {
 public:
  HeadingFinder(const Text& text, const Reading& reading)
      : text_(text.folded), words_(reading.words), plain_(reading.plain) {}

  // Whether the hit is a heading; sets `after` and `label_like`.
  bool Accept(const Hit& hit, Heading* heading) const;

  // "Gross: Ulcerating": a few words that fill its line, between lines of the same make.
  bool IsAmongLabels(const Heading& heading) const;

  // The first word in [from, to) that begins a label ("Tumor site: …", "• Tumor site: …"), or `to`.
  uint32_t NextLabel(uint32_t from, uint32_t to) const;

  // The first word in [from, to) that begins the label of a checklist ("Tumor size: 4 cm",
  // "HISTOLOGIC GRADE" alone in its line), or `to`.
  uint32_t NextChecklist(uint32_t from, uint32_t to, const LanguageRules& language) const;

  // The first word in [from, to) that begins the title of a specimen ("Thigh, left, biopsy:" as a
  // line of its own or in capitals), or `to`.
  // A paragraph that begins with a letter ("A. Groin, biopsy: sarcoma") may go on behind its colon.
  uint32_t NextTitle(uint32_t from, uint32_t to, const LanguageRules& language) const;

  // The first line in [from, to) that begins a row of specimens ("A.", "1)"), or `to`.
  uint32_t FirstLabel(uint32_t from, uint32_t to) const;

  // The first line in [from, to) that begins, behind a label, with one of `openings`, or `to`. "# "
  // in an opening is a label with its word: "Specimen B", "Part 2".
  uint32_t NextOpening(uint32_t from, uint32_t to, const std::vector<std::string>& openings,
                       const LanguageRules& language) const;

 private:
  // Words [first, end) begin with a label that asks for a size, an answer or a rank, and not of
  // the specimen as a whole.
  bool IsChecklistLabel(uint32_t first, uint32_t end, const LanguageRules& language) const;

  static constexpr uint32_t kLongestMark = 5;     // words of "(2).", "B.:"
  static constexpr uint32_t kLongestLabel = 8;    // words before the colon
  static constexpr uint32_t kShortestInside = 5;  // letters of a heading inside a line
  static constexpr uint32_t kLongestTitle = 40;   // words of a specimen's title
  static constexpr uint32_t kProcedure = 4;       // words of its procedure: ", radical resection:"

  // Words [line, colon) end in a comma and a procedure, or in one in brackets, and begin like a
  // name.
  bool EndsTitle(uint32_t line, uint32_t colon, const LanguageRules& language) const;

  // The letter at `line` comes next behind the last one that labels a line before word `before`.
  bool GoesOnWithRow(uint32_t line, uint32_t before) const;

  bool IsLabel(uint32_t line) const;  // "B." or "2)" at a line's start
  bool InCapitals(uint32_t from, uint32_t to) const;

  char First(uint32_t i) const { return text_[words_[i].begin]; }
  std::string_view Spelling(uint32_t i) const {
    return text_.substr(words_[i].begin, words_[i].end - words_[i].begin);
  }

  std::string Lower(uint32_t i) const;

  bool StartsLine(uint32_t i) const;

  std::string_view PlainFrom(uint32_t i) const;

  // Behind "Specimen B" or "Part #2" at word i; else `end`.
  uint32_t PassNamedLabel(uint32_t i, uint32_t end, const LanguageRules& language) const;

  // A piece of a specimen's label: "2", "B", ")", ".".
  bool IsMark(uint32_t i) const;

  uint32_t LineEnd(uint32_t i) const;

  // A colon stands among the first words of [from, to).
  bool HasColon(uint32_t from, uint32_t to) const;

  // The rest of a heading's line from word i on only tells it from others: "(core biopsy)",
  // ", 3 March 2021".
  bool IsRemark(uint32_t i) const;

  // Behind "(microscopic)" between a heading and its colon; else i.
  uint32_t PassBracket(uint32_t i) const;

  bool AfterStop(uint32_t i) const;

  // In a text whose line breaks are lost: "… of the arm Synoptic Data Tumor Site: …".
  bool InRunningText(const Hit& hit, uint32_t next) const;

  bool AllCaps(const Hit& hit) const;
  bool TitleCase(const Hit& hit) const { return IsAsciiUpper(First(hit.first)); }
  bool EachWordCapital(const Hit& hit) const;

  bool CapsWord(uint32_t i) const;
  bool CapsBehind(const Hit& hit) const { return hit.last < words_.size() && CapsWord(hit.last); }
  // The neighbours are capitals too: part of a sentence written in capitals.
  bool CapsAround(const Hit& hit) const;

  std::string_view text_;
  std::span<const Word> words_;
  const PlainText& plain_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_MATCH_HEADING_FINDER_H_
