#include "extractor/text/fhir_tree.h"

#include "extractor/text/characters.h"

namespace pathex {

FhirTree::FhirTree(const JsonTree& json) : text_(json.text) {
  nodes_.emplace_back();
  AddJson(json, 0, 0);
  IndexResources();
}

FhirTree::FhirTree(const XmlTree& xml) : text_(xml.text), xml_(&xml) {
  nodes_.emplace_back();
  if (!xml.nodes.empty()) {
    nodes_[0].type = xml.LocalName(0);
    nodes_[0].xml = 0;
    AddXml(0, 0);
  }
  IndexResources();
}

int32_t FhirTree::Add(FhirNode node, int32_t* last) {
  const int32_t index = static_cast<int32_t>(nodes_.size());
  if (*last >= 0) {
    nodes_[*last].next = index;
  } else {
    nodes_[node.parent].first_child = index;
  }
  *last = index;
  nodes_.push_back(node);
  return index;
}

// Depth is bounded by the scanner's limit.
void FhirTree::AddJson(const JsonTree& json, int32_t source, int32_t node) {
  int32_t last = -1;
  const auto add = [&](int32_t value, std::string_view name, int32_t index) {
    const JsonNode& j = json.nodes[value];
    FhirNode child;
    child.name = name;
    child.parent = node;
    child.index = index;
    const bool container = j.kind == JsonKind::kObject || j.kind == JsonKind::kArray;
    if (!container && j.kind != JsonKind::kNull) child.value = {j.begin, j.end};
    const int32_t added = Add(child, &last);
    if (j.kind == JsonKind::kObject) AddJson(json, value, added);
  };
  if (json.nodes[source].kind != JsonKind::kObject) return;
  for (int32_t i = json.nodes[source].first_child; i >= 0; i = json.nodes[i].next) {
    const std::string_view key = json.Key(json.nodes[i]);
    if (key == "resourceType") nodes_[node].type = json.Raw(json.nodes[i]);
    if (json.nodes[i].kind != JsonKind::kArray) {
      add(i, key, -1);
      continue;
    }
    int32_t index = 0;
    for (int32_t k = json.nodes[i].first_child; k >= 0; k = json.nodes[k].next) {
      add(k, key, index++);
    }
  }
}

void FhirTree::AddXml(int32_t source, int32_t node) {
  int32_t last = -1;
  std::map<std::string_view, int32_t> count;
  for (int32_t i = xml_->nodes[source].first_child; i >= 0; i = xml_->nodes[i].next) {
    if (xml_->nodes[i].kind != XmlKind::kElement) continue;
    FhirNode child;
    child.name = xml_->LocalName(i);
    child.parent = node;
    child.index = ++count[child.name];
    child.xml = i;
    if (const XmlAttribute* value = xml_->Attribute(i, "value")) child.value = value->value;
    // <resource><Patient>…: the element inside is the resource.
    const bool wrapper = child.name == "resource" || child.name == "contained";
    int32_t inside = i;
    if (wrapper) {
      for (int32_t k = xml_->nodes[i].first_child; k >= 0; k = xml_->nodes[k].next) {
        if (xml_->nodes[k].kind != XmlKind::kElement) continue;
        child.type = xml_->LocalName(k);
        inside = k;
        break;
      }
    }
    const int32_t added = Add(child, &last);
    if (child.name != "div") AddXml(inside, added);
  }
}

int32_t FhirTree::Child(int32_t node, std::string_view name) const {
  if (node < 0) return -1;
  for (int32_t i = nodes_[node].first_child; i >= 0; i = nodes_[i].next) {
    if (nodes_[i].name == name) return i;
  }
  return -1;
}

int32_t FhirTree::Next(int32_t node) const {
  const std::string_view name = nodes_[node].name;
  for (int32_t i = nodes_[node].next; i >= 0; i = nodes_[i].next) {
    if (nodes_[i].name == name) return i;
  }
  return -1;
}

int32_t FhirTree::Path(int32_t node, std::initializer_list<std::string_view> names) const {
  for (std::string_view name : names) node = Child(node, name);
  return node;
}

void FhirTree::AppendValue(int32_t node, TextBuilder* out) const {
  if (node < 0) return;
  const Range value = nodes_[node].value;
  xml_ != nullptr ? AppendXmlText(value, out) : AppendJsonString(value, out);
}

std::string FhirTree::Value(int32_t node) const {
  if (node < 0) return std::string();
  const std::string_view raw = nodes_[node].value.In(text_);
  if (raw.find(xml_ != nullptr ? '&' : '\\') == std::string_view::npos) return std::string(raw);
  TextBuilder out(text_);
  AppendValue(node, &out);
  return out.text();
}

std::string FhirTree::Locator(int32_t node) const {
  std::vector<int32_t> chain;
  for (int32_t i = node; i > 0; i = nodes_[i].parent) chain.push_back(i);
  std::string path = xml_ != nullptr ? "/" + std::string(nodes_[0].type) : "";
  for (size_t i = chain.size(); i-- > 0;) {
    const FhirNode& n = nodes_[chain[i]];
    path += "/" + std::string(n.name);
    if (n.index >= 0) {
      path += xml_ != nullptr ? "[" + std::to_string(n.index) + "]" : "/" + std::to_string(n.index);
    }
    if (xml_ != nullptr && !n.type.empty()) path += "/" + std::string(n.type);
  }
  if (xml_ != nullptr && node > 0 && !nodes_[node].value.empty()) path += "/@value";
  return path.empty() ? "/" : path;
}

int32_t FhirTree::ResourceOf(int32_t node) const {
  while (node > 0 && nodes_[node].type.empty()) node = nodes_[node].parent;
  return node;
}

void FhirTree::IndexResources() {
  for (int32_t i = 0; i < static_cast<int32_t>(nodes_.size()); ++i) {
    if (nodes_[i].type.empty()) continue;
    resources_.push_back(i);
    const std::string id = Value(Child(i, "id"));
    if (nodes_[i].name == "contained") {
      if (!id.empty()) {
        by_reference_.emplace(std::to_string(ResourceOf(nodes_[i].parent)) + "#" + id, i);
      }
      continue;
    }
    if (!id.empty()) by_reference_.emplace(std::string(nodes_[i].type) + "/" + id, i);
    const int32_t parent = nodes_[i].parent;
    const std::string url = Value(Child(parent, "fullUrl"));
    if (!url.empty()) by_reference_.emplace(url, i);
  }
}

int32_t FhirTree::Resolve(int32_t reference) const {
  std::string target = Value(Child(reference, "reference"));
  if (target.empty()) return -1;
  if (target[0] == '#') {
    // Contained resources belong to the outermost resource around the reference.
    int32_t owner = ResourceOf(reference);
    if (nodes_[owner].name == "contained") owner = ResourceOf(nodes_[owner].parent);
    const auto found = by_reference_.find(std::to_string(owner) + target);
    return found == by_reference_.end() ? -1 : found->second;
  }
  const size_t history = target.find("/_history/");
  if (history != std::string::npos) target.resize(history);
  auto found = by_reference_.find(target);
  if (found == by_reference_.end()) {
    // "https://server/fhir/Observation/o1": the last two steps.
    const size_t last = target.rfind('/');
    const size_t second =
        last == std::string::npos || last == 0 ? last : target.rfind('/', last - 1);
    if (second != std::string::npos && second != last) {
      found = by_reference_.find(target.substr(second + 1));
    }
  }
  return found == by_reference_.end() ? -1 : found->second;
}

}  // namespace pathex
