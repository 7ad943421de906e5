// Words: how a folded text is cut into words, and the vocabulary that turns each into a number.
//
// A word is a run of letters, a run of digits, or any other single character that is not a blank:
// "h-caldesmon" = h - caldesmon, "CD34" = cd 34, "4.5cm" = 4 . 5 cm. Letters and digits part
// company so that "CD34", "CD 34" and "CD-34" are one form.
#ifndef PATHEX_EXTRACTOR_LEXICON_WORDS_H_
#define PATHEX_EXTRACTOR_LEXICON_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pathex {

using WordId = uint32_t;
inline constexpr WordId kUnknownWord = 0;

enum class WordKind : uint8_t { kLetters, kDigits, kOther };

struct Word {
  uint32_t begin = 0;  // folded bytes
  uint32_t end = 0;
  WordId id = kUnknownWord;
  WordKind kind = WordKind::kOther;
  bool space_before = false;  // any blank or line break before it (or the text's start)
  uint8_t breaks_before = 0;  // line breaks before it, at most 3
  uint8_t repair = 0;         // 0, or 1 + index into Vocabulary::kRepairs
};

// The words of all forms, triggers and cues of one language. Immutable after Freeze(); thread-safe.
class Vocabulary {
 public:
  // Id of a word (any case), adding it when new. Building only.
  WordId Add(std::string_view word);
  // Id or kUnknownWord. `word` in any case.
  WordId Find(std::string_view word) const;
  const std::string& Spelling(WordId id) const { return spellings_[id]; }
  size_t size() const { return spellings_.size(); }

  // Allows a letters-only word (>= 6 letters) to be recognised through small misspellings, and a
  // code of letters and digits ("CD10", "S100") through the confusions of optical character
  // recognition (0/O/Q, 1/l/I, 5/S).
  void AllowMisspelling(WordId id);
  void AllowConfusion(const std::vector<WordId>& code);
  // Short words ("for", "and") that a missing blank may glue to a known word ("FORP63").
  void AllowGlue(WordId id) { joiners_.push_back(id); }
  const std::vector<WordId>& joiners() const { return joiners_; }
  void Freeze();

  // The word that `letters` (lower case, unknown) misspells, or kUnknownWord. Only unambiguous
  // neighbours count: one edit up to 9 letters, two from 10.
  WordId Correct(std::string_view letters) const;
  // The words of the code that `run` (letters and digits, no blanks) is confused with, or nullptr.
  const std::vector<WordId>* Unconfuse(std::string_view run) const;

 private:
  struct Slot {
    uint32_t hash = 0;
    WordId id = 0;
  };
  void Rehash(size_t buckets);

  std::vector<std::string> spellings_ = {""};
  std::vector<Slot> table_;
  std::vector<WordId> correctable_;
  std::vector<WordId> joiners_;
  // Correctable words by length, each with the set of its letters: most are told apart by it alone.
  struct Correctable {
    uint32_t letters = 0;
    WordId id = 0;
  };
  std::vector<std::vector<Correctable>> by_length_;
  std::unordered_map<std::string, std::vector<WordId>> codes_;
};

// What was done to read a word; Word::repair - 1 is an index here.
inline constexpr std::string_view kRepairNames[] = {"spelling", "confusion", "glued",
                                                    "hyphenation"};
enum Repair : uint8_t { kRepairSpelling = 1, kRepairConfusion, kRepairGlued, kRepairHyphenation };

// Cuts `folded` into words and looks them up. Reuses `words`.
void CutWords(std::string_view folded, const Vocabulary& vocabulary, std::vector<Word>* words);

// The words of a form or a pattern's literal, without repairs; only kinds and text matter.
std::vector<Word> CutPlain(std::string_view folded);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_WORDS_H_
