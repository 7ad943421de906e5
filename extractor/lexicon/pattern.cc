#include "extractor/lexicon/pattern.h"

#include <algorithm>
#include <utility>

#include "extractor/lexicon/word_edges.h"
#include "extractor/text/characters.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

constexpr size_t kMostSpellings = 16;  // of one literal word with optional letters
constexpr size_t kShortestTrigger = 2;

using Clauses = std::vector<Features>;

class Translator {
 public:
  Translator(std::string_view pattern, const PatternResolver& resolver)
      : pattern_(pattern), resolver_(resolver) {}

  Result<TranslatedPattern> Run() {
    bool edge_after = true;
    Piece all = Alternation(/*edge_before=*/true, &edge_after);
    if (fault_.code.empty() && at_ < pattern_.size()) Fail("L009", "')' without '('");
    if (!fault_.code.empty()) return fault_;
    return TranslatedPattern{std::move(all.regex), std::move(groups_), std::move(all.required)};
  }

 private:
  struct Piece {
    std::string regex;
    Clauses required;
  };

  void Fail(std::string code, std::string message) {
    if (fault_.code.empty()) fault_ = Error{std::move(code), "", std::move(message)};
  }
  bool failed() const { return !fault_.code.empty(); }
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }

  // Branches until the end or ')'. A unit must meet one clause of each branch. `edge_after`: behind
  // every branch a word may begin.
  Piece Alternation(bool edge_before, bool* edge_after) {
    Piece all = Sequence(edge_before);
    *edge_after = at_edge_;
    bool every_branch = !all.required.empty();
    Features either;
    if (every_branch) either = Strongest(all.required);
    bool choice = false;
    while (!failed() && Peek() == '|') {
      choice = true;
      ++at_;
      Piece branch = Sequence(edge_before);
      *edge_after = *edge_after && at_edge_;
      all.regex += "|" + branch.regex;
      every_branch = every_branch && !branch.required.empty();
      if (every_branch) either.Add(Strongest(branch.required));
    }
    if (choice) {
      all.required.clear();
      if (every_branch) all.required.push_back(either);
    }
    return all;
  }

  // The clause with the fewest features: the rarest, as far as one can tell.
  static Features Strongest(const Clauses& clauses) {
    return *std::min_element(
        clauses.begin(), clauses.end(),
        [](const Features& a, const Features& b) { return a.words() < b.words(); });
  }

  Piece Sequence(bool edge_before) {
    Piece out;
    at_edge_ = edge_before;
    spellings_.clear();
    while (!failed() && at_ < pattern_.size() && Peek() != '|' && Peek() != ')') Item(&out);
    EndWord(&out);
    return out;
  }

  void Item(Piece* out) {
    const char c = Peek();
    if (IsAsciiLetter(c)) return Letter(out);
    if (c == '(') {
      const LetterGroup group = LettersAt(at_);
      if (group.end != 0 && (!spellings_.empty() || LettersFollow(group.end))) {
        return Letters(group, out);
      }
    }
    EndWord(out);
    if (c == '(') return Group(out);
    if (c == '{' && !IsAsciiDigit(Peek(1)) && Peek(1) != ',') return Name(out);
    bool edge = true;
    std::string regex;
    if (c == ' ') {
      ++at_;
      regex = "[ \\n]";
    } else if (c == '[') {
      regex = CharacterClass();
      edge = !ClassHasLetters(regex);
    } else if (c == '\\') {
      regex = pattern_.substr(at_, 2);
      at_ += 2;
      edge = EscapeEndsWord(regex);
    } else {
      ++at_;
      regex = std::string(1, c);
      edge = c != '.';
    }
    Quantified(out, Piece{std::move(regex), {}}, edge);
  }

  // Letters gather into a literal word; "margins?" has an optional one.
  void Letter(Piece* out) {
    const char c = static_cast<char>(Peek() | 0x20);
    ++at_;
    out->regex += c;
    bool optional = false, repeated = false;
    if (Peek() == '?') {
      optional = true;
      out->regex += '?';
      ++at_;
    } else if (Peek() == '*' || Peek() == '+' ||
               (Peek() == '{' && (IsAsciiDigit(Peek(1)) || Peek(1) == ','))) {
      out->regex += Quantifier();
      repeated = true;
    }
    Continue({std::string(1, c)}, optional);
    if (repeated) word_ok_ = false;
  }

  // "(?:tic|sis)", "(?:ly)?": a group of nothing but letters; no `end`: there is none.
  struct LetterGroup {
    std::vector<std::string> branches;
    size_t end = 0;
    bool optional = false;
  };

  LetterGroup LettersAt(size_t pos) const {
    LetterGroup group;
    if (pattern_.substr(pos, 3) != "(?:") return group;
    group.branches.emplace_back();
    for (pos += 3; pos < pattern_.size() && pattern_[pos] != ')'; ++pos) {
      if (pattern_[pos] == '|') {
        group.branches.emplace_back();
      } else if (IsAsciiLetter(pattern_[pos])) {
        group.branches.back() += static_cast<char>(pattern_[pos] | 0x20);
      } else {
        return {};
      }
    }
    if (pos >= pattern_.size()) return {};
    ++pos;
    const auto quantifier = [&] {
      return pos < pattern_.size() &&
             (std::string_view("?*+").find(pattern_[pos]) != std::string_view::npos ||
              (pattern_[pos] == '{' && pos + 1 < pattern_.size() &&
               (IsAsciiDigit(pattern_[pos + 1]) || pattern_[pos + 1] == ',')));
    };
    if (quantifier()) {
      if (pattern_[pos++] != '?' || quantifier()) return {};
      group.optional = true;
    }
    group.end = pos;
    return group;
  }

  bool LettersFollow(size_t pos) const {
    return pos < pattern_.size() && (IsAsciiLetter(pattern_[pos]) || LettersAt(pos).end != 0);
  }

  void Letters(const LetterGroup& group, Piece* out) {
    out->regex += pattern_.substr(at_, group.end - at_);
    at_ = group.end;
    Continue(group.branches, group.optional);
  }

  // Behind every spelling of the word so far stands one of `branches`.
  void Continue(const std::vector<std::string>& branches, bool optional) {
    if (spellings_.empty()) {
      word_ok_ = at_edge_;
      spellings_ = {""};
    }
    at_edge_ = false;
    if (spellings_.size() * (branches.size() + (optional ? 1 : 0)) > kMostSpellings) {
      word_ok_ = false;
      return;
    }
    std::vector<std::string> longer;
    for (const std::string& spelling : spellings_) {
      for (const std::string& branch : branches) longer.push_back(spelling + branch);
      if (optional) longer.push_back(spelling);
    }
    spellings_ = std::move(longer);
  }

  void EndWord(Piece* out) {
    if (!spellings_.empty() && word_ok_ && resolver_.words && WordEndsAt(pattern_, at_)) {
      const bool long_enough = std::all_of(spellings_.begin(), spellings_.end(), [](const auto& s) {
        return s.size() >= kShortestTrigger;
      });
      if (long_enough) {
        std::sort(spellings_.begin(), spellings_.end());
        spellings_.erase(std::unique(spellings_.begin(), spellings_.end()), spellings_.end());
        const Features features = resolver_.words(spellings_);
        if (!features.empty()) out->required.push_back(features);
      }
    }
    spellings_.clear();
  }

  void Group(Piece* out) {
    if (pattern_.substr(at_, 3) != "(?:") {
      Fail("L008", "a bracket captures by number: write (?:…), and {name} for what is emitted");
      return;
    }
    at_ += 3;
    const bool edge_before = at_edge_;
    bool edge_after = true;
    Piece inner = Alternation(edge_before, &edge_after);
    if (Peek() != ')') {
      Fail("L009", "'(' without ')'");
      return;
    }
    ++at_;
    at_edge_ = edge_before;
    Quantified(out, Piece{"(?:" + inner.regex + ")", std::move(inner.required)}, edge_after);
  }

  void Name(Piece* out) {
    const size_t close = pattern_.find('}', at_);
    if (close == std::string_view::npos) return Fail("L009", "'{' without '}'");
    PatternName name = ReadName(pattern_.substr(at_ + 1, close - at_ - 1));
    at_ = close + 1;
    Result<ResolvedName> resolved = resolver_.name(name);
    if (!resolved) {
      fault_ = resolved.error();
      return;
    }
    std::string body = resolved->regex;
    if (name.list) body = body + "(?:" + resolver_.list_separator + body + ")*";
    const bool captured = resolved->term >= 0 || name.alias[0] != '_';
    if (captured) {
      for (const PatternGroup& group : groups_) {
        if (group.name == name.alias) {
          return Fail("L006", "the name \"" + name.alias +
                                  "\" stands twice in one pattern: write {other:" + name.name +
                                  "} or a second pattern");
        }
      }
      groups_.push_back({name.alias, resolved->term, name.list});
    }
    Piece piece{(captured ? "(?P<" + name.alias + ">" : std::string("(?:")) + body + ")", {}};
    piece.required = resolved->required;
    Quantified(out, std::move(piece), true);
  }

  static PatternName ReadName(std::string_view inside) {
    PatternName name;
    if (inside.size() > 3 && inside.substr(inside.size() - 3) == "...") {
      name.list = true;
      inside.remove_suffix(3);
    }
    if (const size_t equals = inside.find('='); equals != std::string_view::npos) {
      std::string_view values = inside.substr(equals + 1);
      inside = inside.substr(0, equals);
      while (true) {
        const size_t bar = values.find('|');
        name.values.emplace_back(values.substr(0, bar));
        if (bar == std::string_view::npos) break;
        values.remove_prefix(bar + 1);
      }
    }
    if (const size_t colon = inside.find(':'); colon != std::string_view::npos) {
      name.alias = std::string(inside.substr(0, colon));
      inside.remove_prefix(colon + 1);
    }
    name.name = std::string(inside);
    if (name.alias.empty()) name.alias = name.name;
    return name;
  }

  std::string CharacterClass() {
    const size_t end = EndOfClass(pattern_, at_);
    if (end > pattern_.size()) {
      Fail("L009", "'[' without ']'");
      return "";
    }
    std::string text(pattern_.substr(at_, end - at_));
    at_ = end;
    return text;
  }

  std::string Quantifier() {
    std::string text;
    const char c = Peek();
    if (c == '?' || c == '*' || c == '+') {
      text += c;
      ++at_;
    } else if (c == '{' && (IsAsciiDigit(Peek(1)) || Peek(1) == ',')) {
      while (at_ < pattern_.size() && Peek() != '}') text += pattern_[at_++];
      if (at_ < pattern_.size()) text += pattern_[at_++];
    }
    if (!text.empty() && Peek() == '?') {
      text += '?';
      ++at_;
    }
    return text;
  }

  // Appends a piece with its quantifier. `edge`: behind the piece a word may begin.
  void Quantified(Piece* out, Piece piece, bool edge) {
    const std::string quantifier = Quantifier();
    out->regex += piece.regex + quantifier;
    const bool may_be_absent = !quantifier.empty() && quantifier[0] != '+' &&
                               quantifier.substr(0, 2) != "{1" &&
                               !(quantifier.size() > 1 && quantifier[0] == '{' &&
                                 quantifier[1] > '1' && quantifier[1] <= '9');
    at_edge_ = edge && (at_edge_ || !may_be_absent);
    if (!may_be_absent) {
      out->required.insert(out->required.end(), piece.required.begin(), piece.required.end());
    }
  }

  std::string_view pattern_;
  const PatternResolver& resolver_;
  size_t at_ = 0;
  bool at_edge_ = true;                 // a word that begins here is a whole one
  std::vector<std::string> spellings_;  // of the literal word at hand
  bool word_ok_ = true;                 // it began at an edge, and all its spellings are known
  std::vector<PatternGroup> groups_;
  Error fault_;
};

}  // namespace

Result<TranslatedPattern> TranslatePattern(std::string_view pattern,
                                           const PatternResolver& resolver) {
  const std::string folded = FoldString(pattern);
  std::string ascii;
  for (size_t i = 0; i < folded.size();) {
    if (static_cast<uint8_t>(folded[i]) < 0x80) {
      ascii += folded[i++];
      continue;
    }
    size_t j = i + 1;
    while (j < folded.size() && (static_cast<uint8_t>(folded[j]) & 0xC0) == 0x80) ++j;
    AppendNotation(std::string_view(folded).substr(i, j - i), &ascii);
    i = j;
  }
  return Translator(ascii, resolver).Run();
}

}  // namespace pathex
