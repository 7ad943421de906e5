// UTF-8: checking, single code points, and the way from bytes to code points.
#ifndef PATHEX_EXTRACTOR_BASE_UTF8_H_
#define PATHEX_EXTRACTOR_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pathex {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// A byte that continues a code point (10xxxxxx).
inline bool IsUtf8Trail(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

struct CodePoint {
  char32_t value = 0;
  uint32_t length = 0;  // bytes; at least 1
  bool valid = true;    // false: ill-formed, value is U+FFFD, length that of the broken piece
};

// The code point at text[at] (at < text.size()). Over-long forms, surrogates and code points beyond
// U+10FFFF are ill-formed; a broken piece is the longest start of a sequence ("maximal subpart" of
// the Unicode standard), so that one U+FFFD for each piece is what other programs show too.
CodePoint DecodeUtf8(std::string_view text, size_t at);

// Appends UTF-8 of `c`; U+FFFD for surrogates and beyond U+10FFFF.
void AppendUtf8(char32_t c, std::string* out);

// Offset of the first ill-formed byte, std::string_view::npos when there is none. ASCII is skipped
// eight bytes at a time.
size_t FindInvalidUtf8(std::string_view text);

// Number of code points of a valid text.
size_t CountCodePoints(std::string_view text);

// First offset in [from, text.size()] at which a code point begins; last one in [0, from].
inline size_t NextCodePointBoundary(std::string_view text, size_t from) {
  while (from < text.size() && IsUtf8Trail(text[from])) ++from;
  return from < text.size() ? from : text.size();
}
inline size_t CodePointBoundaryBefore(std::string_view text, size_t from) {
  if (from > text.size()) from = text.size();
  while (from > 0 && from < text.size() && IsUtf8Trail(text[from])) --from;
  return from;
}

// Byte offset <-> code point index of one valid text. Built in one pass; ASCII texts store nothing.
// Lookups look at no more than 64 bytes (Offset: and a binary search). The text must outlive it.
// Thread-safe after building.
//
//   CodePointTable table("Ré");  table.Index(3) == 2;  table.Offset(2) == 3
class CodePointTable {
 public:
  explicit CodePointTable(std::string_view text);

  // Code points that begin before byte `offset` (<= text size).
  uint32_t Index(uint32_t offset) const;
  // Byte where code point `index` begins; the text's size for an index at or past the end.
  uint32_t Offset(uint32_t index) const;
  // Number of code points.
  uint32_t size() const { return size_; }

 private:
  std::string_view text_;
  std::vector<uint32_t> counts_;  // [i] = code points that begin before byte 64 * i; empty: ASCII
  uint32_t size_ = 0;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_UTF8_H_
