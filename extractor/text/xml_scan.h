// XML as ranges of its text, read the way messages from many senders need it: exact places of
// attributes and character data, prefixes ignored, and damage kept local. A wrong end tag or a cut
// file is a fault in a list, not the end of reading, so that one bad report does not lose its
// neighbours.
//
// Document types are skipped; entities they declare are never expanded and nothing outside the text
// is ever fetched.
#ifndef PATHEX_EXTRACTOR_TEXT_XML_SCAN_H_
#define PATHEX_EXTRACTOR_TEXT_XML_SCAN_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/text/text_builder.h"

namespace pathex {

enum class XmlKind : uint8_t { kElement, kText, kCdata };

struct XmlAttribute {
  Range name;   // with its prefix
  Range value;  // without the quotes, entities not decoded
};

struct XmlNode {
  XmlKind kind = XmlKind::kElement;
  Range name;   // elements: with prefix
  Range range;  // elements: "<a>" to "</a>" whole; text: the characters; CDATA: its inside
  int32_t parent = -1;
  int32_t first_child = -1;
  int32_t next = -1;
  uint32_t first_attribute = 0;
  uint32_t attribute_count = 0;
};

struct XmlFault {
  size_t offset = 0;
  std::string message;
};

struct XmlTree {
  std::string_view text;
  std::vector<XmlNode> nodes;  // in document order; nodes[0] is the root element, its `next` a
                               // second root of a file that strings documents together
  std::vector<XmlAttribute> attributes;
  std::vector<XmlFault> faults;  // the first few, in order
  bool has_doctype = false;
  bool limit_hit = false;  // a limit cut the reading short; the last fault names it

  std::string_view Name(int32_t node) const { return nodes[node].name.In(text); }
  std::string_view LocalName(int32_t node) const;
  std::string_view Prefix(int32_t node) const;
  // nullptr when absent. `local` is compared with the name behind its prefix.
  const XmlAttribute* Attribute(int32_t node, std::string_view local) const;
  std::string AttributeValue(int32_t node,
                             std::string_view local) const;  // decoded; "" when absent

  // First child element with that local name, -1 when absent; the next one after `node`.
  int32_t Child(int32_t node, std::string_view local) const;
  int32_t NextNamed(int32_t node, std::string_view local) const;
  // All character data below a node, decoded and trimmed, without positions.
  std::string Value(int32_t node) const;
};

struct XmlScanLimits {
  size_t depth = 500;
  size_t nodes = 20'000'000;
};

// Never fails: a text without any element gives a tree without nodes and a fault.
XmlTree ScanXml(std::string_view text, const XmlScanLimits& limits);

// Appends [range) of out->input() with entities and character references decoded and line ends as
// "\n". Unknown entities stay as written.
void AppendXmlText(Range range, TextBuilder* out);

// Appends all character data below `node` (CDATA too), in order.
void AppendXmlContent(const XmlTree& tree, int32_t node, TextBuilder* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_XML_SCAN_H_
