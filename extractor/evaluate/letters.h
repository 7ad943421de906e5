// Upper and lower case of UTF-8 text, the same on every machine (no locale): Latin with its
// supplements, Greek and Cyrillic; other code points and invalid bytes stay as they are.
// Pure functions, thread-safe.
#ifndef PATHEX_EXTRACTOR_EVALUATE_LETTERS_H_
#define PATHEX_EXTRACTOR_EVALUATE_LETTERS_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace pathex {

// "Résection" -> "résection".
std::string LowerCase(std::string_view text);

// "Größe" -> "GRÖSSE", "ﬁn" -> "FIN". The micro sign stays: reports in capitals keep it, too.
std::string UpperCase(std::string_view text);

// Without white space (Unicode's) at both ends.
std::string_view Trim(std::string_view text);

// The code point at text[*at], and moves *at behind it. Invalid bytes give 0xDC80 + byte and move
// by one. Undefined at the end.
uint32_t NextCodePoint(std::string_view text, size_t* at);
// The inverse.
void AppendCodePoint(uint32_t code_point, std::string* out);

bool IsUpperLetter(uint32_t code_point);
bool IsLowerLetter(uint32_t code_point);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_LETTERS_H_
