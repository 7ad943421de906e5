// Reader of XML documents: C-CDA / CDA R2 and every other vocabulary that has a profile
// (source_xml_profile.h). Document types with entities or external parts are refused, nothing
// outside the file is ever read.
//
// One Source for each record of the profile, one Part for each text element that holds text. The
// title of a section is the first line of its part ("Margins:") when it stands in the file.
// Locators are XPaths: /ClinicalDocument/component/structuredBody/component[2]/section/text.
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_XML_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_XML_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

bool LooksLikeXml(std::string_view bytes, std::string_view path);

// Errors:
//   S020  not well-formed; where = path:line:column, the message says what was expected
//   S021  document type with entities or an external part
//   S022  no profile for this root element, or no profile of that name
//   S023  no record, or no text in any of them (a record without text among others is a Source
//         without parts and a diagnostic)
//   S024  a path of the profile cannot be applied
//   S044  beyond a limit: xml.depth, xml.nodes, reports
Result<std::vector<Source>> ReadXml(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options);

// The encoding that the XML declaration names, "" when there is none.
std::string DeclaredXmlEncoding(std::string_view bytes);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_XML_H_
