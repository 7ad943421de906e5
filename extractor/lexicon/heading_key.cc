#include "extractor/lexicon/heading_key.h"

namespace pathex {

std::string HeadingKey(std::string_view text) {
  std::string key;
  for (char c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    switch (c) {
      case '0':
      case 'Q':
        key += 'O';
        break;
      case '1':
      case '|':
      case 'L':
        key += 'I';
        break;
      case '5':
        key += 'S';
        break;
      case '8':
        key += 'B';
        break;
      default:
        if (c >= 'A' && c <= 'Z') key += c;
    }
  }
  return key;
}

}  // namespace pathex
