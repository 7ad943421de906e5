// DescribeBinary: what bytes are that are no text.
#include <algorithm>
#include <cstdint>
#include <string>

#include "extractor/base/utf8.h"
#include "extractor/text/decode.h"
#include "extractor/text/wide_text.h"

namespace pathex {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  const char* what;
};

constexpr Signature kSignatures[] = {
    {"%PDF-"sv, "a PDF document"},
    {"PK\3\4"sv, "a ZIP archive or an office document (DOCX, XLSX, ODT)"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old office document (DOC, XLS)"},
    {"\x1F\x8B"sv, "a gzip archive"},
    {"BZh"sv, "a bzip2 archive"},
    {"\xFD"
     "7zXZ"sv,
     "an xz archive"},
    {"\x28\xB5\x2F\xFD"sv, "a zstd archive"},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
    {"\x89PNG"sv, "a PNG image"},
    {"\xFF\xD8\xFF"sv, "a JPEG image"},
    {"GIF8"sv, "a GIF image"},
    {"II*\0"sv, "a TIFF image"},
    {"MM\0*"sv, "a TIFF image"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"SQLite format 3\0"sv, "an SQLite database"},
};

constexpr size_t kProbe = 1 << 16;
constexpr size_t kMostControls = 10;  // one in ten
// Of what is not even UTF-8: noise has one control character in ten, a text has none.
constexpr size_t kMostInEightBit = 50, kFewControls = 3;

// 1 for control characters that no text file holds: not tab, line ends, page breaks, the
// end-of-file of DOS and the frame of messages. A table, because every report is counted through.
struct Controls {
  uint8_t is[256] = {};
  constexpr Controls() {
    for (int c = 0; c < 0x20; ++c) {
      is[c] = (c >= 0x09 && c <= 0x0D) || c == 0x1A || c == 0x1C ? 0 : 1;
    }
  }
};
constexpr Controls kControls;

}  // namespace

std::string DescribeBinary(std::string_view bytes) {
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.bytes)) return signature.what;
  }
  if (DetectWide(bytes).unit > 0) return std::string();
  while (!bytes.empty() && bytes.back() == '\0') bytes.remove_suffix(1);  // padding
  const std::string_view head = bytes.substr(0, kProbe);
  size_t controls = 0;
  for (char c : head) controls += kControls.is[static_cast<unsigned char>(c)];
  if (controls == 0) return std::string();
  const size_t nuls = static_cast<size_t>(std::count(head.begin(), head.end(), '\0'));
  if (nuls > 0 && nuls * 100 > head.size()) {
    return "NUL bytes (" + std::to_string(nuls) + " in the first " + std::to_string(head.size()) +
           ")";
  }
  const bool eight_bit = FindInvalidUtf8(bytes.substr(0, kProbe + 4)) < head.size();
  if (controls * kMostControls > head.size() ||
      (eight_bit && controls >= kFewControls && controls * kMostInEightBit > head.size())) {
    return "control characters (" + std::to_string(controls) + " in the first " +
           std::to_string(head.size()) + " bytes)";
  }
  return std::string();
}

}  // namespace pathex
