#include "extractor/text/source_xml_lookup.h"

#include <exception>

#include "extractor/text/source_xml_narrative.h"
#include "extractor/text/text_builder.h"

namespace pathex {

pugi::xpath_node_set XmlLookup::Select(const XPaths& paths, pugi::xml_node from) {
  std::string all;
  for (const std::string& path : paths) all += (all.empty() ? "(" : "|(") + path + ")";
  if (all.empty()) return {};
  try {
    pugi::xpath_node_set nodes = from.select_nodes(all.c_str());
    nodes.sort();
    return nodes;
  } catch (const std::exception& error) {
    fault_ = "\"" + all + "\": " + error.what();
    return {};
  }
}

std::string XmlLookup::Value(const pugi::xpath_node& place) const {
  TextBuilder out(document_.text());
  static const XmlNodeSet kNone;
  Narrator(document_, layout_, kNone, &out).Write(place);
  return std::string(Trim(out.text(), {0, out.text().size()}).In(out.text()));
}

pugi::xpath_node XmlLookup::FirstPlace(const XPaths& paths, pugi::xml_node from) {
  for (const std::string& path : paths) {
    for (const pugi::xpath_node& place : Select({path}, from)) {
      if (!Value(place).empty()) return place;
    }
  }
  return {};
}

std::string XmlLookup::FirstValue(const XPaths& paths, pugi::xml_node from) {
  const pugi::xpath_node place = FirstPlace(paths, from);
  return place ? Value(place) : std::string();
}

std::string XmlLookup::Meaning(const XmlMeaning& meaning, pugi::xml_node from) {
  for (const std::string& path : meaning.at) {
    for (const pugi::xpath_node& place : Select({path}, from)) {
      const std::string value = Value(place);
      const auto known = meaning.values.find(value);
      if (known != meaning.values.end()) return known->second;
      if (meaning.table.empty()) continue;
      if (const std::string* found = tables_.Find(meaning.table, value)) return *found;
    }
  }
  return meaning.otherwise;
}

}  // namespace pathex
