// XmlDocument: one parsed XML text whose values know their place in it.
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_XML_DOCUMENT_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_XML_DOCUMENT_H_

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/text_builder.h"

namespace pathex {

class XmlDocument {
 public:
  // `text` is decoded and must outlive the document. Errors: S020 (not well-formed, with line and
  // column), S021 (a document type with entities or an external part), and the limits xml.depth and
  // xml.nodes (S044).
  static Result<XmlDocument> Parse(std::string_view text, std::string_view path,
                                   const ReadLimits& limits);

  std::string_view text() const { return text_; }
  pugi::xml_node root() const { return document_->document_element(); }
  const pugi::xml_document& tree() const { return *document_; }
  // Of the root element, as written before its prefix was taken off.
  const std::string& root_name() const { return root_name_; }
  const std::string& root_namespace() const { return root_namespace_; }

  // Where the raw value (entities not decoded) of an attribute or of character data stands in
  // text().
  Range ValueRange(const char* value) const;

  // "/a/b[2]/c" of an element, with "/@d" for an attribute.
  std::string Locator(const pugi::xpath_node& place);

 private:
  struct Ordinal {
    size_t index = 1;
    bool alone = true;  // no sibling has the same name
  };

  Ordinal OrdinalOf(pugi::xml_node node);

  std::string_view text_;
  std::unique_ptr<std::string> buffer_;  // pugixml writes into it
  std::unique_ptr<pugi::xml_document> document_;
  std::string root_name_, root_namespace_;
  std::unordered_map<const void*, Ordinal> ordinals_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_XML_DOCUMENT_H_
