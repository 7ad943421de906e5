#include "extractor/match/marked_words.h"

#include <array>
#include <cstddef>

namespace pathex {
namespace {

constexpr std::array<bool, 256> kParts = [] {
  std::array<bool, 256> table{};
  for (const char c : {'.', '?', '!', '"', '\'', ')', ':'}) table[static_cast<uint8_t>(c)] = true;
  return table;
}();

}  // namespace

std::vector<uint32_t> MarkedWords(std::string_view folded, const std::vector<Word>& words) {
  std::vector<uint32_t> marked(words.size());
  const char* const text = folded.data();
  const Word* before = words.data();
  uint32_t* out = marked.data();
  // Without branches: nothing foretells where the marks are.
  for (uint32_t i = 1; i < words.size(); ++i, ++before) {
    const Word& word = before[1];
    const bool gap = word.begin - before->end >= kColumnGap;
    *out = i;
    out += (word.breaks_before > 0) | gap | kParts[static_cast<uint8_t>(text[before->begin])];
  }
  marked.resize(static_cast<size_t>(out - marked.data()));
  return marked;
}

}  // namespace pathex
