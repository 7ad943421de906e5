#include "extractor/text/xml_scan.h"

#include <algorithm>

#include "extractor/text/characters.h"
#include "extractor/text/xml_entity.h"

namespace pathex {
namespace {

constexpr size_t kMostFaults = 20;

bool IsNameStart(char c) {
  return IsAsciiLetter(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}
bool IsNameChar(char c) { return IsNameStart(c) || IsAsciiDigit(c) || c == '-' || c == '.'; }

std::string_view Local(std::string_view name) {
  const size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Scanner {
 public:
  Scanner(std::string_view text, const XmlScanLimits& limits, XmlTree* tree)
      : text_(text), limits_(limits), tree_(tree) {}

  void Run() {
    while (at_ < text_.size() && !tree_->limit_hit) {
      if (text_[at_] != '<' || !IsMarkup()) {
        Characters();
      } else if (Starts("<!--")) {
        SkipTo("-->", "comment");
      } else if (Starts("<![CDATA[")) {
        Cdata();
      } else if (Starts("<!")) {
        Doctype();
      } else if (Starts("<?")) {
        SkipTo("?>", "processing instruction");
      } else if (Starts("</")) {
        EndTag();
      } else {
        StartTag();
      }
    }
    if (!open_.empty() && !tree_->limit_hit) {
      Fault(text_.size(), "text ends inside <" + std::string(tree_->Name(open_.back().node)) + ">");
    }
    while (!open_.empty()) Close(text_.size());
    if (tree_->nodes.empty()) Fault(0, "no XML element found");
  }

 private:
  struct Open {
    int32_t node;
    int32_t last_child = -1;
  };

  bool Starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  // "p<0.05" and "a < b" are text.
  bool IsMarkup() const {
    if (at_ + 1 >= text_.size()) return false;
    const char c = text_[at_ + 1];
    return IsNameStart(c) || c == '/' || c == '!' || c == '?';
  }

  void Fault(size_t offset, std::string message) {
    if (tree_->faults.size() < kMostFaults) tree_->faults.push_back({offset, std::move(message)});
  }

  void SkipTo(std::string_view end, const char* what) {
    const size_t found = text_.find(end, at_ + 2);
    if (found == std::string_view::npos) Fault(at_, std::string(what) + " without an end");
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
  }

  int32_t Add(XmlNode node) {
    if (tree_->nodes.size() >= limits_.nodes) {
      tree_->limit_hit = true;
      Fault(at_, "more than " + std::to_string(limits_.nodes) + " nodes; raise xml.nodes");
      return -1;
    }
    const int32_t index = static_cast<int32_t>(tree_->nodes.size());
    if (!open_.empty()) {
      Open& open = open_.back();
      node.parent = open.node;
      if (open.last_child < 0) {
        tree_->nodes[open.node].first_child = index;
      } else {
        tree_->nodes[open.last_child].next = index;
      }
      open.last_child = index;
    } else {
      if (last_root_ >= 0) tree_->nodes[last_root_].next = index;
      last_root_ = index;
    }
    tree_->nodes.push_back(node);
    return index;
  }

  void Characters() {
    const size_t begin = at_++;
    while (at_ < text_.size() && !(text_[at_] == '<' && IsMarkup())) ++at_;
    if (open_.empty()) return;  // blanks, a byte order mark, or rubbish around the root
    XmlNode node;
    node.kind = XmlKind::kText;
    node.range = {begin, at_};
    Add(node);
  }

  void Cdata() {
    constexpr size_t kOpening = 9;
    XmlNode node;
    node.kind = XmlKind::kCdata;
    size_t end = text_.find("]]>", at_ + kOpening);
    if (end == std::string_view::npos) {
      Fault(at_, "CDATA without an end");
      end = text_.size();
    }
    node.range = {at_ + kOpening, end};
    if (!open_.empty()) Add(node);
    at_ = std::min(end + 3, text_.size());
  }

  // "<!DOCTYPE a [ … ]>": the inside is skipped unread.
  void Doctype() {
    tree_->has_doctype = true;
    int brackets = 0;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '[') ++brackets;
      if (c == ']') --brackets;
      if (c == '>' && brackets <= 0) break;
    }
    if (at_ < text_.size()) ++at_;
  }

  void EndTag() {
    size_t end = at_ + 2;
    while (end < text_.size() && IsNameChar(text_[end])) ++end;
    const std::string_view name = text_.substr(at_ + 2, end - at_ - 2);
    const size_t close = text_.find('>', end);
    const size_t after = close == std::string_view::npos ? text_.size() : close + 1;
    if (close == std::string_view::npos) Fault(at_, "end tag without its end");
    size_t depth = open_.size();
    while (depth > 0 && tree_->Name(open_[depth - 1].node) != name) --depth;
    if (depth == 0) {
      Fault(at_, "end tag that closes nothing");
    } else {
      if (depth != open_.size()) {
        Fault(at_, "<" + std::string(tree_->Name(open_.back().node)) + "> is not closed");
      }
      while (open_.size() > depth) Close(at_);
      Close(after);
    }
    at_ = after;
  }

  void Close(size_t end) {
    tree_->nodes[open_.back().node].range.end = end;
    open_.pop_back();
  }

  void StartTag() {
    XmlNode node;
    node.range.begin = at_;
    node.name.begin = ++at_;
    while (at_ < text_.size() && IsNameChar(text_[at_])) ++at_;
    node.name.end = at_;
    node.first_attribute = static_cast<uint32_t>(tree_->attributes.size());
    const bool empty_element = Attributes();
    node.attribute_count = static_cast<uint32_t>(tree_->attributes.size()) - node.first_attribute;
    node.range.end = at_;
    if (open_.size() >= limits_.depth) {
      tree_->limit_hit = true;
      Fault(node.range.begin,
            "nested deeper than " + std::to_string(limits_.depth) + "; raise xml.depth");
      return;
    }
    const int32_t index = Add(node);
    if (index >= 0 && !empty_element) open_.push_back({index});
  }

  // Reads up to and with ">"; true for "/>".
  bool Attributes() {
    while (at_ < text_.size()) {
      while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
      if (Starts("/>")) {
        at_ += 2;
        return true;
      }
      if (Starts(">")) {
        ++at_;
        return false;
      }
      if (at_ >= text_.size() || text_[at_] == '<') break;
      if (!IsNameStart(text_[at_])) {
        ++at_;
        continue;
      }
      Attribute();
    }
    Fault(at_, "start tag without its end");
    return false;
  }

  void Attribute() {
    XmlAttribute attribute;
    attribute.name.begin = at_;
    while (at_ < text_.size() && IsNameChar(text_[at_])) ++at_;
    attribute.name.end = at_;
    while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
    if (!Starts("=")) return;
    ++at_;
    while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
    if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return;
    const size_t close = text_.find(text_[at_], at_ + 1);
    if (close == std::string_view::npos) {
      Fault(at_, "attribute without its end");
      at_ = text_.size();
      return;
    }
    attribute.value = {at_ + 1, close};
    at_ = close + 1;
    tree_->attributes.push_back(attribute);
  }

  std::string_view text_;
  const XmlScanLimits& limits_;
  XmlTree* tree_;
  size_t at_ = 0;
  std::vector<Open> open_;
  int32_t last_root_ = -1;
};

}  // namespace

std::string_view XmlTree::LocalName(int32_t node) const { return Local(Name(node)); }

std::string_view XmlTree::Prefix(int32_t node) const {
  const std::string_view name = Name(node);
  const size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

const XmlAttribute* XmlTree::Attribute(int32_t node, std::string_view local) const {
  const XmlNode& n = nodes[node];
  for (uint32_t i = 0; i < n.attribute_count; ++i) {
    const XmlAttribute& attribute = attributes[n.first_attribute + i];
    if (Local(attribute.name.In(text)) == local) return &attribute;
  }
  return nullptr;
}

std::string XmlTree::AttributeValue(int32_t node, std::string_view local) const {
  const XmlAttribute* attribute = Attribute(node, local);
  if (attribute == nullptr) return std::string();
  TextBuilder out(text);
  AppendXmlText(attribute->value, &out);
  return out.text();
}

int32_t XmlTree::Child(int32_t node, std::string_view local) const {
  if (node < 0) return -1;
  for (int32_t i = nodes[node].first_child; i >= 0; i = nodes[i].next) {
    if (nodes[i].kind == XmlKind::kElement && LocalName(i) == local) return i;
  }
  return -1;
}

int32_t XmlTree::NextNamed(int32_t node, std::string_view local) const {
  for (int32_t i = nodes[node].next; i >= 0; i = nodes[i].next) {
    if (nodes[i].kind == XmlKind::kElement && LocalName(i) == local) return i;
  }
  return -1;
}

std::string XmlTree::Value(int32_t node) const {
  if (node < 0) return std::string();
  TextBuilder out(text);
  AppendXmlContent(*this, node, &out);
  return std::string(Trim(out.text(), {0, out.text().size()}).In(out.text()));
}

XmlTree ScanXml(std::string_view text, const XmlScanLimits& limits) {
  XmlTree tree;
  tree.text = text;
  Scanner(text, limits, &tree).Run();
  return tree;
}

void AppendXmlText(Range range, TextBuilder* out) {
  const std::string_view text = out->input();
  size_t from = range.begin;
  for (size_t i = range.begin; i < range.end; ++i) {
    if (text[i] != '&') continue;
    const XmlReference reference = ReadXmlReference(text.substr(0, range.end), i);
    if (reference.length == 0) continue;
    out->CopyLines(from, i);
    const char32_t c = reference.character == U'\r' ? U'\n' : reference.character;
    size_t length = reference.length;
    if (reference.character == U'\r') {  // "&#13;&#10;" is one line end
      const XmlReference next = i + length < range.end && text[i + length] == '&'
                                    ? ReadXmlReference(text.substr(0, range.end), i + length)
                                    : XmlReference{};
      if (next.character == U'\n')
        length += next.length;
      else if (i + length < range.end && text[i + length] == '\n')
        ++length;
    }
    out->Replace(i, i + length, EncodeUtf8(c));
    from = i + length;
    i = from - 1;
  }
  out->CopyLines(from, range.end);
}

void AppendXmlContent(const XmlTree& tree, int32_t node, TextBuilder* out) {
  for (int32_t i = tree.nodes[node].first_child; i >= 0; i = tree.nodes[i].next) {
    const XmlNode& child = tree.nodes[i];
    if (child.kind == XmlKind::kElement) {
      AppendXmlContent(tree, i, out);
    } else if (child.kind == XmlKind::kText) {
      AppendXmlText(child.range, out);
    } else {
      out->CopyLines(child.range.begin, child.range.end);
    }
  }
}

}  // namespace pathex
