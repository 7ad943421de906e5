// Entity and character references of XML and XHTML.
#ifndef PATHEX_EXTRACTOR_TEXT_XML_ENTITY_H_
#define PATHEX_EXTRACTOR_TEXT_XML_ENTITY_H_

#include <cstddef>
#include <string_view>

namespace pathex {

struct XmlReference {
  char32_t character = 0;
  size_t length = 0;  // bytes from "&" to ";"; 0 = no reference, or an unknown entity
};

// The reference at text[at] == '&'. The five of XML, the Latin-1 letters and the usual signs of
// XHTML, decimal and hexadecimal numbers. Control characters (BEL, CAN) become blanks.
XmlReference ReadXmlReference(std::string_view text, size_t at);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_XML_ENTITY_H_
