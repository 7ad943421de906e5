#include "extractor/review/static_page.h"

#include <string>

#include "extractor/base/sha256.h"
#include "extractor/review/assets.h"

namespace pathex {
namespace {

constexpr std::string_view kStyleLink = "<link rel=\"stylesheet\" href=\"app.css\">";
constexpr std::string_view kScriptLink = "<script src=\"app.js\" defer></script>";

std::string Base64OfHex(std::string_view hex) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : hex) {
    bits = bits << 4 | static_cast<uint32_t>(nibble(c));
    count += 4;
    if (count >= 6) {
      count -= 6;
      out += kDigits[bits >> count & 63];
    }
  }
  if (count > 0) out += kDigits[bits << (6 - count) & 63];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string HashSource(std::string_view text) {
  return "'sha256-" + Base64OfHex(Sha256Hex(text)) + "'";
}

// JSON that may stand in a script element: no "<" at all, so neither "</script" nor "<!--".
std::string Embedded(const Json& json) {
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

void WriteData(std::string_view id, const Json& json,
               const std::function<void(std::string_view)>& write) {
  write("<script type=\"application/json\" id=\"");
  write(id);
  write("\">");
  write(Embedded(json));
  write("</script>\n");
}

}  // namespace

void WriteStaticPage(const ReviewSetting& setting, ReportTexts* texts,
                     const std::function<void(std::string_view)>& write) {
  const std::string policy =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src " +
      HashSource(kPageScript) + "; style-src " + HashSource(kPageStyle) +
      "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
      "trusted-types 'none'\">\n";
  const size_t style = kPageHtml.find(kStyleLink), script = kPageHtml.find(kScriptLink);
  write(kPageHtml.substr(0, style));
  write(policy);
  write("<style>");
  write(kPageStyle);
  write("</style>");
  write(kPageHtml.substr(style + kStyleLink.size(), script - style - kStyleLink.size()));
  WriteData("deck", DeckToJson(setting, "file"), write);
  for (size_t n = 0; n < setting.deck.cards.size(); ++n) {
    WriteData("sheet-" + std::to_string(n), SheetOfCard(setting, setting.deck.cards[n], texts),
              write);
  }
  write("<script>");
  write(kPageScript);
  write("</script>");
  write(kPageHtml.substr(script + kScriptLink.size()));
}

}  // namespace pathex
