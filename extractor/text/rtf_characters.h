// Characters of RTF: code pages of documents and fonts.
#ifndef PATHEX_EXTRACTOR_TEXT_RTF_CHARACTERS_H_
#define PATHEX_EXTRACTOR_TEXT_RTF_CHARACTERS_H_

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace pathex {

// Pseudo code page of fonts with the symbol character set.
inline constexpr int kRtfSymbolPage = -2;

// The code page of \fcharsetN; 0 = that of the document.
int RtfPageOfCharset(int charset);

// Bytes in a code page as UTF-8. Not thread-safe (it remembers); one per document.
class RtfCharacters {
 public:
  // One byte of a single-byte page; "" for a byte that has no character there.
  const std::string& Single(int page, unsigned char byte);
  // Whether the byte is the first of two in that page (932, 936, 949, 950).
  static bool IsLead(int page, unsigned char byte);
  std::string Double(int page, unsigned char lead, unsigned char trail) const;

 private:
  struct Table {
    std::array<std::string, 256> text;
    std::array<bool, 256> known{};
  };
  std::map<int, Table> tables_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_RTF_CHARACTERS_H_
