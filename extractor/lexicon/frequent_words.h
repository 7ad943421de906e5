// FrequentWords: the words by which languages are told apart, of all languages in one table.
// Immutable after building, thread-safe.
#ifndef PATHEX_EXTRACTOR_LEXICON_FREQUENT_WORDS_H_
#define PATHEX_EXTRACTOR_LEXICON_FREQUENT_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/lexicon/words.h"

namespace pathex {

class FrequentWords {
 public:
  // `words` (lower case) are frequent in language number `language`.
  void Add(int language, const std::vector<std::string>& words);

  // Adds to counts[language] how many words of `folded` are frequent in it.
  void Count(std::string_view folded, std::vector<int>* counts) const;

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {  // base/pack.h
    auto& [words, languages] = self;
    visit(words, languages);
  }

 private:
  Vocabulary words_;
  std::vector<std::vector<int>> languages_ = {{}};  // by number of the word
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_FREQUENT_WORDS_H_
