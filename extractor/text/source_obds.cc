#include "extractor/text/source_obds.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extractor/text/decode.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/source_xml.h"
#include "extractor/text/xml_records.h"
#include "extractor/text/xml_scan.h"

namespace pathex {
namespace {

class Reader {
 public:
  Reader(const XmlTree& tree, const Decoded& decoded, std::string_view path,
         const ReadOptions& options)
      : t_(tree),
        decoded_(decoded),
        path_(path),
        options_(options),
        tables_(TablesOf(options)),
        coded_(tree.text) {}

  std::vector<Source> Run() {
    for (int32_t root = 0; root >= 0; root = t_.nodes[root].next) Find(root, -1);
    SpreadXmlFaults(t_, path_, ranges_, &sources_);
    MakeIdsUnique(&sources_);
    return std::move(sources_);
  }

 private:
  void Find(int32_t node, int32_t patient) {
    if (t_.nodes[node].kind != XmlKind::kElement) return;
    if (t_.LocalName(node) == "Patient") patient = node;
    if (t_.LocalName(node) == "Meldung") Report(node, patient);
    for (int32_t i = t_.nodes[node].first_child; i >= 0; i = t_.nodes[i].next) Find(i, patient);
  }

  void Report(int32_t report, int32_t patient) {
    Source source = StartSource(path_, "obds", options_.language);
    source.media_type = "application/xml";
    TakeEncoding(decoded_, &source);
    source_ = &source;
    const std::string where = "//Meldung[" + std::to_string(sources_.size() + 1) + "]";
    const std::string id = t_.AttributeValue(report, "Meldung_ID");
    if (!id.empty()) source.id = id;
    accession_.clear();
    Walk(report, where);
    FlushCoded();
    if (!accession_.empty()) source.id = accession_;
    if (HasText(source)) {
      if (patient >= 0) Sex(patient, where);
    } else {
      AddDiagnostic(Severity::kWarning, "S046", where, "message holds no report text", &source);
    }
    ranges_.push_back(t_.nodes[report].range);
    sources_.push_back(std::move(source));
  }

  std::string ParentAndName(int32_t node) const {
    const int32_t parent = t_.nodes[node].parent;
    return (parent < 0 ? "" : std::string(t_.LocalName(parent)) + "/") +
           std::string(t_.LocalName(node));
  }

  void Walk(int32_t node, const std::string& path) {
    for (int32_t i = t_.nodes[node].first_child; i >= 0; i = t_.nodes[i].next) {
      if (t_.nodes[i].kind != XmlKind::kElement) continue;
      const std::string name(t_.LocalName(i));
      if (name == "Meldung") continue;  // swallowed by a missing end tag; read by itself
      const std::string where = path + "/" + name;
      if (const std::string* section = tables_.Find("obds.text_elements", name)) {
        FlushCoded();
        Text(i, where, *section);
      } else if (tables_.Has("obds.marked_elements", name)) {
        FlushCoded();
        Marked(i, where, tables_.Get("obds.sections", name), false);
      } else if (IsCoded(i)) {
        Coded(i, where);
      } else {
        Element(i, name);
        Walk(i, where);
      }
    }
  }

  void Element(int32_t node, const std::string& name) {
    if (tables_.Has("obds.id_elements", name) && accession_.empty()) accession_ = t_.Value(node);
    if (const std::string* kind = tables_.Find("obds.dates", name)) {
      AddDate(*kind, t_.Value(node), source_);
    }
  }

  // ---- free text ----

  void Text(int32_t node, const std::string& where, const std::string& section) {
    Marked(node, where, section, true);
  }

  // The reports between "*** Pathobericht …" and "*** Ende Pathobericht …" lines, one part each;
  // with `whole`, everything when there are no such lines.
  void Marked(int32_t node, const std::string& where, const std::string& section, bool whole) {
    TextBuilder all(t_.text);
    AppendXmlContent(t_, node, &all);
    const std::string begin_mark = tables_.Get("obds.markers", "begin");
    const std::string end_mark = tables_.Get("obds.markers", "end");
    Part element;
    all.MoveTo(&element, &decoded_.map);
    const std::string& text = element.text;
    size_t at = begin_mark.empty() ? std::string::npos : text.find(begin_mark);
    if (at == std::string::npos && whole) AddPiece(element, {0, text.size()}, where, section);
    size_t number = 0;
    while (at != std::string::npos) {
      const size_t line_end = std::min(text.find('\n', at), text.size());
      // A marker and its report may stand on one line: the marker ends with its own sign.
      const std::string sign = tables_.Get("obds.markers", "line_end");
      const size_t closing =
          sign.empty() ? std::string::npos : text.find(sign, at + begin_mark.size());
      const size_t begin = closing < line_end ? closing + sign.size() : line_end;
      size_t end = end_mark.empty() ? std::string::npos : text.find(end_mark, begin);
      size_t next = text.find(begin_mark, begin);
      end = std::min({end, next, text.size()});
      ++number;
      AddPiece(element, {begin, end}, where + "/report[" + std::to_string(number) + "]", section);
      at = next;
    }
  }

  void AddPiece(const Part& element, Range range, const std::string& where,
                const std::string& section) {
    range = Trim(element.text, range);
    if (range.empty()) return;
    // The piece of the element's text, then the element's own places.
    TextBuilder piece(element.text);
    piece.Copy(range.begin, range.end);
    Part part;
    part.locator = where;
    part.section = section;
    piece.MoveTo(&part, &element.to_file);
    source_->parts.push_back(std::move(part));
  }

  // ---- coded values ----

  bool IsCoded(int32_t node) const {
    const std::string name(t_.LocalName(node));
    return tables_.Find("obds.coded_elements", name) != nullptr ||
           tables_.Find("obds.coded_elements", ParentAndName(node)) != nullptr ||
           (tables_.Find("obds.staged_elements", name) != nullptr && IsLeaf(node));
  }

  bool IsLeaf(int32_t node) const {
    for (int32_t i = t_.nodes[node].first_child; i >= 0; i = t_.nodes[i].next) {
      if (t_.nodes[i].kind == XmlKind::kElement) return false;
    }
    return true;
  }

  void Coded(int32_t node, const std::string& where) {
    const std::string value = t_.Value(node);
    if (value.empty() || tables_.Has("obds.unknown_values", value)) return;
    const std::string name(t_.LocalName(node));
    const Range tag = t_.nodes[node].name;
    if (coded_.empty()) {
      coded_where_ = where;
    } else {
      coded_.Insert(tag.begin, "\n");
    }
    std::string code = ParentAndName(node);
    const std::string* label = tables_.Find("obds.coded_elements", code);
    if (label == nullptr) label = tables_.Find("obds.coded_elements", code = name);
    uint32_t begin = coded_.size();
    if (label != nullptr) {
      if (!label->empty()) coded_.Replace(tag.begin, tag.end, *label);
      begin = coded_.size();
    } else {
      code = Staged(node, name);
    }
    AppendXmlContent(t_, node, &coded_);
    const StatementRule* rule = tables_.FindStatement("obds.statements", code);
    const std::string words = label != nullptr ? value : coded_.text().substr(begin);
    Statement statement;
    if (rule == nullptr || !MakeStatement(*rule, {value, words, ""}, &statement)) return;
    statement.begin = begin;
    statement.end = coded_.size();
    coded_statements_.push_back(std::move(statement));
  }

  // "p" and "T" before the value of a T element; returns "pT", the code of the statement.
  std::string Staged(int32_t node, const std::string& name) {
    const std::string letter = tables_.Get("obds.staged_elements", name);
    const int32_t parent = t_.nodes[node].parent;
    const int32_t prefix = t_.Child(parent, tables_.Get("obds.prefix_elements", name));
    std::string code = letter;
    if (prefix >= 0 && prefix < node) {
      code = t_.Value(prefix) + letter;
      AppendXmlContent(t_, prefix, &coded_);
    }
    const Range tag = t_.nodes[node].name;
    coded_.Replace(tag.begin, tag.end, letter);
    return code;
  }

  void FlushCoded() {
    if (coded_.empty()) return;
    Part part;
    part.locator = coded_where_;
    part.section = tables_.Get("obds.sections", "coded");
    for (Statement& statement : coded_statements_) {
      statement.part = source_->parts.size();
      source_->statements.push_back(std::move(statement));
    }
    coded_statements_.clear();
    coded_.MoveTo(&part, &decoded_.map);
    source_->parts.push_back(std::move(part));
  }

  // Sex only; nothing else of the person is read.
  void Sex(int32_t node, const std::string& where) {
    for (int32_t i = t_.nodes[node].first_child; i >= 0; i = t_.nodes[i].next) {
      if (t_.nodes[i].kind != XmlKind::kElement || t_.LocalName(i) == "Menge_Meldung") continue;
      const std::string name(t_.LocalName(i));
      if (tables_.Has("obds.sex_elements", name)) {
        const StatementRule* rule = tables_.FindStatement("obds.statements", name);
        if (rule == nullptr) return;
        TextBuilder text(t_.text);
        AppendXmlContent(t_, i, &text);
        AppendStatedValue(*rule, t_.Value(i), where + "/ancestor::Patient//" + name, &text,
                          decoded_.map, source_);
        return;
      }
      Sex(i, where);
    }
  }

  const XmlTree& t_;
  const Decoded& decoded_;
  const std::string path_;
  const ReadOptions& options_;
  const FormatTables& tables_;
  std::vector<Source> sources_;
  std::vector<Range> ranges_;
  Source* source_ = nullptr;  // the report being read
  std::string accession_;
  TextBuilder coded_;  // the open part of coded values
  std::string coded_where_;
  std::vector<Statement> coded_statements_;
};

}  // namespace

bool LooksLikeObds(std::string_view bytes, std::string_view) {
  return HasXmlTag(bytes, {"ADT_GEKID", "oBDS"});
}

Result<std::vector<Source>> ReadObds(std::string_view bytes, std::string_view path,
                                     const ReadOptions& options) {
  const Decoded decoded =
      DecodeText(bytes, options.encoding.empty() ? DeclaredXmlEncoding(bytes) : options.encoding);
  const XmlTree tree = ScanXml(decoded.text, {options.limits.xml_depth, options.limits.xml_nodes});
  if (tree.nodes.empty()) return Error{"S045", std::string(path), "no XML element found"};
  std::vector<Source> sources = Reader(tree, decoded, path, options).Run();
  if (sources.empty()) return Error{"S045", std::string(path), "no Meldung element found"};
  return WithinLimits(std::move(sources), path, options);
}

}  // namespace pathex
