// Plain ASCII letters: what words are compared by. Internal to extractor/lexicon.
#ifndef PATHEX_EXTRACTOR_LEXICON_LETTERS_H_
#define PATHEX_EXTRACTOR_LEXICON_LETTERS_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace pathex {

inline char LowerLetter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

inline std::string LowerLetters(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = LowerLetter(c);
  return out;
}

// FNV-1a over the lower-case letters; never 0.
inline uint32_t HashLetters(std::string_view word) {
  uint32_t h = 2166136261u;
  for (char c : word) h = (h ^ static_cast<uint8_t>(LowerLetter(c))) * 16777619u;
  h ^= h >> 15;
  return h == 0 ? 1 : h;
}

// `lower` is in lower case already.
inline bool EqualLetters(std::string_view lower, std::string_view any) {
  if (lower.size() != any.size()) return false;
  for (size_t i = 0; i < any.size(); ++i) {
    if (lower[i] != LowerLetter(any[i])) return false;
  }
  return true;
}

// What optical character recognition may take a character for: "O" and "0" are the same, "l", "I",
// "1", "S" and "5".
inline char ConfusableLetter(char c) {
  switch (LowerLetter(c)) {
    case 'o':
    case 'q':
      return '0';
    case 'l':
    case 'i':
    case '|':
      return '1';
    case 's':
      return '5';
    default:
      return LowerLetter(c);
  }
}

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_LETTERS_H_
