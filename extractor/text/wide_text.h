// Wide text: UTF-16 and UTF-32, with and without a byte order mark; and bytes that are no text.
#ifndef PATHEX_EXTRACTOR_TEXT_WIDE_TEXT_H_
#define PATHEX_EXTRACTOR_TEXT_WIDE_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "extractor/text/offset_map.h"

namespace pathex {

struct WideEncoding {
  uint32_t unit = 0;  // bytes of a code unit: 2 or 4; 0 = not wide
  bool big_endian = false;
  size_t mark = 0;  // bytes of the byte order mark
  // Line ends are one byte ("\n", not "\0\n"): a program that knew no UTF-16 put the lines
  // together.
  bool narrow_line_ends = false;
};

// By the byte order mark, else by the NULs that Latin letters have in UTF-16 and UTF-32.
WideEncoding DetectWide(std::string_view bytes);

std::string WideName(const WideEncoding& wide);  // "UTF-16LE"

struct WideDamage {
  size_t count = 0;  // lone surrogates, values beyond U+10FFFF, a cut last unit
  size_t first = 0;  // byte offset of the first
};

// Appends the decoded text, U+FFFD for each damage, and its map to the bytes.
WideDamage AppendWide(std::string_view bytes, const WideEncoding& wide, std::string* text,
                      OffsetMap* map);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_WIDE_TEXT_H_
