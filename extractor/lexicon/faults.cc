#include "extractor/lexicon/faults.h"

#include <algorithm>

namespace pathex {

void Faults::Add(Severity severity, const JsonDocument& document, const std::string& pointer,
                 std::string_view code, std::string_view message, std::string_view hint) {
  const JsonPlace place = document.Place(pointer);
  const bool key = place.key_end > place.key_begin && place.value_end - place.value_begin > 60;
  const size_t begin = key ? place.key_begin : place.value_begin;
  const size_t end = key ? place.key_end : place.value_end;
  AddText(severity, Render(document.name, document.text, begin, end > begin ? end - begin : 1,
                           severity, code, message, hint));
}

void Faults::AddText(Severity severity, std::string text) {
  if (severity == Severity::kError) ++errors_;
  if (severity == Severity::kWarning) ++warnings_;
  texts_.push_back(std::move(text));
}

void Faults::Append(const Faults& other) {
  texts_.insert(texts_.end(), other.texts_.begin(), other.texts_.end());
  errors_ += other.errors_;
  warnings_ += other.warnings_;
}

std::string Faults::ToString() const {
  std::string all;
  for (const std::string& text : texts_) {
    all += text;
    if (!all.empty() && all.back() != '\n') all += '\n';
  }
  return all;
}

std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  size_t best_distance = word.size() / 3 + 1;
  for (const std::string& candidate : candidates) {
    std::vector<size_t> row(candidate.size() + 1);
    for (size_t j = 0; j <= candidate.size(); ++j) row[j] = j;
    for (size_t i = 1; i <= word.size(); ++i) {
      size_t diagonal = row[0];
      row[0] = i;
      for (size_t j = 1; j <= candidate.size(); ++j) {
        const size_t above = row[j];
        row[j] =
            std::min({row[j] + 1, row[j - 1] + 1, diagonal + (word[i - 1] != candidate[j - 1])});
        diagonal = above;
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return best;
}

}  // namespace pathex
