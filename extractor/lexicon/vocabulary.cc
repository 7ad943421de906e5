#include <algorithm>

#include "extractor/lexicon/edit_distance.h"
#include "extractor/lexicon/letters.h"
#include "extractor/lexicon/words.h"

namespace pathex {
namespace {

constexpr size_t kLongestWord = kLongestEdited;  // longer runs are never forms; they stay unknown
constexpr size_t kShortestCorrected = 6;
constexpr size_t kTwoEdits = 10;

std::string ConfusionKey(std::string_view run) {
  std::string key;
  for (char c : run) key += ConfusableLetter(c);
  return key;
}

}  // namespace

void Vocabulary::Rehash(size_t buckets) {
  table_.assign(buckets, Slot{});
  for (WordId id = 1; id < spellings_.size(); ++id) {
    const uint32_t hash = HashLetters(spellings_[id]);
    size_t at = hash & (buckets - 1);
    while (table_[at].id != 0) at = (at + 1) & (buckets - 1);
    table_[at] = {hash, id};
  }
}

WordId Vocabulary::Add(std::string_view word) {
  if (WordId known = Find(word)) return known;
  spellings_.push_back(LowerLetters(word));
  const WordId id = static_cast<WordId>(spellings_.size() - 1);
  if (spellings_.size() * 3 > table_.size()) {
    Rehash(table_.empty() ? 1024 : table_.size() * 2);
  } else {
    const uint32_t hash = HashLetters(word);
    size_t at = hash & (table_.size() - 1);
    while (table_[at].id != 0) at = (at + 1) & (table_.size() - 1);
    table_[at] = {hash, id};
  }
  return id;
}

WordId Vocabulary::Find(std::string_view word) const {
  if (table_.empty() || word.size() > kLongestWord) return kUnknownWord;
  const uint32_t hash = HashLetters(word);
  for (size_t at = hash & (table_.size() - 1); table_[at].id != 0;
       at = (at + 1) & (table_.size() - 1)) {
    if (table_[at].hash == hash && EqualLetters(spellings_[table_[at].id], word)) {
      return table_[at].id;
    }
  }
  return kUnknownWord;
}

void Vocabulary::AllowMisspelling(WordId id) {
  if (spellings_[id].size() >= kShortestCorrected) correctable_.push_back(id);
}

void Vocabulary::AllowConfusion(const std::vector<WordId>& code) {
  std::string run;
  for (WordId id : code) run += spellings_[id];
  if (run.size() < 3 || run.size() > 12) return;
  auto& known = codes_[ConfusionKey(run)];
  if (known.empty()) known = code;
}

void Vocabulary::Freeze() {
  std::sort(correctable_.begin(), correctable_.end());
  correctable_.erase(std::unique(correctable_.begin(), correctable_.end()), correctable_.end());
  by_length_.assign(kLongestWord + 3, {});
  for (WordId id : correctable_) {
    const std::string& word = spellings_[id];
    if (word.size() <= kLongestWord) by_length_[word.size()].push_back({LetterSet(word), id});
  }
}

WordId Vocabulary::Correct(std::string_view letters) const {
  if (letters.size() < kShortestCorrected || letters.size() > 32 || by_length_.empty())
    return kUnknownWord;
  const size_t edits = letters.size() >= kTwoEdits ? 2 : 1;
  const uint32_t set = LetterSet(letters);
  WordId best = kUnknownWord;
  size_t best_distance = edits + 1;
  bool tied = false;
  for (size_t length = letters.size() - edits; length <= letters.size() + edits; ++length) {
    const size_t allowed = length >= kTwoEdits ? edits : size_t{1};
    for (const Correctable& candidate : by_length_[length]) {
      // An edit changes at most two letters of the set.
      if (__builtin_popcount(candidate.letters ^ set) > static_cast<int>(2 * allowed)) continue;
      const size_t distance = EditDistance(letters, spellings_[candidate.id], allowed);
      if (distance > allowed) continue;
      if (distance < best_distance) {
        best = candidate.id;
        best_distance = distance;
        tied = false;
      } else if (distance == best_distance) {
        tied = true;
      }
    }
  }
  return tied ? kUnknownWord : best;
}

const std::vector<WordId>* Vocabulary::Unconfuse(std::string_view run) const {
  if (run.size() < 3 || run.size() > 12 || codes_.empty()) return nullptr;
  auto found = codes_.find(ConfusionKey(run));
  return found == codes_.end() ? nullptr : &found->second;
}

}  // namespace pathex
