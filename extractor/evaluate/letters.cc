#include "extractor/evaluate/letters.h"

namespace pathex {
namespace {

constexpr uint32_t kInvalid = 0xDC80;  // surrogates never occur in UTF-8, so they are free

bool Between(uint32_t c, uint32_t low, uint32_t high) { return low <= c && c <= high; }

// Blocks in which capital and small letter alternate; `first` is the first capital.
struct Alternating {
  uint32_t first, last;
};
constexpr Alternating kAlternating[] = {{0x100, 0x12F}, {0x132, 0x137}, {0x139, 0x148},
                                        {0x14A, 0x177}, {0x179, 0x17E}, {0x1E00, 0x1E95}};

// Blocks in which the small letter follows its capital at a fixed distance.
struct Shifted {
  uint32_t first, last, distance;
};
constexpr Shifted kShifted[] = {{'A', 'Z', 32},     {0xC0, 0xD6, 32},   {0xD8, 0xDE, 32},
                                {0x391, 0x3A1, 32}, {0x3A3, 0x3AB, 32}, {0x386, 0x386, 38},
                                {0x388, 0x38A, 37}, {0x38C, 0x38C, 64}, {0x38E, 0x38F, 63},
                                {0x400, 0x40F, 80}, {0x410, 0x42F, 32}};

uint32_t Lower(uint32_t c) {
  for (const Shifted& block : kShifted) {
    if (Between(c, block.first, block.last)) return c + block.distance;
  }
  for (const Alternating& block : kAlternating) {
    if (Between(c, block.first, block.last)) return (c - block.first) % 2 == 0 ? c + 1 : c;
  }
  if (c == 0x178) return 0xFF;
  if (c == 0x1E9E) return 0xDF;
  return c;
}

uint32_t Upper(uint32_t c) {
  for (const Shifted& block : kShifted) {
    if (Between(c, block.first + block.distance, block.last + block.distance)) {
      return c - block.distance;
    }
  }
  for (const Alternating& block : kAlternating) {
    if (Between(c, block.first, block.last)) return (c - block.first) % 2 == 1 ? c - 1 : c;
  }
  if (c == 0xFF) return 0x178;
  if (c == 0x131) return 'I';
  if (c == 0x3C2) return 0x3A3;  // final sigma
  return c;
}

bool IsSpace(uint32_t c) {
  return Between(c, 0x09, 0x0D) || Between(c, 0x1C, 0x20) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || Between(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

int Length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (Between(lead, 0xC2, 0xDF)) return 2;
  if (Between(lead, 0xE0, 0xEF)) return 3;
  if (Between(lead, 0xF0, 0xF4)) return 4;
  return 0;
}

}  // namespace

uint32_t NextCodePoint(std::string_view text, size_t* at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(*at);
  const int length = Length(lead);
  bool valid = length > 0 && *at + length <= text.size();
  uint32_t c = length == 1   ? lead
               : length == 2 ? lead & 0x1F
               : length == 3 ? lead & 0x0F
                             : lead & 7;
  for (int k = 1; valid && k < length; ++k) {
    valid = (byte(*at + k) & 0xC0) == 0x80;
    c = c << 6 | (byte(*at + k) & 0x3F);
  }
  const uint32_t smallest = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0;
  if (!valid || c < smallest || c > 0x10FFFF || Between(c, 0xD800, 0xDFFF)) {
    *at += 1;
    return kInvalid + lead;
  }
  *at += length;
  return c;
}

void AppendCodePoint(uint32_t c, std::string* out) {
  const auto put = [&](uint32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (Between(c, kInvalid, kInvalid + 0xFF)) {
    put(c - kInvalid);
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string LowerCase(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const uint32_t c = NextCodePoint(text, &at);
    if (c == 0x130) {
      out += "i\xCC\x87";  // dotted capital I: i and the combining dot
    } else {
      AppendCodePoint(Lower(c), &out);
    }
  }
  return out;
}

std::string UpperCase(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const uint32_t c = NextCodePoint(text, &at);
    if (c == 0xDF) {
      out += "SS";
    } else if (c == 0xFB01) {
      out += "FI";
    } else if (c == 0xFB02) {
      out += "FL";
    } else {
      AppendCodePoint(Upper(c), &out);
    }
  }
  return out;
}

std::string_view Trim(std::string_view text) {
  size_t begin = text.size(), end = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    if (IsSpace(NextCodePoint(text, &at))) continue;
    if (begin == text.size()) begin = start;
    end = at;
  }
  return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

bool IsUpperLetter(uint32_t c) { return Lower(c) != c; }
bool IsLowerLetter(uint32_t c) { return Upper(c) != c || c == 0xDF; }

}  // namespace pathex
