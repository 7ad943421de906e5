// XmlLookup: what an XML profile's paths lead to in one document.
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_XML_LOOKUP_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_XML_LOOKUP_H_

#include <pugixml.hpp>
#include <string>

#include "extractor/text/format_tables.h"
#include "extractor/text/source_xml_document.h"
#include "extractor/text/source_xml_profile.h"

namespace pathex {

// References must outlive it. Not thread-safe (it keeps the first fault).
class XmlLookup {
 public:
  XmlLookup(const XmlDocument& document, const XmlLayout& layout, const FormatTables& tables)
      : document_(document), layout_(layout), tables_(tables) {}

  // All nodes of all paths, each once, in document order.
  pugi::xpath_node_set Select(const XPaths& paths, pugi::xml_node from);
  // Decoded and trimmed text of a place, without positions.
  std::string Value(const pugi::xpath_node& place) const;
  // The first path with a value counts, and of its nodes the first with one; a null place and ""
  // when there is none.
  pugi::xpath_node FirstPlace(const XPaths& paths, pugi::xml_node from);
  std::string FirstValue(const XPaths& paths, pugi::xml_node from);
  // `otherwise` of the meaning when no value has one.
  std::string Meaning(const XmlMeaning& meaning, pugi::xml_node from);

  const std::string& fault() const { return fault_; }  // of a path; "" = none

 private:
  const XmlDocument& document_;
  const XmlLayout& layout_;
  const FormatTables& tables_;
  std::string fault_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_XML_LOOKUP_H_
