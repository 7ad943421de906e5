// Word bounds: where the words of a text begin and end (lexicon/words.h says what a word is).
#ifndef PATHEX_EXTRACTOR_LEXICON_WORD_BOUNDS_H_
#define PATHEX_EXTRACTOR_LEXICON_WORD_BOUNDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pathex {

enum class ByteClass : uint8_t { kBlank, kLetter, kDigit, kSign, kHigh };

// What a byte of folded text is to words: letters and digits of ASCII; blanks are all control
// characters; a byte >= 0x80 begins or continues a character.
inline constexpr std::array<ByteClass, 256> kByteClasses = [] {
  std::array<ByteClass, 256> table{};
  for (int c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    table[static_cast<size_t>(c)] = c >= 0x80              ? ByteClass::kHigh
                                    : letter               ? ByteClass::kLetter
                                    : c >= '0' && c <= '9' ? ByteClass::kDigit
                                    : c <= ' '             ? ByteClass::kBlank
                                                           : ByteClass::kSign;
  }
  return table;
}();

inline ByteClass ClassOf(char c) { return kByteClasses[static_cast<uint8_t>(c)]; }

// Word i is [begins[i], ends[i]), i < count. The vectors only grow: reused from text to text.
struct WordBounds {
  std::vector<uint32_t> begins, ends;
  size_t count = 0;
};

// Sixty-four bytes at a time where the machine can, else byte by byte: the same bounds.
void FindWordBounds(std::string_view text, WordBounds* bounds);
void FindWordBoundsByByte(std::string_view text, WordBounds* bounds);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_WORD_BOUNDS_H_
