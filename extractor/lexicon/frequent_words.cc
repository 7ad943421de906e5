#include "extractor/lexicon/frequent_words.h"

#include <utility>

#include "extractor/lexicon/letters.h"
#include "extractor/lexicon/words.h"

namespace pathex {

FrequentWords::Row* FrequentWords::Place(std::string_view word, uint32_t hash) {
  size_t at = hash & (rows_.size() - 1);
  while (rows_[at].hash != 0 && (rows_[at].hash != hash || rows_[at].word != word)) {
    at = (at + 1) & (rows_.size() - 1);
  }
  return &rows_[at];
}

void FrequentWords::Grow() {
  std::vector<Row> old(rows_.empty() ? 256 : 2 * rows_.size());
  std::swap(old, rows_);
  for (Row& row : old) {
    if (row.hash != 0) *Place(row.word, row.hash) = std::move(row);
  }
}

void FrequentWords::Add(int language, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (used_ * 4 >= rows_.size()) Grow();
    const uint32_t hash = HashLetters(word);
    Row* row = Place(word, hash);
    if (row->hash == 0) {
      row->hash = hash;
      row->word = word;
      ++used_;
    }
    if (row->languages.empty() || row->languages.back() != language) {
      row->languages.push_back(language);
    }
  }
}

void FrequentWords::Count(std::string_view folded, std::vector<int>* counts) const {
  if (rows_.empty()) return;
  for (const Word& word : CutPlain(folded)) {
    if (word.kind != WordKind::kLetters) continue;
    const std::string_view spelling = folded.substr(word.begin, word.end - word.begin);
    const uint32_t hash = HashLetters(spelling);
    for (size_t at = hash & (rows_.size() - 1); rows_[at].hash != 0;
         at = (at + 1) & (rows_.size() - 1)) {
      if (rows_[at].hash != hash || !EqualLetters(rows_[at].word, spelling)) continue;
      for (const int language : rows_[at].languages) ++(*counts)[language];
      break;
    }
  }
}

}  // namespace pathex
