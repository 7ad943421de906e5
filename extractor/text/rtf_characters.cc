#include "extractor/text/rtf_characters.h"

#include "extractor/text/characters.h"
#include "extractor/text/decode.h"

namespace pathex {
namespace {

std::string PageName(int page) {
  switch (page) {
    case 437:
      return "IBM437";
    case 850:
      return "IBM850";
    case 852:
      return "IBM852";
    case 866:
      return "IBM866";
    case 874:
      return "windows-874";
    case 932:
      return "Shift_JIS";
    case 936:
      return "GBK";
    case 949:
      return "windows-949";
    case 950:
      return "Big5";
    case 10000:
      return "macintosh";
    case 28591:
      return "ISO-8859-1";
    case 28592:
      return "ISO-8859-2";
    case 28605:
      return "ISO-8859-15";
    case 65001:
      return "UTF-8";
    default:
      break;
  }
  return page >= 1250 && page <= 1258 ? "windows-" + std::to_string(page) : "windows-1252";
}

// The few signs of the Symbol font that reports use.
std::string SymbolText(unsigned char byte) {
  switch (byte) {
    case 0x61:
      return "\u03B1";
    case 0x62:
      return "\u03B2";
    case 0x6D:
      return "\u00B5";
    case 0xA3:
      return "\u2264";
    case 0xB0:
      return "\u00B0";
    case 0xB1:
      return "\u00B1";
    case 0xB3:
      return "\u2265";
    case 0xB4:
      return "\u00D7";
    case 0xB7:
      return "\u2022";
    case 0xBB:
      return "\u2248";
    default:
      break;
  }
  return byte >= 0x20 && byte < 0x7F ? std::string(1, static_cast<char>(byte)) : std::string(" ");
}

}  // namespace

int RtfPageOfCharset(int charset) {
  switch (charset) {
    case 2:
      return kRtfSymbolPage;
    case 77:
      return 10000;
    case 128:
      return 932;
    case 129:
      return 949;
    case 134:
      return 936;
    case 136:
      return 950;
    case 161:
      return 1253;
    case 162:
      return 1254;
    case 163:
      return 1258;
    case 177:
      return 1255;
    case 178:
      return 1256;
    case 186:
      return 1257;
    case 204:
      return 1251;
    case 222:
      return 874;
    case 238:
      return 1250;
    case 254:
      return 437;
    default:
      return 0;
  }
}

const std::string& RtfCharacters::Single(int page, unsigned char byte) {
  Table& table = tables_[page];
  if (!table.known[byte]) {
    table.known[byte] = true;
    const std::string one(1, static_cast<char>(byte));
    if (page == kRtfSymbolPage) {
      table.text[byte] = SymbolText(byte);
    } else if (byte >= 0x80) {
      table.text[byte] = DecodeText(one, PageName(page)).text;
    } else {
      const bool control = (byte < 0x20 && byte != '\t') || byte == 0x7F;
      table.text[byte] = control ? " " : one;
    }
  }
  return table.text[byte];
}

bool RtfCharacters::IsLead(int page, unsigned char byte) {
  if (page == 932) return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
  return (page == 936 || page == 949 || page == 950) && byte >= 0x81 && byte <= 0xFE;
}

std::string RtfCharacters::Double(int page, unsigned char lead, unsigned char trail) const {
  const std::string bytes = {static_cast<char>(lead), static_cast<char>(trail)};
  return DecodeText(bytes, PageName(page)).text;
}

}  // namespace pathex
