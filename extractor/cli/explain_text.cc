#include <algorithm>
#include <array>

#include "extractor/cli/explain.h"

namespace pathex {
namespace {

// Foregrounds that can be read on dark and on light ground, then the same once more, inverted.
constexpr std::array<std::string_view, 12> kPalette = {
    "1;32", "1;36", "1;33", "1;35", "1;34", "1;31", "7;32", "7;36", "7;33", "7;35", "7;34", "7;31"};
constexpr std::string_view kUnused = "4";

// A marked place in the text of one part.
struct Mark {
  uint32_t begin = 0, end = 0;
  uint32_t finding = 0;
};

// Where a mention stands: its own span, then the others, each once.
std::vector<FoldedSpan> SpansOf(const Mention& mention) {
  std::vector<FoldedSpan> spans = {mention.span};
  for (const FoldedSpan& span : mention.extra_spans) {
    if (std::find(spans.begin(), spans.end(), span) == spans.end()) spans.push_back(span);
  }
  return spans;
}

// A reading that lost to another one of the same words: the text would only become harder to read.
bool IsCovered(const ExplainContext& context, uint32_t finding) {
  const Finding& loser = context.record->findings[finding];
  if (context.used[finding] || loser.lost_to < 0) return false;
  const Mention& winner = context.record->findings[loser.lost_to].mention;
  return winner.part == loser.mention.part && winner.span.Overlaps(loser.mention.span);
}

std::vector<Mark> MarksOfPart(const ExplainContext& context, size_t part) {
  std::vector<Mark> marks;
  const Record& record = *context.record;
  for (uint32_t f = 0; f < record.findings.size(); ++f) {
    const Mention& mention = record.findings[f].mention;
    if (mention.part != part || IsCovered(context, f)) continue;
    for (const FoldedSpan& span : SpansOf(mention)) {
      if (span.size() == 0) continue;
      const OriginalSpan at = record.parts[part].text.ToOriginal(span);
      marks.push_back({at.begin, at.end, f});
    }
  }
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  return marks;
}

// The text cut where marks begin and end; each piece has the style of the shortest mark over it,
// evidence before what was not used.
class Painter {
 public:
  Painter(const ExplainContext& context, size_t part, Page* page)
      : context_(context), page_(page), marks_(MarksOfPart(context, part)) {
    text_ = context.record->parts[part].text.original;
    for (const Mark& mark : marks_) {
      cuts_.push_back(mark.begin);
      cuts_.push_back(mark.end);
    }
    std::sort(cuts_.begin(), cuts_.end());
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  }

  void Run() {
    const size_t lines = 1 + std::count(text_.begin(), text_.end(), '\n');
    const size_t digits = std::to_string(lines).size();
    size_t number = 1;
    for (size_t begin = 0; begin <= text_.size(); ++number) {
      const size_t end = std::min(text_.find('\n', begin), text_.size());
      if (begin == text_.size() && number > 1) break;  // the last line has its line end
      std::string label = std::to_string(number);
      label.insert(0, digits - label.size(), ' ');
      page_->Line(Pieces(begin, end), {label + " │ ", "2"},
                  {std::string(digits, ' ') + " │ ", "2"});
      begin = end + 1;
    }
  }

 private:
  bool Better(const Mark& a, const Mark& b) const {
    const bool a_used = context_.used[a.finding], b_used = context_.used[b.finding];
    if (a_used != b_used) return a_used;
    return a.end - a.begin < b.end - b.begin;
  }

  std::string StyleAt(size_t at) {
    while (next_ < marks_.size() && marks_[next_].begin <= at) open_.push_back(marks_[next_++]);
    std::erase_if(open_, [&](const Mark& mark) { return mark.end <= at; });
    const Mark* best = nullptr;
    for (const Mark& mark : open_) {
      if (best == nullptr || Better(mark, *best)) best = &mark;
    }
    if (best == nullptr) return "";
    if (!context_.used[best->finding]) return std::string(kUnused);
    return StyleOfType(context_, context_.record->findings[best->finding].mention.type);
  }

  std::vector<Styled> Pieces(size_t begin, size_t end) {
    std::vector<Styled> pieces;
    for (size_t at = begin; at < end;) {
      while (cut_ < cuts_.size() && cuts_[cut_] <= at) ++cut_;
      const size_t to = std::min(end, cut_ < cuts_.size() ? size_t{cuts_[cut_]} : end);
      const std::string piece = Harmless(text_.substr(at, to - at));
      if (page_->colour()) {
        pieces.push_back({piece, StyleAt(at)});
      } else {
        pieces.push_back({Brackets(at) + piece, ""});
      }
      at = to;
    }
    if (!page_->colour()) pieces.push_back({Closing(end), ""});
    return pieces;
  }

  // Brackets that close and open before the byte at `at`; the innermost closes first.
  std::string Brackets(size_t at) {
    std::string out = Closing(at);
    while (next_ < marks_.size() && marks_[next_].begin <= at) {
      out += context_.used[marks_[next_].finding] ? "[" : "{";
      open_.push_back(marks_[next_++]);
    }
    return out;
  }

  std::string Closing(size_t at) {
    std::string out;
    for (size_t i = open_.size(); i-- > 0;) {
      if (open_[i].end > at) continue;
      out += context_.used[open_[i].finding] ? "](" : "}(";
      out += MentionId(open_[i].finding) + ")";
      open_.erase(open_.begin() + static_cast<ptrdiff_t>(i));
    }
    return out;
  }

  const ExplainContext& context_;
  Page* page_;
  std::vector<Mark> marks_;
  std::string_view text_;
  std::vector<uint32_t> cuts_;
  size_t cut_ = 0, next_ = 0;  // into cuts_ and marks_: the text is walked once
  std::vector<Mark> open_;
};

void Legend(const ExplainContext& context, Page* page) {
  if (!page->colour()) {
    page->Line("[…](m1) evidence of a value, {…}(m2) read, but not used");
    return;
  }
  std::vector<std::string_view> types;
  for (size_t f = 0; f < context.record->findings.size(); ++f) {
    const std::string_view type = context.record->findings[f].mention.type;
    if (context.used[f] && std::find(types.begin(), types.end(), type) == types.end()) {
      types.push_back(type);
    }
  }
  std::vector<Styled> pieces;
  for (const std::string_view type : types) {
    pieces.push_back({std::string(type), StyleOfType(context, type)});
    pieces.push_back({"  ", ""});
  }
  pieces.push_back({"read, but not used", std::string(kUnused)});
  page->Line(pieces);
}

}  // namespace

std::string StyleOfType(const ExplainContext& context, std::string_view type) {
  const auto found = context.assembly->by_type.find(type);
  const size_t index = found == context.assembly->by_type.end() ? 0 : found->second;
  return std::string(kPalette[index % kPalette.size()]);
}

void ExplainText(const ExplainContext& context, Page* page) {
  Legend(context, page);
  for (size_t p = 0; p < context.record->parts.size(); ++p) {
    const Part& part = *context.record->parts[p].part;
    page->Line("");
    if (part.locator != "/" || !part.title.empty()) {
      std::string title = part.title.empty() ? part.locator : part.title + "  " + part.locator;
      page->Line({{Harmless(title), "2"}});
    }
    Painter(context, p, page).Run();
  }
}

}  // namespace pathex
