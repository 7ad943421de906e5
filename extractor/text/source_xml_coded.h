// Values that an XML vocabulary keeps in coded elements outside of any text.
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_XML_CODED_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_XML_CODED_H_

#include <pugixml.hpp>

#include "extractor/text/format_tables.h"
#include "extractor/text/source.h"
#include "extractor/text/source_xml_lookup.h"

namespace pathex {

// Appends one part for each run of values of one section, a line each ("label: value unit"), with
// the Statements whose codes are known. `outer` leads from the document's text to the file.
void AppendXmlCoded(const XmlCodedRule& rule, pugi::xml_node record, XmlDocument* document,
                    const FormatTables& tables, const OffsetMap& outer, XmlLookup* lookup,
                    Source* source);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_XML_CODED_H_
