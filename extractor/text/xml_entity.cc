#include "extractor/text/xml_entity.h"

#include <algorithm>
#include <iterator>

#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr size_t kLongest = 12;

struct Entity {
  std::string_view name;
  char32_t character;
};

// Sorted by name (bytes).
constexpr Entity kEntities[] = {
    {"Aacute", 0xC1},  {"Acirc", 0xC2},   {"Agrave", 0xC0},   {"Aring", 0xC5},   {"Auml", 0xC4},
    {"Ccedil", 0xC7},  {"Eacute", 0xC9},  {"Ecirc", 0xCA},    {"Egrave", 0xC8},  {"Euml", 0xCB},
    {"Ouml", 0xD6},    {"Uuml", 0xDC},    {"aacute", 0xE1},   {"acirc", 0xE2},   {"aelig", 0xE6},
    {"agrave", 0xE0},  {"alpha", 0x3B1},  {"amp", '&'},       {"apos", '\''},    {"aring", 0xE5},
    {"auml", 0xE4},    {"beta", 0x3B2},   {"bull", 0x2022},   {"ccedil", 0xE7},  {"deg", 0xB0},
    {"eacute", 0xE9},  {"ecirc", 0xEA},   {"egrave", 0xE8},   {"euml", 0xEB},    {"frac12", 0xBD},
    {"ge", 0x2265},    {"gt", '>'},       {"hellip", 0x2026}, {"iacute", 0xED},  {"icirc", 0xEE},
    {"igrave", 0xEC},  {"iuml", 0xEF},    {"laquo", 0xAB},    {"ldquo", 0x201C}, {"le", 0x2264},
    {"lsquo", 0x2018}, {"lt", '<'},       {"mdash", 0x2014},  {"micro", 0xB5},   {"middot", 0xB7},
    {"nbsp", 0xA0},    {"ndash", 0x2013}, {"ntilde", 0xF1},   {"oacute", 0xF3},  {"ocirc", 0xF4},
    {"ograve", 0xF2},  {"oslash", 0xF8},  {"ouml", 0xF6},     {"plusmn", 0xB1},  {"quot", '"'},
    {"raquo", 0xBB},   {"rdquo", 0x201D}, {"rsquo", 0x2019},  {"sup2", 0xB2},    {"szlig", 0xDF},
    {"times", 0xD7},   {"uacute", 0xFA},  {"ucirc", 0xFB},    {"ugrave", 0xF9},  {"uuml", 0xFC},
};

char32_t Number(std::string_view digits) {
  const bool hex = !digits.empty() && (digits[0] | 0x20) == 'x';
  if (hex) digits.remove_prefix(1);
  if (digits.empty()) return 0;
  char32_t value = 0;
  for (char c : digits) {
    const int digit = HexValue(c);
    if (digit < 0 || (!hex && digit > 9) || value > 0x10FFFF) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  const bool control = value < 0x20 && value != '\n' && value != '\t' && value != '\r';
  return control || value == 0x7F ? U' ' : value;
}

}  // namespace

XmlReference ReadXmlReference(std::string_view text, size_t at) {
  const std::string_view tail = text.substr(at, kLongest);
  const size_t close = tail.find(';');
  if (close == std::string_view::npos || close < 2) return {};
  const std::string_view name = tail.substr(1, close - 1);
  if (name[0] == '#') {
    const char32_t character = Number(name.substr(1));
    return character == 0 ? XmlReference{} : XmlReference{character, close + 1};
  }
  const Entity* found =
      std::lower_bound(std::begin(kEntities), std::end(kEntities), name,
                       [](const Entity& entity, std::string_view n) { return entity.name < n; });
  if (found == std::end(kEntities) || found->name != name) return {};
  return {found->character, close + 1};
}

}  // namespace pathex
