#include "extractor/lexicon/word_set.h"

namespace pathex {
namespace {

std::string LowerCase(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return lower;
}

}  // namespace

void WordSet::Add(std::string_view word) {
  if (word.empty()) return;
  const size_t shape = ShapeOf(word);
  shapes_[shape / 64] |= uint64_t{1} << (shape % 64);
  keys_.push_back(KeyOf(word));
  if (word.size() > WordKey::kBytes) longer_.emplace_back(word);
}

bool WordSet::Holds(std::string_view word) const {
  if (word.size() > WordKey::kBytes) {
    return std::find(longer_.begin(), longer_.end(), LowerCase(word)) != longer_.end();
  }
  const WordKey key = KeyOf(word);
  return std::find(keys_.begin(), keys_.end(), key) != keys_.end();
}

}  // namespace pathex
