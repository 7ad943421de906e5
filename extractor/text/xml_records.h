// What the readers of fixed XML vocabularies (registry records, forms) have in common.
#ifndef PATHEX_EXTRACTOR_TEXT_XML_RECORDS_H_
#define PATHEX_EXTRACTOR_TEXT_XML_RECORDS_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/text/format_tables.h"
#include "extractor/text/source.h"
#include "extractor/text/text_builder.h"
#include "extractor/text/xml_scan.h"

namespace pathex {

// Whether a start tag with one of these local names stands near the beginning of the bytes, with
// any prefix and in any width of characters.
bool HasXmlTag(std::string_view bytes, std::initializer_list<std::string_view> names);

// Each fault becomes an S045 of the source it lies in, else of the next one. `ranges`: of the
// element of each source, in order.
void SpreadXmlFaults(const XmlTree& tree, std::string_view path, const std::vector<Range>& ranges,
                     std::vector<Source>* sources);

// A coded value outside of any text: a part that holds the value alone (`value`, over the tree's
// text) and its Statement. False when the code means nothing under the rule. `outer` leads from the
// tree's text to the file.
bool AppendStatedValue(const StatementRule& rule, const std::string& code,
                       const std::string& locator, TextBuilder* value, const OffsetMap& outer,
                       Source* source);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_XML_RECORDS_H_
