#include "extractor/text/xml_records.h"

#include <utility>

#include "extractor/text/source_fields.h"

namespace pathex {

bool HasXmlTag(std::string_view bytes, std::initializer_list<std::string_view> names) {
  constexpr size_t kLongestPrefix = 32;
  if (bytes.find('<') == std::string_view::npos) return false;
  const std::string head = Probe(bytes);
  for (const std::string_view name : names) {
    for (size_t at = head.find(name); at != std::string::npos; at = head.find(name, at + 1)) {
      const size_t open = head.rfind('<', at);
      if (open == std::string::npos || at - open > kLongestPrefix) continue;
      if (open + 1 != at && head[at - 1] != ':') continue;
      const size_t end = head.find_first_of(" \t\r\n/>", open);
      if (end == std::string::npos || end == at + name.size()) return true;
    }
  }
  return false;
}

void SpreadXmlFaults(const XmlTree& tree, std::string_view path, const std::vector<Range>& ranges,
                     std::vector<Source>* sources) {
  for (const XmlFault& fault : tree.faults) {
    for (size_t i = 0; i < ranges.size(); ++i) {
      if (fault.offset > ranges[i].end && i + 1 < ranges.size()) continue;
      AddDiagnostic(Severity::kError, "S045",
                    std::string(path) + ": byte " + std::to_string(fault.offset), fault.message,
                    &(*sources)[i]);
      break;
    }
  }
}

bool AppendStatedValue(const StatementRule& rule, const std::string& code,
                       const std::string& locator, TextBuilder* value, const OffsetMap& outer,
                       Source* source) {
  Statement statement;
  if (value->empty() || !MakeStatement(rule, {code, code}, &statement)) return false;
  Part part;
  part.locator = locator;
  statement.part = source->parts.size();
  statement.end = value->size();
  value->MoveTo(&part, &outer);
  source->parts.push_back(std::move(part));
  source->statements.push_back(std::move(statement));
  return true;
}

}  // namespace pathex
