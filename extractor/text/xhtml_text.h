// Text of XHTML and of markup like it (FHIR narrative, HTML display segments): block elements carry
// the line breaks, cells and items stay apart, the line ends of the markup itself mean nothing.
#ifndef PATHEX_EXTRACTOR_TEXT_XHTML_TEXT_H_
#define PATHEX_EXTRACTOR_TEXT_XHTML_TEXT_H_

#include <cstddef>

#include "extractor/text/text_builder.h"
#include "extractor/text/xml_scan.h"

namespace pathex {

// Appends the text below `node` to `out` (whose input is the tree's text). Cells are parted by " |
// ", rows, items, paragraphs and <br/> by a line break; blanks collapse except in <pre>. Script,
// style and head are skipped. Struck-through text is left out; returns how many such pieces there
// were.
size_t AppendXhtml(const XmlTree& tree, int32_t node, TextBuilder* out);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_XHTML_TEXT_H_
