#include "extractor/lexicon/frequent_words.h"

namespace pathex {

void FrequentWords::Add(int language, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const WordId id = words_.Add(word);
    languages_.resize(words_.size());
    std::vector<int>& languages = languages_[id];
    if (languages.empty() || languages.back() != language) languages.push_back(language);
  }
}

void FrequentWords::Count(std::string_view folded, std::vector<int>* counts) const {
  thread_local std::vector<Word> words;
  LookUpWords(folded, words_, &words);
  for (const Word& word : words) {
    if (word.kind != WordKind::kLetters || word.id == kUnknownWord) continue;
    for (const int language : languages_[word.id]) ++(*counts)[static_cast<size_t>(language)];
  }
}

}  // namespace pathex
