#include "extractor/text/wide_text.h"

#include <algorithm>

#include "extractor/base/utf8.h"

namespace pathex {
namespace {

constexpr size_t kProbe = 4096;  // bytes that tell

// Counts NULs by their place in a group of four bytes.
struct Nuls {
  size_t groups = 0;
  size_t at[4] = {0, 0, 0, 0};
};

Nuls CountNuls(std::string_view bytes) {
  Nuls nuls;
  nuls.groups = std::min(bytes.size(), kProbe) / 4;
  for (size_t i = 0; i < nuls.groups * 4; ++i) nuls.at[i % 4] += bytes[i] == '\0';
  return nuls;
}

class WideReader {
 public:
  WideReader(std::string_view bytes, const WideEncoding& wide) : bytes_(bytes), wide_(wide) {}

  bool Whole(size_t at) const { return at + wide_.unit <= bytes_.size(); }

  char32_t Unit(size_t at) const {
    char32_t value = 0;
    for (uint32_t i = 0; i < wide_.unit; ++i) {
      const uint32_t shift = 8 * (wide_.big_endian ? wide_.unit - 1 - i : i);
      value |= static_cast<char32_t>(static_cast<unsigned char>(bytes_[at + i])) << shift;
    }
    return value;
  }

  // A line end of one byte: as a high byte it would begin a letter of an Indian script.
  bool NarrowLineEnd(size_t at) const {
    if (!wide_.narrow_line_ends || (bytes_[at] != '\n' && bytes_[at] != '\r')) return false;
    return wide_.big_endian || at + 1 >= bytes_.size() || bytes_[at + 1] != '\0';
  }

  // The code point at `at`; length in bytes.
  CodePoint Read(size_t at) const {
    if (NarrowLineEnd(at)) return {static_cast<unsigned char>(bytes_[at]), 1, true};
    if (!Whole(at)) {
      return {kReplacementCharacter, static_cast<uint32_t>(bytes_.size() - at), false};
    }
    const char32_t unit = Unit(at);
    const bool surrogate = unit >= 0xD800 && unit <= 0xDFFF;
    if (!surrogate) {
      return unit <= 0x10FFFF ? CodePoint{unit, wide_.unit, true}
                              : CodePoint{kReplacementCharacter, wide_.unit, false};
    }
    if (wide_.unit == 2 && unit < 0xDC00 && Whole(at + 2)) {
      const char32_t low = Unit(at + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        return {0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), 4, true};
      }
    }
    return {kReplacementCharacter, wide_.unit, false};
  }

 private:
  std::string_view bytes_;
  const WideEncoding& wide_;
};

// Whether nearly all letters are Latin when each line begins anew.
bool LatinByLines(std::string_view bytes, const WideEncoding& wide) {
  const std::string_view head = bytes.substr(0, kProbe);
  const WideReader reader(head, wide);
  size_t letters = 0, latin = 0;
  for (size_t at = 0; at + wide.unit <= head.size();) {
    const CodePoint c = reader.Read(at);
    ++letters;
    latin += c.value != 0 && c.value < 0x100;
    at += c.length;
  }
  return latin * 10 >= letters * 9;
}

// "\r\n" of one byte each where a letter should be: lines keep their parity.
bool PairsOfNarrowLineEnds(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kProbe);
  for (size_t at = 0; at + 2 <= head.size(); at += 2) {
    if (head.substr(at, 2) == "\r\n") return true;
  }
  return false;
}

WideEncoding WithoutMark(std::string_view bytes) {
  // Most texts have no NUL at all, which is quickly seen.
  if (bytes.substr(0, kProbe).find('\0') == std::string_view::npos) return {};
  const Nuls nuls = CountNuls(bytes);
  if (nuls.groups == 0) return {};
  // Nearly all letters of the languages read here have their high bytes zero.
  const auto mostly = [&](size_t i) { return nuls.at[i] * 10 >= nuls.groups * 7; };
  const auto rarely = [&](size_t i) { return nuls.at[i] * 20 <= nuls.groups; };
  if (mostly(1) && mostly(2) && mostly(3) && rarely(0)) return {4, false, 0};
  if (mostly(0) && mostly(1) && mostly(2) && rarely(3)) return {4, true, 0};
  if (mostly(1) && mostly(3) && rarely(0) && rarely(2))
    return {2, false, 0, PairsOfNarrowLineEnds(bytes)};
  if (mostly(0) && mostly(2) && rarely(1) && rarely(3))
    return {2, true, 0, PairsOfNarrowLineEnds(bytes)};
  // Neither, but one in three bytes is NUL: lines of UTF-16 behind line ends of one byte.
  if ((nuls.at[0] + nuls.at[1] + nuls.at[2] + nuls.at[3]) * 3 < nuls.groups * 4) return {};
  for (const bool big_endian : {true, false}) {
    const WideEncoding lines = {2, big_endian, 0, true};
    if (LatinByLines(bytes, lines)) return lines;
  }
  return {};
}

}  // namespace

WideEncoding DetectWide(std::string_view bytes) {
  using namespace std::string_view_literals;
  // "FF FE 00 00" could be UTF-16 beginning with a NUL, which no text does.
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return {4, false, 4};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return {4, true, 4};
  if (bytes.starts_with("\xFF\xFE"sv)) return {2, false, 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return {2, true, 2};
  return WithoutMark(bytes);
}

std::string WideName(const WideEncoding& wide) {
  return (wide.unit == 4 ? std::string("UTF-32") : std::string("UTF-16")) +
         (wide.big_endian ? "BE" : "LE");
}

WideDamage AppendWide(std::string_view bytes, const WideEncoding& wide, std::string* text,
                      OffsetMap* map) {
  WideDamage damage;
  const WideReader reader(bytes, wide);
  for (size_t at = wide.mark; at < bytes.size();) {
    const CodePoint c = reader.Read(at);
    if (!c.valid && damage.count++ == 0) damage.first = at;
    const size_t before = text->size();
    AppendUtf8(c.value, text);
    map->AddBlock(static_cast<uint32_t>(at), c.length,
                  static_cast<uint32_t>(text->size() - before));
    at += c.length;
  }
  return damage;
}

}  // namespace pathex
