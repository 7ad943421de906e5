#include "extractor/lexicon/word_edges.h"

#include <algorithm>
#include <array>

#include "extractor/text/characters.h"

namespace pathex {
namespace {

bool EndsAtBranch(std::string_view pattern, size_t pos) {
  if (pos < pattern.size() && (pattern[pos] == ')' || pattern[pos] == '|')) return false;
  return WordEndsAt(pattern, pos);
}

bool EndsAtGroup(std::string_view pattern, size_t pos) {
  size_t inner = pos + 1;
  if (pattern.substr(inner, 2) == "?:") inner += 2;
  int depth = 0;
  bool edge = EndsAtBranch(pattern, inner);
  size_t i = inner;
  for (; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '(') {
      ++depth;
    } else if (pattern[i] == ')') {
      if (depth-- == 0) break;
    } else if (pattern[i] == '|' && depth == 0) {
      edge = edge && EndsAtBranch(pattern, i + 1);
    }
  }
  if (i + 1 < pattern.size() && (pattern[i + 1] == '?' || pattern[i + 1] == '*')) {
    edge = edge && WordEndsAt(pattern, i + 2);
  }
  return edge;
}

}  // namespace

bool ClassHasLetters(std::string_view cls) {
  const bool all_but = cls.substr(0, 2) == "[^";
  std::array<bool, 26> letters{};
  for (size_t i = all_but ? 2 : 1; i + 1 < cls.size(); ++i) {
    char c = cls[i];
    if (c == '\\') {
      if (!EscapeEndsWord(cls.substr(i++, 2)) && !all_but)
        return true;  // "\\w"; "\\d" is not worth more
      continue;
    }
    if (!IsAsciiLetter(c)) continue;
    const bool range = i + 3 < cls.size() && cls[i + 1] == '-' && IsAsciiLetter(cls[i + 2]);
    const char last = static_cast<char>((range ? cls[i + 2] : c) | 0x20);
    for (c = static_cast<char>(c | 0x20); c <= last; ++c) letters[c - 'a'] = true;
    if (range) i += 2;
  }
  return std::find(letters.begin(), letters.end(), !all_but) != letters.end();
}

bool EscapeEndsWord(std::string_view escape) {
  if (escape == "\\b" || escape == "\\n" || escape == "\\s") return true;
  return (escape.size() == 2 && !IsAsciiLetter(escape[1]) && !IsAsciiDigit(escape[1]));
}

bool WordEndsAt(std::string_view pattern, size_t pos) {
  if (pos >= pattern.size()) return true;
  const char c = pattern[pos];
  if (c == ')' || c == '|') {
    // The end of a branch: what follows the group decides.
    int depth = 1;
    while (pos < pattern.size() && depth > 0) {
      if (pattern[pos] == '\\')
        ++pos;
      else if (pattern[pos] == '(')
        ++depth;
      else if (pattern[pos] == ')')
        --depth;
      ++pos;
    }
    if (depth > 0) return true;  // no group: the pattern's own end
    if (pos < pattern.size() &&
        (pattern[pos] == '*' || pattern[pos] == '+' || pattern[pos] == '{')) {
      return false;  // the group may follow itself
    }
    if (pos < pattern.size() && pattern[pos] == '?') ++pos;
    return WordEndsAt(pattern, pos);
  }
  if (c == '(') return EndsAtGroup(pattern, pos);
  if (IsAsciiLetter(c) || c == '.') return false;
  if (c == '\\') return EscapeEndsWord(pattern.substr(pos, 2));
  size_t end = pos + 1;
  if (c == '[') {
    // Letters and digits are different words, so a class of digits ends a word of letters.
    end = EndOfClass(pattern, pos);
    if (ClassHasLetters(pattern.substr(pos, end - pos))) return false;
  }
  const bool optional = end < pattern.size() && (pattern[end] == '?' || pattern[end] == '*');
  return c == '{' || !optional || WordEndsAt(pattern, end + 1);
}

size_t EndOfClass(std::string_view pattern, size_t pos) {
  size_t end = pos + 1;
  if (end < pattern.size() && pattern[end] == '^') ++end;
  if (end < pattern.size() && pattern[end] == ']') ++end;
  while (end < pattern.size() && pattern[end] != ']') end += pattern[end] == '\\' ? 2 : 1;
  return end < pattern.size() ? end + 1 : pattern.size() + 1;
}

}  // namespace pathex
