// Single characters: the small questions every reader of a format asks.
#ifndef PATHEX_EXTRACTOR_TEXT_CHARACTERS_H_
#define PATHEX_EXTRACTOR_TEXT_CHARACTERS_H_

#include <string>
#include <string_view>

namespace pathex {

inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }
inline bool IsAsciiLetter(char c) { return IsAsciiUpper(static_cast<char>(c & ~0x20)); }
inline bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// 0…15, or -1.
int HexValue(char c);

// UTF-8 of a code point; U+FFFD for surrogates and beyond U+10FFFF.
std::string EncodeUtf8(char32_t c);

bool IsValidUtf8(std::string_view bytes);

// Equal but for the case of ASCII letters.
bool EqualsIgnoringCase(std::string_view a, std::string_view b);
// ASCII letters in lower case.
std::string AsciiLower(std::string_view text);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_CHARACTERS_H_
