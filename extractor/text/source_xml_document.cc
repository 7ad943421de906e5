#include "extractor/text/source_xml_document.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>

#include "extractor/base/diagnostic.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

// Entities and line ends are decoded by our own code, which keeps their places.
constexpr unsigned int kParse = pugi::parse_cdata | pugi::parse_ws_pcdata | pugi::parse_doctype;

std::string_view Prefix(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string_view Local(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The namespace of a prefix ("" = the default one) at `node`; nullopt when it is not declared.
std::optional<std::string> NamespaceOf(pugi::xml_node node, std::string_view prefix) {
  const std::string name = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  for (; node; node = node.parent()) {
    const pugi::xml_attribute attribute = node.attribute(name.c_str());
    if (attribute) return std::string(attribute.value());
  }
  return std::nullopt;
}

// Takes the prefix of the root's namespace off all elements, and watches the limits.
class Walker : public pugi::xml_tree_walker {
 public:
  Walker(std::string root_namespace, const ReadLimits& limits)
      : root_namespace_(std::move(root_namespace)), limits_(limits) {}

  bool for_each(pugi::xml_node& node) override {
    if (++nodes_ > limits_.xml_nodes) return Stop("xml.nodes", limits_.xml_nodes);
    if (static_cast<size_t>(depth()) >= limits_.xml_depth) {
      return Stop("xml.depth", limits_.xml_depth);
    }
    if (node.type() != pugi::node_element) return true;
    const std::string_view name = node.name();
    if (name.find(':') == std::string_view::npos) return true;
    const std::optional<std::string> uri = NamespaceOf(node, Prefix(name));
    if (!uri || *uri == root_namespace_) node.set_name(std::string(Local(name)).c_str());
    return true;
  }

  const std::string& fault() const { return fault_; }

 private:
  bool Stop(const char* limit, size_t value) {
    fault_ = "beyond the limit " + std::string(limit) + " (" + std::to_string(value) + ")";
    return false;
  }

  std::string root_namespace_;
  const ReadLimits& limits_;
  size_t nodes_ = 0;
  std::string fault_;
};

// Elements still open at `end`, innermost last; enough of a scan for an error message.
std::vector<Range> OpenElements(std::string_view text, size_t end) {
  std::vector<Range> open;
  const auto skip = [&](size_t at, std::string_view mark) {
    const size_t found = text.find(mark, at);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  };
  size_t at = text.find('<');
  while (at < end && at != std::string_view::npos) {
    const std::string_view rest = text.substr(at);
    size_t after = skip(at, ">");
    if (rest.starts_with("<!--")) {
      after = skip(at, "-->");
    } else if (rest.starts_with("<![CDATA[")) {
      after = skip(at, "]]>");
    } else if (rest.starts_with("</")) {
      if (after <= end && !open.empty()) open.pop_back();
    } else if (!rest.starts_with("<?") && !rest.starts_with("<!")) {
      const size_t name_end = std::min(text.find_first_of(" \t\r\n/>", at + 1), text.size());
      if (after <= end && text[after - 2] != '/') open.push_back({at + 1, name_end});
    }
    at = text.find('<', after);
  }
  return open;
}

std::string PlaceName(std::string_view text, size_t offset) {
  const LineColumn place = Locate(text, offset);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string Expected(std::string_view text, size_t offset, pugi::xml_parse_status status) {
  switch (status) {
    case pugi::status_end_element_mismatch: {
      // pugixml may point at either end of the wrong tag.
      const size_t mark = std::min(text.rfind('<', offset), text.size());
      const bool at_tag = text.substr(mark).starts_with("</");
      const std::vector<Range> open = OpenElements(text, at_tag ? mark : text.size());
      if (open.empty()) return "an end tag without its start tag";
      return "expected </" + std::string(open.back().In(text)) +
             "> for the element that begins at " + PlaceName(text, open.back().begin - 1);
    }
    case pugi::status_no_document_element:
      return "expected a root element";
    case pugi::status_bad_start_element:
      return "expected the name of an element, its attributes and \">\"";
    case pugi::status_bad_attribute:
      return "expected an attribute: name=\"value\"";
    case pugi::status_bad_end_element:
      return "expected an end tag: </name>";
    case pugi::status_bad_comment:
      return "expected the end of a comment: -->";
    case pugi::status_bad_cdata:
      return "expected the end of a CDATA section: ]]>";
    case pugi::status_bad_doctype:
      return "expected the end of the document type declaration";
    case pugi::status_bad_pi:
      return "expected the end of a processing instruction: ?>";
    case pugi::status_unrecognized_tag:
      return "expected an element after \"<\"; a plain \"<\" is written &lt;";
    default:
      return "this is not XML";
  }
}

Error NotWellFormed(std::string_view path, std::string_view text, size_t offset,
                    const std::string& why) {
  return Error{"S020", std::string(path) + ":" + PlaceName(text, offset),
               "not well-formed XML: " + why};
}

bool IsDangerous(std::string_view doctype) {
  return doctype.find('[') != std::string_view::npos ||
         doctype.find("SYSTEM") != std::string_view::npos ||
         doctype.find("PUBLIC") != std::string_view::npos;
}

}  // namespace

Result<XmlDocument> XmlDocument::Parse(std::string_view text, std::string_view path,
                                       const ReadLimits& limits) {
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return NotWellFormed(path, text, nul, "a NUL character");
  }
  XmlDocument xml;
  xml.text_ = text;
  xml.buffer_ = std::make_unique<std::string>(text);
  xml.document_ = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result parsed = xml.document_->load_buffer_inplace(
      xml.buffer_->data(), xml.buffer_->size(), kParse, pugi::encoding_utf8);
  for (pugi::xml_node node : xml.document_->children()) {
    if (node.type() == pugi::node_doctype && IsDangerous(node.value())) {
      return Error{"S021", std::string(path),
                   "a document type with entities or an external part is refused; take the DOCTYPE "
                   "line out"};
    }
  }
  if (!parsed) {
    const size_t offset =
        std::min(static_cast<size_t>(std::max<ptrdiff_t>(parsed.offset, 0)), text.size());
    return NotWellFormed(path, text, offset, Expected(text, offset, parsed.status));
  }
  const pugi::xml_node root = xml.root();
  for (pugi::xml_node node = root.next_sibling(); node; node = node.next_sibling()) {
    if (node.type() == pugi::node_element) {
      const size_t at = static_cast<size_t>(std::max<ptrdiff_t>(node.offset_debug(), 1)) - 1;
      return NotWellFormed(path, text, at, "expected the end of the file after the root element");
    }
  }
  xml.root_name_ = Local(root.name());
  xml.root_namespace_ = NamespaceOf(root, Prefix(root.name())).value_or("");
  Walker walker(xml.root_namespace_, limits);
  xml.document_->traverse(walker);
  if (!walker.fault().empty()) return Error{"S044", std::string(path), walker.fault()};
  return xml;
}

Range XmlDocument::ValueRange(const char* value) const {
  const char* const begin = buffer_->data();
  const char* const end = begin + buffer_->size();
  // pugixml gives a constant of its own for an empty value.
  if (std::less<>()(value, begin) || !std::less<>()(value, end)) return {};
  const size_t at = static_cast<size_t>(value - begin);
  return {at, at + std::strlen(value)};
}

XmlDocument::Ordinal XmlDocument::OrdinalOf(pugi::xml_node node) {
  const auto known = ordinals_.find(node.internal_object());
  if (known != ordinals_.end()) return known->second;
  // All children of the parent at once: documents may have a hundred thousand siblings.
  std::map<std::string_view, std::vector<const void*>> by_name;
  for (pugi::xml_node child : node.parent().children()) {
    if (child.type() == pugi::node_element)
      by_name[child.name()].push_back(child.internal_object());
  }
  for (const auto& [name, same] : by_name) {
    for (size_t i = 0; i < same.size(); ++i) ordinals_[same[i]] = {i + 1, same.size() == 1};
  }
  return ordinals_[node.internal_object()];
}

std::string XmlDocument::Locator(const pugi::xpath_node& place) {
  pugi::xml_node node = place.attribute() ? place.parent() : place.node();
  while (node && node.type() != pugi::node_element) node = node.parent();
  std::string locator;
  for (; node && node.type() == pugi::node_element; node = node.parent()) {
    const Ordinal ordinal = OrdinalOf(node);
    const std::string index = ordinal.alone ? "" : "[" + std::to_string(ordinal.index) + "]";
    locator = "/" + std::string(node.name()) + index + locator;
  }
  if (place.attribute()) locator += "/@" + std::string(place.attribute().name());
  return locator.empty() ? "/" : locator;
}

}  // namespace pathex
