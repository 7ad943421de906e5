// FrequentWords: the words by which languages are told apart, of all languages in one table.
// Immutable after building, thread-safe.
#ifndef PATHEX_EXTRACTOR_LEXICON_FREQUENT_WORDS_H_
#define PATHEX_EXTRACTOR_LEXICON_FREQUENT_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pathex {

class FrequentWords {
 public:
  // `words` (lower case) are frequent in language number `language`.
  void Add(int language, const std::vector<std::string>& words);

  // Adds to counts[language] how many words of `folded` are frequent in it.
  void Count(std::string_view folded, std::vector<int>* counts) const;

 private:
  struct Row {
    uint32_t hash = 0;  // 0 = empty
    std::string word;
    std::vector<int> languages;
  };
  Row* Place(std::string_view word, uint32_t hash);
  void Grow();

  std::vector<Row> rows_;  // open addressing
  size_t used_ = 0;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_FREQUENT_WORDS_H_
