// WordSet: a few words of a language, asked for by the spelling of a word in any case.
#ifndef PATHEX_EXTRACTOR_LEXICON_WORD_SET_H_
#define PATHEX_EXTRACTOR_LEXICON_WORD_SET_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/lexicon/word_key.h"

namespace pathex {

class WordSet {
 public:
  // `word`: lower case, not empty.
  void Add(std::string_view word);
  void Add(const std::vector<std::string>& words) {
    for (const std::string& word : words) Add(word);
  }

  bool empty() const { return keys_.empty(); }
  // Most words are told apart by their length and first letter. `word`: not empty.
  bool Has(std::string_view word) const {
    const size_t shape = ShapeOf(word);
    return (shapes_[shape / 64] >> (shape % 64) & 1) != 0 && Holds(word);
  }

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {
    auto& [shapes, keys, longer] = self;
    visit(shapes, keys, longer);
  }

 private:
  // Length and first letter of a word; the low bits of a letter do not tell its case.
  static size_t ShapeOf(std::string_view word) {
    return std::min<size_t>(word.size(), 15) << 5 | (static_cast<uint8_t>(word[0]) & 31);
  }
  bool Holds(std::string_view word) const;

  std::array<uint64_t, 8> shapes_ = {};  // a bit each
  std::vector<WordKey> keys_;
  std::vector<std::string> longer_;  // the words that are longer than a key
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_WORD_SET_H_
