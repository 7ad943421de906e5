#include <algorithm>
#include <atomic>
#include <cstring>

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

using Sets = uint32_t __attribute__((vector_size(16)));  // four sets of letters side by side
constexpr size_t kGroup = 16;                            // sets looked at together

// far[i] = 0 for those of kGroup sets that differ from `set` in at most kBits bits; whether there
// are any.
template <int kBits>
bool MarkNear(const uint32_t* sets, uint32_t set, uint32_t* far) {
  Sets near = {};
  for (size_t i = 0; i < kGroup; i += 4) {
    Sets rest;
    std::memcpy(&rest, sets + i, sizeof rest);
    rest ^= set;
    for (int bit = 0; bit < kBits; ++bit) rest &= rest - 1;
    std::memcpy(far + i, &rest, sizeof rest);
    near |= reinterpret_cast<Sets>(rest == 0);
  }
  uint64_t halves[2];
  std::memcpy(halves, &near, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

// Visits the sets of letters that differ from `set` in at most `bits` bits (2 or 4), in order. They
// are compared side by side: hardly one of a hundred is near.
template <typename Visit>
void ForEachNear(const std::vector<uint32_t>& sets, uint32_t set, size_t bits, const Visit& visit) {
  size_t i = 0;
  for (; i + kGroup <= sets.size(); i += kGroup) {
    uint32_t far[kGroup];
    const uint32_t* group = sets.data() + i;
    if (!(bits == 4 ? MarkNear<4>(group, set, far) : MarkNear<2>(group, set, far))) continue;
    for (size_t k = 0; k < kGroup; ++k) {
      if (far[k] == 0) visit(i + k);
    }
  }
  for (; i < sets.size(); ++i) {
    if (NearLetters(sets[i], set, bits)) visit(i);
  }
}

}  // namespace

uint64_t Vocabulary::NextSerial() {
  static std::atomic<uint64_t> last{0};
  return ++last;
}

// Of words that fill a key or are longer.
bool Vocabulary::IsLong(WordId id, std::string_view word) const {
  return word.size() <= kLongestWord && EqualLetters(spellings_[id], word);
}

// The first free row for a word.
Vocabulary::Slot* Vocabulary::Place(const WordKey& key) {
  size_t at = key.Hash() & (table_.size() - 1);
  while (table_[at].id != 0) at = (at + 1) & (table_.size() - 1);
  return &table_[at];
}

void Vocabulary::Rehash(size_t buckets) {
  table_.assign(buckets, Slot{});
  for (WordId id = 1; id < spellings_.size(); ++id) {
    const WordKey key = KeyOf(spellings_[id]);
    *Place(key) = {key.head, id};
  }
}

WordId Vocabulary::Add(std::string_view word) {
  const WordKey key = KeyOf(word);
  if (WordId known = Find(key, word)) return known;
  spellings_.push_back(LowerLetters(word));
  nexts_.push_back(key.next);
  const WordId id = static_cast<WordId>(spellings_.size() - 1);
  if (spellings_.size() * 2 > table_.size()) {
    Rehash(std::max<size_t>(1024, table_.size() * 2));
  } else {
    *Place(key) = {key.head, id};
  }
  if (word.size() == 1) {
    const char small = spellings_[id][0];
    signs_[static_cast<uint8_t>(small)] = id;
    if (small >= 'a' && small <= 'z') signs_[static_cast<uint8_t>(small - 'a' + 'A')] = id;
  }
  return id;
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
    if (word.size() > kLongestWord) continue;
    by_length_[word.size()].letters.push_back(LetterSet(word));
    by_length_[word.size()].ids.push_back(id);
  }
}

WordId Vocabulary::Correct(std::string_view letters) const {
  if (letters.size() < kShortestCorrected || letters.size() > 32 || by_length_.empty())
    return kUnknownWord;
  const size_t edits = letters.size() >= kTwoEdits ? 2 : 1;
  const uint32_t set = LetterSet(letters);
  const WordDistance from(letters);
  WordId best = kUnknownWord;
  size_t best_distance = edits + 1;
  bool tied = false;
  for (size_t length = letters.size() - edits; length <= letters.size() + edits; ++length) {
    const size_t allowed = length >= kTwoEdits ? edits : size_t{1};
    // An edit changes at most two letters of the set.
    ForEachNear(by_length_[length].letters, set, 2 * allowed, [&](size_t i) {
      const WordId id = by_length_[length].ids[i];
      const size_t distance = from.To(spellings_[id], allowed);
      if (distance > allowed) return;
      if (distance < best_distance) {
        best = id;
        best_distance = distance;
        tied = false;
      } else if (distance == best_distance) {
        tied = true;
      }
    });
  }
  return tied ? kUnknownWord : best;
}

const std::vector<WordId>* Vocabulary::Unconfuse(std::string_view run) const {
  if (run.size() < 3 || run.size() > 12 || codes_.empty()) return nullptr;
  auto found = codes_.find(ConfusionKey(run));
  return found == codes_.end() ? nullptr : &found->second;
}

}  // namespace pathex
