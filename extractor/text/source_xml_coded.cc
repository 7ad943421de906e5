#include "extractor/text/source_xml_coded.h"

#include <string>
#include <utility>
#include <vector>

#include "extractor/text/source_xml_narrative.h"
#include "extractor/text/text_builder.h"

namespace pathex {
namespace {

class CodedWriter {
 public:
  CodedWriter(const XmlCodedRule& rule, XmlDocument* document, const FormatTables& tables,
              const OffsetMap& outer, XmlLookup* lookup, Source* source)
      : rule_(rule),
        document_(*document),
        tables_(tables),
        outer_(outer),
        lookup_(*lookup),
        source_(source),
        out_(document_.text()) {}

  void Add(pugi::xml_node node) {
    const pugi::xpath_node value = lookup_.FirstPlace(rule_.value, node);
    if (!value) return;
    const std::string section = lookup_.Meaning(rule_.section, node);
    if (section != section_) Flush();
    if (out_.empty()) {
      section_ = section;
      locator_ = document_.Locator(node);
    } else {
      out_.Insert(last_, "\n");
    }
    if (Write(lookup_.FirstPlace(rule_.label, node))) out_.Insert(last_, ": ");
    const uint32_t begin = out_.size();
    Write(value);
    CodedAnswer answer;
    answer.text = lookup_.Value(value);
    answer.code = lookup_.FirstValue(rule_.answer, node);
    const pugi::xpath_node unit = lookup_.FirstPlace(rule_.unit, node);
    if (unit && lookup_.Value(unit) != "1") {
      answer.unit = lookup_.Value(unit);
      out_.Insert(last_, " ");
      Write(unit);
    }
    AddStatement(node, answer, begin);
  }

  void Flush() {
    if (out_.empty()) return;
    Part part;
    part.locator = locator_;
    part.section = section_;
    for (Statement& statement : statements_) {
      statement.part = source_->parts.size();
      source_->statements.push_back(std::move(statement));
    }
    statements_.clear();
    out_.MoveTo(&part, &outer_);
    source_->parts.push_back(std::move(part));
    last_ = 0;
  }

 private:
  // What stands before something that is written already is inserted: evidence never runs
  // backwards.
  bool Write(const pugi::xpath_node& place) {
    if (!place) return false;
    const std::string words = lookup_.Value(place);
    if (words.empty()) return false;
    const Range range = RangeOf(place);
    if (range.empty() || range.begin < last_) {
      out_.Insert(last_, words);
      return true;
    }
    static const XmlNodeSet kNone;
    static const XmlLayout kPlain;
    Narrator(document_, kPlain, kNone, &out_).Write(place);
    last_ = range.end;
    return true;
  }

  // From the first to the last character below a place.
  Range RangeOf(const pugi::xpath_node& place) const {
    if (place.attribute()) return document_.ValueRange(place.attribute().value());
    Range range;
    for (const pugi::xpath_node& below : lookup_.Select({".//text()"}, place.node())) {
      const Range one = document_.ValueRange(below.node().value());
      if (range.empty()) range.begin = one.begin;
      range.end = one.end;
    }
    return range;
  }

  void AddStatement(pugi::xml_node node, const CodedAnswer& answer, uint32_t begin) {
    const std::string* file = tables_.Find(rule_.systems, lookup_.FirstValue(rule_.system, node));
    if (file == nullptr) return;
    const std::string code = lookup_.FirstValue(rule_.code, node);
    const StatementRule* known = tables_.FindStatement(*file + ".statements", code);
    Statement statement;
    if (known == nullptr || !MakeStatement(*known, answer, &statement)) return;
    statement.begin = begin;
    statement.end = out_.size();
    statements_.push_back(std::move(statement));
  }

  const XmlCodedRule& rule_;
  XmlDocument& document_;
  const FormatTables& tables_;
  const OffsetMap& outer_;
  XmlLookup& lookup_;
  Source* source_;
  TextBuilder out_;
  std::string section_, locator_;  // of the open part
  std::vector<Statement> statements_;
  size_t last_ = 0;  // end of the input written last
};

}  // namespace

void AppendXmlCoded(const XmlCodedRule& rule, pugi::xml_node record, XmlDocument* document,
                    const FormatTables& tables, const OffsetMap& outer, XmlLookup* lookup,
                    Source* source) {
  CodedWriter writer(rule, document, tables, outer, lookup, source);
  for (const pugi::xpath_node& node : lookup->Select(rule.at, record)) {
    if (node.node()) writer.Add(node.node());
  }
  writer.Flush();
}

}  // namespace pathex
