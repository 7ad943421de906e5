#include "extractor/text/xhtml_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "extractor/text/characters.h"

namespace pathex {
namespace {

template <size_t N>
bool IsOneOf(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 24> kBlocks = {
    "p",  "div", "li",  "tr",      "table",   "ul",   "ol",      "dl",
    "dt", "dd",  "pre", "hr",      "h1",      "h2",   "h3",      "h4",
    "h5", "h6",  "br",  "section", "article", "body", "caption", "blockquote"};
constexpr std::array<std::string_view, 3> kStruck = {"s", "strike", "del"};
constexpr std::array<std::string_view, 4> kSkipped = {"script", "style", "head", "title"};

class Renderer {
 public:
  Renderer(const XmlTree& tree, TextBuilder* out) : tree_(tree), out_(out) {}

  void Node(int32_t node, bool preformatted) {
    for (int32_t i = tree_.nodes[node].first_child; i >= 0; i = tree_.nodes[i].next) {
      const XmlNode& child = tree_.nodes[i];
      if (child.kind != XmlKind::kElement) {
        Text(child, preformatted);
        continue;
      }
      const std::string name = AsciiLower(tree_.LocalName(i));
      if (IsOneOf(kSkipped, name)) continue;
      if (IsOneOf(kStruck, name)) {
        ++struck_;
        continue;
      }
      const bool block = IsOneOf(kBlocks, name);
      if (block) Break(child.range.begin, name == "br");
      if ((name == "td" || name == "th") && !out_->EndsLine()) {
        blank_ = false;
        out_->Insert(child.range.begin, " | ");
        cell_begins_ = true;
      }
      Node(i, preformatted || name == "pre");
      if (block && name != "br") Break(child.range.end, false);
    }
  }

  size_t struck() const { return struck_; }

 private:
  // A <br/> always breaks; a block breaks once.
  void Break(size_t at, bool forced) {
    blank_ = false;
    if (out_->empty() || (!forced && out_->EndsLine())) return;
    out_->Insert(at, "\n");
  }

  void Text(const XmlNode& node, bool preformatted) {
    const bool raw = node.kind == XmlKind::kCdata;
    if (preformatted) {
      raw ? out_->CopyLines(node.range.begin, node.range.end) : AppendXmlText(node.range, out_);
      return;
    }
    const std::string_view text = tree_.text;
    size_t i = node.range.begin;
    while (i < node.range.end) {
      if (IsBlank(text[i])) {
        blank_at_ = i;
        blank_ = true;
        while (i < node.range.end && IsBlank(text[i])) ++i;
        blank_end_ = i;
        continue;
      }
      size_t end = i;
      while (end < node.range.end && !IsBlank(text[end])) ++end;
      if (blank_ && !out_->EndsLine() && !cell_begins_) {
        out_->Replace(blank_at_, blank_end_, " ");
      }
      blank_ = cell_begins_ = false;
      raw ? out_->CopyLines(i, end) : AppendXmlText({i, end}, out_);
      i = end;
    }
  }

  const XmlTree& tree_;
  TextBuilder* out_;
  bool blank_ = false;        // a blank is due before the next word
  bool cell_begins_ = false;  // a cell mark was just written
  size_t blank_at_ = 0, blank_end_ = 0;
  size_t struck_ = 0;
};

}  // namespace

size_t AppendXhtml(const XmlTree& tree, int32_t node, TextBuilder* out) {
  Renderer renderer(tree, out);
  renderer.Node(node, false);
  return renderer.struck();
}

}  // namespace pathex
