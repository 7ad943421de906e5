#include "extractor/match/stray_stops.h"

#include <algorithm>
#include <string>

namespace pathex {
namespace {

constexpr uint32_t kLongestLinking = 8;

class StopJudge {
 public:
  StopJudge(std::string_view folded, const LanguageRules& language)
      : folded_(folded), language_(language) {}

  bool IsStray(const Word& before, const Word& stop, const Word& next) const {
    if (stop.breaks_before > 0 || !next.space_before) return false;
    if (next.breaks_before > 1 || next.kind != WordKind::kLetters) return false;
    if (before.kind == WordKind::kOther && folded_[before.begin] != ')') return false;
    const std::string_view word = Spelling(next);
    if (word.size() > kLongestLinking || word[0] < 'a' || word[0] > 'z') return false;
    if (!language_.linking_words.Has(word)) return false;
    return before.kind != WordKind::kLetters || IsUnit(before) || !IsAbbreviation(before);
  }

 private:
  std::string_view Spelling(const Word& word) const {
    return folded_.substr(word.begin, word.end - word.begin);
  }
  bool IsUnit(const Word& word) const { return language_.units.Has(Spelling(word)); }
  bool IsAbbreviation(const Word& word) const {
    return language_.abbreviations.Has(Spelling(word));
  }

  std::string_view folded_;
  const LanguageRules& language_;
};

}  // namespace

void DropStrayStops(std::string_view folded, const LanguageRules& language,
                    std::vector<Word>* words) {
  if (language.linking_words.empty()) return;
  const StopJudge judge(folded, language);
  std::vector<Word>& all = *words;
  const auto is_stray = [&](size_t i) {
    return all[i].kind == WordKind::kOther && folded[all[i].begin] == '.' &&
           judge.IsStray(all[i - 1], all[i], all[i + 1]);
  };
  size_t kept = 1;
  while (kept + 1 < all.size() && !is_stray(kept)) ++kept;
  if (kept + 1 >= all.size()) return;  // there are none
  for (size_t i = kept + 1; i < all.size(); ++i) {
    if (i + 1 >= all.size() || !is_stray(i)) all[kept++] = all[i];
  }
  all.resize(kept);
}

void DropBlanksBeforeMarks(std::string_view folded, std::vector<Word>* words) {
  const size_t size = words->size();
  for (size_t i = 1; i < size; ++i) {
    Word& mark = (*words)[i];
    const char c = folded[mark.begin];
    if ((c != ',' && c != '.') || !mark.space_before || mark.breaks_before > 0) continue;
    const Word& before = (*words)[i - 1];
    const bool word = before.kind == WordKind::kLetters || folded[before.begin] == ')';
    if (word && (i + 1 == size || (*words)[i + 1].space_before)) mark.space_before = false;
  }
}

}  // namespace pathex
