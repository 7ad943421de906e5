// One tree for FHIR resources, whether they came as JSON or as XML.
//
// Properties are children by name; the items of a JSON array are several children of one name, as
// they are in XML. Nothing is decoded until it is asked for.
#ifndef PATHEX_EXTRACTOR_TEXT_FHIR_TREE_H_
#define PATHEX_EXTRACTOR_TEXT_FHIR_TREE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/text/json_scan.h"
#include "extractor/text/text_builder.h"
#include "extractor/text/xml_scan.h"

namespace pathex {

struct FhirNode {
  std::string_view name;  // "presentedForm"; "" for the root
  std::string_view type;  // of resources: "DiagnosticReport"
  Range value;            // of primitives, still escaped
  int32_t index = -1;     // in its JSON array; XML: place among its namesakes
  int32_t parent = -1;
  int32_t first_child = -1;
  int32_t next = -1;
  int32_t xml = -1;  // the XML element, for <div>
};

class FhirTree {
 public:
  // The trees must outlive this one.
  explicit FhirTree(const JsonTree& json);
  explicit FhirTree(const XmlTree& xml);

  const std::vector<FhirNode>& nodes() const { return nodes_; }
  std::string_view type(int32_t node) const { return nodes_[node].type; }
  std::string_view text() const { return text_; }
  const XmlTree* xml() const { return xml_; }

  // First child of that name, -1 when absent (also when node is -1); the next of the same name.
  int32_t Child(int32_t node, std::string_view name) const;
  int32_t Next(int32_t node) const;
  // Child of a child: Path(n, {"code", "coding"}).
  int32_t Path(int32_t node, std::initializer_list<std::string_view> names) const;

  std::string Value(int32_t node) const;  // decoded; "" for -1
  void AppendValue(int32_t node, TextBuilder* out) const;
  // JSON Pointer or XPath of a node.
  std::string Locator(int32_t node) const;

  // The resource that contains the node (itself, when it is one).
  int32_t ResourceOf(int32_t node) const;
  // The resource a Reference points to: contained ("#a"), by fullUrl, "Type/id" or an absolute URL
  // that ends so; -1 when it is not here.
  int32_t Resolve(int32_t reference) const;
  const std::vector<int32_t>& resources() const { return resources_; }  // in order, contained too

 private:
  void AddJson(const JsonTree& json, int32_t source, int32_t node);
  void AddXml(int32_t source, int32_t node);
  int32_t Add(FhirNode node, int32_t* last);
  void IndexResources();

  std::string_view text_;
  const XmlTree* xml_ = nullptr;
  std::vector<FhirNode> nodes_;
  std::vector<int32_t> resources_;
  std::map<std::string, int32_t, std::less<>> by_reference_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_FHIR_TREE_H_
