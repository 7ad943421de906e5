#include "extractor/text/source_sdc.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/decode.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/source_xml.h"
#include "extractor/text/xml_records.h"
#include "extractor/text/xml_scan.h"

namespace pathex {
namespace {

constexpr std::string_view kNoText = "{no text}";

class Form {
 public:
  Form(const XmlTree& tree, const FormatTables& tables)
      : t_(tree), tables_(tables), out_(tree.text) {}

  void Node(int32_t node) {
    for (int32_t i = t_.nodes[node].first_child; i >= 0; i = t_.nodes[i].next) {
      if (t_.nodes[i].kind != XmlKind::kElement) continue;
      const std::string_view name = t_.LocalName(i);
      if (name == "Question") {
        Question(i);
      } else {
        Node(i);
      }
    }
  }

  // `first_part`: index of the part the statements are about.
  void MoveTo(Part* part, std::vector<Statement>* statements, const OffsetMap* outer) {
    out_.MoveTo(part, outer);
    *statements = std::move(statements_);
  }
  bool empty() const { return out_.empty(); }

 private:
  // The words of the template without its notes to the person who fills it in.
  Range Words(Range range) const {
    range = Trim(t_.text, range);
    const std::string_view text = range.In(t_.text);
    size_t begin = 0, end = text.size();
    while (begin < end &&
           (text[begin] == '?' || text[begin] == '#' || text[begin] == '+' || text[begin] == ' ')) {
      ++begin;
    }
    for (std::string_view note : {"(Note", "(specify", "(explain"}) {
      const size_t at = text.find(note, begin);
      if (at < end) end = at;
    }
    return Trim(t_.text, {range.begin + begin, range.begin + std::max(begin, end)});
  }

  // The report text of an item (a Property), else its title; empty = print nothing.
  Range Label(int32_t item) const {
    for (int32_t p = t_.Child(item, "Property"); p >= 0; p = t_.NextNamed(p, "Property")) {
      if (t_.AttributeValue(p, "propName") != "reportText") continue;
      const XmlAttribute* value = t_.Attribute(p, "val");
      if (value == nullptr) break;
      return value->value.In(t_.text) == kNoText ? Range{} : Words(value->value);
    }
    const XmlAttribute* title = t_.Attribute(item, "title");
    return title == nullptr ? Range{} : Words(title->value);
  }

  void Question(int32_t question) {
    const Range label = Label(question);
    const uint32_t before = out_.size();
    bool any = false;
    Answers(question, question, label, &any);
    if (any && out_.size() > before) out_.Insert(label.end, "\n");
    // Questions below answers and this question.
    Nested(question);
  }

  // Selected items and responses that belong to this question, not to one inside it.
  void Answers(int32_t node, int32_t question, Range label, bool* any) {
    for (int32_t i = t_.nodes[node].first_child; i >= 0; i = t_.nodes[i].next) {
      if (t_.nodes[i].kind != XmlKind::kElement) continue;
      const std::string_view name = t_.LocalName(i);
      if (name == "Question" || name == "Section" || name == "Property") continue;
      if (name == "ListItem") {
        if (t_.AttributeValue(i, "selected") != "true") continue;
        const XmlAttribute* title = t_.Attribute(i, "title");
        if (title != nullptr) {
          Answer(question, label, Words(title->value), t_.AttributeValue(i, "ID"), "", any);
        }
      } else if (name == "Response") {
        Response(i, question, label, any);
        continue;
      }
      Answers(i, question, label, any);
    }
  }

  void Response(int32_t response, int32_t question, Range label, bool* any) {
    for (int32_t i = t_.nodes[response].first_child; i >= 0; i = t_.nodes[i].next) {
      if (t_.nodes[i].kind != XmlKind::kElement) continue;
      const XmlAttribute* value = t_.Attribute(i, "val");
      if (value == nullptr || value->value.empty()) continue;
      const int32_t owner = t_.nodes[response].parent;
      const int32_t units = owner < 0 ? -1 : t_.Child(owner, "ResponseUnits");
      const std::string unit = units < 0 ? "" : t_.AttributeValue(units, "val");
      // "Greatest dimension" as an item and "3" as what was filled in beside it.
      const int32_t above = IdAbove(response, question);
      if (*any && above != question && !EndsLabel(out_.text())) {
        out_.Insert(value->value.begin, ":");
      }
      Answer(above, label, Trim(t_.text, value->value), "", unit, any);
      AppendUnit(owner, value->value.end);
    }
  }

  // The unit behind a number: its code, or the words of the template, not both.
  void AppendUnit(int32_t owner, size_t after) {
    for (std::string_view name : {"ResponseUnits", "TextAfterResponse"}) {
      const int32_t unit = owner < 0 ? -1 : t_.Child(owner, name);
      const XmlAttribute* words = unit < 0 ? nullptr : t_.Attribute(unit, "val");
      if (words == nullptr || words->value.empty()) continue;
      if (words->value.begin < after) continue;  // evidence never runs backwards
      out_.Insert(words->value.begin, " ");
      AppendXmlText(Trim(t_.text, words->value), &out_);
      return;
    }
  }

  static bool EndsLabel(std::string_view text) {
    return text.empty() || text.back() == ':' || text.back() == ';' || text.back() == '\n';
  }

  // The item that a response belongs to, else its question.
  int32_t IdAbove(int32_t response, int32_t question) const {
    int32_t node = t_.nodes[response].parent;
    while (node >= 0 && node != question && t_.LocalName(node) != "ListItem") {
      node = t_.nodes[node].parent;
    }
    return node < 0 ? question : node;
  }

  // `owner`: the question, or the item beside which the answer was filled in; its key says what the
  // answer means.
  void Answer(int32_t owner, Range label, Range words, const std::string& code,
              const std::string& unit, bool* any) {
    if (words.empty()) return;
    if (*any) {
      out_.Insert(words.begin, " ");
    } else if (!label.empty() && label.begin < words.begin) {
      AppendXmlText(label, &out_);
      const char last = label.In(t_.text).back();
      out_.Insert(label.end, last == ':' ? " " : ": ");
    }
    *any = true;
    const uint32_t begin = out_.size();
    AppendXmlText(words, &out_);
    const std::string id = t_.AttributeValue(owner, "ID");
    const StatementRule* rule =
        tables_.FindStatement("cap_ecc.statements", id.substr(0, id.find('.')));
    Statement statement;
    const CodedAnswer answer = {code.substr(0, code.find('.')), out_.text().substr(begin), unit};
    if (rule == nullptr || !MakeStatement(*rule, answer, &statement)) return;
    statement.begin = begin;
    statement.end = out_.size();
    statements_.push_back(std::move(statement));
  }

  // Questions inside: below a question itself, or below an answer that was chosen.
  void Nested(int32_t node) {
    for (int32_t i = t_.nodes[node].first_child; i >= 0; i = t_.nodes[i].next) {
      if (t_.nodes[i].kind != XmlKind::kElement) continue;
      const std::string_view name = t_.LocalName(i);
      if (name == "ListItem" && t_.AttributeValue(i, "selected") != "true") continue;
      name == "Question" ? Question(i) : Nested(i);
    }
  }

  const XmlTree& t_;
  const FormatTables& tables_;
  TextBuilder out_;
  std::vector<Statement> statements_;
};

}  // namespace

bool LooksLikeSdc(std::string_view bytes, std::string_view) {
  return HasXmlTag(bytes, {"SDCSubmissionPackage", "FormDesign"});
}

Result<std::vector<Source>> ReadSdc(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options) {
  const Decoded decoded =
      DecodeText(bytes, options.encoding.empty() ? DeclaredXmlEncoding(bytes) : options.encoding);
  const XmlTree tree = ScanXml(decoded.text, {options.limits.xml_depth, options.limits.xml_nodes});
  const FormatTables& tables = TablesOf(options);
  Source source = StartSource(path, "sdc", options.language);
  source.media_type = "application/xml";
  TakeEncoding(decoded, &source);
  Form form(tree, tables);
  for (int32_t root = tree.nodes.empty() ? -1 : 0; root >= 0; root = tree.nodes[root].next) {
    form.Node(root);
  }
  if (form.empty()) return Error{"S047", std::string(path), "SDC form without a chosen answer"};
  Part part;
  part.section = tables.Get("fhir.elements", "result");
  part.locator = "/" + std::string(tree.Name(0));
  form.MoveTo(&part, &source.statements, &decoded.map);
  source.parts.push_back(std::move(part));
  std::vector<Source> sources = {std::move(source)};
  SpreadXmlFaults(tree, path, {Range{0, decoded.text.size()}}, &sources);
  return sources;
}

}  // namespace pathex
