// Words: how a folded text is cut into words, and the vocabulary that turns each into a number.
//
// A word is a run of letters, a run of digits, or any other single character that is not a blank:
// "h-caldesmon" = h - caldesmon, "CD34" = cd 34, "4.5cm" = 4 . 5 cm. Letters and digits part
// company so that "CD34", "CD 34" and "CD-34" are one form.
#ifndef PATHEX_EXTRACTOR_LEXICON_WORDS_H_
#define PATHEX_EXTRACTOR_LEXICON_WORDS_H_

#include <array>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractor/lexicon/word_key.h"

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
  WordId Find(std::string_view word) const { return Find(KeyOf(word), word); }
  // The same when the key of the word is known.
  WordId Find(const WordKey& key, std::string_view word) const;
  // The same for a word of one byte.
  WordId FindSign(char sign) const { return signs_[static_cast<uint8_t>(sign)]; }
  const std::string& Spelling(WordId id) const { return spellings_[id]; }
  size_t size() const { return spellings_.size(); }
  // Differs from that of every other vocabulary there ever was in this process: what is remembered
  // about one is not taken for another that later stands in its place.
  uint64_t serial() const { return serial_; }

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

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {  // base/pack.h; the serial stays its own
    auto& [serial, spellings, nexts, table, signs, correctable, joiners, by_length, codes] = self;
    visit(spellings, nexts, table, signs, correctable, joiners, by_length, codes);
  }

 private:
  // A row of the table of words, found from the hash of a key on.
  struct Slot {
    uint64_t head = 0;  // of the key
    WordId id = 0;      // 0 = empty
  };
  static uint64_t NextSerial();  // thread-safe
  bool IsLong(WordId id, std::string_view word) const;
  void Rehash(size_t buckets);
  Slot* Place(const WordKey& key);

  uint64_t serial_ = NextSerial();
  std::vector<std::string> spellings_ = {""};
  std::vector<uint64_t> nexts_ = {0};  // by id: the second half of the key
  std::vector<Slot> table_ = std::vector<Slot>(2);
  std::array<WordId, 256> signs_ = {};  // by byte
  std::vector<WordId> correctable_;
  std::vector<WordId> joiners_;
  // Correctable words of one length, each with the set of its letters: most are told apart by it
  // alone.
  struct Correctable {
    std::vector<uint32_t> letters;
    std::vector<WordId> ids;

    template <typename Visit>
    static void VisitFields(Visit& visit, auto& self) {
      auto& [letters, ids] = self;
      visit(letters, ids);
    }
  };
  std::vector<Correctable> by_length_;
  std::unordered_map<std::string, std::vector<WordId>> codes_;
};

inline WordId Vocabulary::Find(const WordKey& key, std::string_view word) const {
  const size_t mask = table_.size() - 1;
  for (size_t at = key.Hash() & mask;; at = (at + 1) & mask) {
    const Slot& slot = table_[at];
    if (slot.id == kUnknownWord) return kUnknownWord;
    if (slot.head != key.head || nexts_[slot.id] != key.next) continue;
    if (word.size() < WordKey::kBytes || IsLong(slot.id, word)) return slot.id;
  }
}

// What was done to read a word; Word::repair - 1 is an index here.
inline constexpr std::string_view kRepairNames[] = {"spelling",    "confusion", "glued",
                                                    "hyphenation", "split",     "column"};
enum Repair : uint8_t {
  kRepairSpelling = 1,
  kRepairConfusion,
  kRepairGlued,
  kRepairHyphenation,
  kRepairSplit,
  kRepairColumn,  // a word of no length: it stands elsewhere, in a column of labels
};

static_assert(std::size(kRepairNames) == kRepairColumn);

// Cuts `folded` into words and looks them up, without repairs. Reuses `words`.
void LookUpWords(std::string_view folded, const Vocabulary& vocabulary, std::vector<Word>* words);

// The same with repairs (lexicon/repair.h).
void CutWords(std::string_view folded, const Vocabulary& vocabulary, std::vector<Word>* words);

// The words of a form or a pattern's literal, without repairs; only kinds and text matter.
std::vector<Word> CutPlain(std::string_view folded);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_WORDS_H_
