// Narrative: the text below an XML element, with its layout as lines, every byte with its place.
//
//   <list><item>a</item><item>b &lt; 2</item></list>               -> "a\nb < 2"
//   <tr><td>Margin</td><td>clear</td></tr>                         -> "Margin | clear"
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_XML_NARRATIVE_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_XML_NARRATIVE_H_

#include <pugixml.hpp>
#include <unordered_set>
#include <vector>

#include "extractor/text/source_xml_document.h"
#include "extractor/text/source_xml_profile.h"
#include "extractor/text/text_builder.h"

namespace pathex {

using XmlNodeSet = std::unordered_set<const void*>;  // pugi::xml_node::internal_object()

// Writes the text of elements and attributes into a TextBuilder over document->text(). Inserted
// line breaks and cell marks stand for no input; blanks at line ends are dropped.
class Narrator {
 public:
  // `skip`: elements below the written ones that are not read. All references must outlive it.
  Narrator(const XmlDocument& document, const XmlLayout& layout, const XmlNodeSet& skip,
           TextBuilder* out)
      : document_(document), layout_(layout), skip_(skip), out_(*out) {}

  void Write(const pugi::xpath_node& place);
  // The text so far is a heading: ends it with ":" and the line.
  void EndHeading();

 private:
  struct Blank {
    Range range;
    bool keep;  // as it stands; else it is one blank
  };

  void Element(pugi::xml_node node);
  void Children(pugi::xml_node node);
  void Row(pugi::xml_node node);
  void Cell(pugi::xml_node node);
  void Characters(Range range, bool keep_lines);
  void Verbatim(Range range, bool keep_lines);
  size_t Reference(Range range, size_t at);
  bool LayoutCarriesLines(pugi::xml_node node) const;
  void BreakLine();
  void Flush();

  const XmlDocument& document_;
  const XmlLayout& layout_;
  const XmlNodeSet& skip_;
  TextBuilder& out_;
  bool keep_lines_ = false;
  bool fresh_ = true;             // nothing written yet: nothing to part from
  bool row_has_content_ = false;  // something is written in this row
  std::vector<Blank> blanks_;     // read, not yet written
  size_t breaks_ = 0;             // line ends not yet written
  size_t marks_ = 0;              // cell marks not yet written
  size_t cells_ = 0;              // cells of this row so far
  size_t last_ = 0;               // end of the input written last
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_XML_NARRATIVE_H_
