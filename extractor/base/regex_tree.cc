#include "extractor/base/regex_tree.h"

#include <algorithm>
#include <utility>

namespace pathex {
namespace {

using Kind = RegexNode::Kind;

constexpr int kDeepest = 60;     // brackets within brackets
constexpr int kMostTimes = 254;  // in {n,m}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsNameByte(char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }

ByteSet Digits() { return ByteSet::Of("0123456789"); }
ByteSet Blanks() { return ByteSet::Of("\t\n\f\r "); }
ByteSet WordBytes() {
  ByteSet set = Digits();
  set.AddRange('a', 'z');
  set.AddRange('A', 'Z');
  set.Add('_');
  return set;
}

class Parser {
 public:
  Parser(std::string_view pattern, Letters letters) : text_(pattern), letters_(letters) {}

  std::optional<RegexTree> Run() {
    tree_.root = Choice();
    if (failed_ || at_ < text_.size()) return std::nullopt;
    return std::move(tree_);
  }

 private:
  bool AtEnd() const { return at_ >= text_.size(); }
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool Take(std::string_view what) {
    if (text_.substr(at_, what.size()) != what) return false;
    at_ += what.size();
    return true;
  }
  RegexNode Fail() {
    failed_ = true;
    return {};
  }

  RegexNode Choice() {
    RegexNode first = Sequence();
    if (failed_ || Peek() != '|') return first;
    RegexNode all;
    all.kind = Kind::kChoice;
    all.children.push_back(std::move(first));
    while (!failed_ && Take("|")) all.children.push_back(Sequence());
    return all;
  }

  RegexNode Sequence() {
    RegexNode all;
    all.kind = Kind::kSequence;
    while (!failed_ && !AtEnd() && Peek() != '|' && Peek() != ')') {
      all.children.push_back(Repeated(Atom()));
    }
    return all;
  }

  RegexNode Atom() {
    const char c = Peek();
    if (c == '(') return Group();
    if (c == '[') return Class();
    if (c == '\\') return Escape();
    ++at_;
    switch (c) {
      case '^':
        return Edge(Kind::kTextBegin);
      case '$':
        return Edge(Kind::kTextEnd);
      case '.':
        return Set(ByteSet::Of("\n").Complement());
      case '*':
      case '+':
      case '?':
        return Fail();
      default:
        return Set(ByteSet::Of(std::string_view(&c, 1)));
    }
  }

  static RegexNode Edge(Kind kind) {
    RegexNode node;
    node.kind = kind;
    return node;
  }

  RegexNode Set(ByteSet set) const {
    if (letters_ == Letters::kEitherCase) {
      for (char c = 'a'; c <= 'z'; ++c) {
        const uint8_t small = static_cast<uint8_t>(c), capital = static_cast<uint8_t>(c - 0x20);
        if (set.Has(small)) set.Add(capital);
        if (set.Has(capital)) set.Add(small);
      }
    }
    RegexNode node;
    node.kind = Kind::kSet;
    node.set = set;
    return node;
  }

  RegexNode Group() {
    if (++depth_ > kDeepest) return Fail();
    ++at_;
    int group = 0;
    if (!Take("?:")) {
      group = ++tree_.groups;
      if (Take("?P<")) {
        const size_t close = text_.find('>', at_);
        if (close == std::string_view::npos) return Fail();
        const std::string name(text_.substr(at_, close - at_));
        if (name.empty() || !std::all_of(name.begin(), name.end(), IsNameByte) ||
            !tree_.names.emplace(name, group).second) {
          return Fail();
        }
        at_ = close + 1;
      } else if (Peek() == '?') {
        return Fail();
      }
    }
    RegexNode inner = Choice();
    if (!Take(")")) return Fail();
    --depth_;
    if (group == 0) return inner;
    RegexNode node;
    node.kind = Kind::kGroup;
    node.group = group;
    node.children.push_back(std::move(inner));
    return node;
  }

  // The set that an escape stands for, at the backslash; false when it stands for none.
  bool EscapedSet(ByteSet* set) {
    const char c = Peek(1);
    at_ += 2;
    switch (c) {
      case 'd':
        *set = Digits();
        return true;
      case 'D':
        *set = Digits().Complement();
        return true;
      case 's':
        *set = Blanks();
        return true;
      case 'S':
        *set = Blanks().Complement();
        return true;
      case 'w':
        *set = WordBytes();
        return true;
      case 'W':
        *set = WordBytes().Complement();
        return true;
      case 'n':
        *set = ByteSet::Of("\n");
        return true;
      case 't':
        *set = ByteSet::Of("\t");
        return true;
      case 'x':
        return HexByte(set);
      default:
        if (c == '\0' || IsLetter(c) || IsDigit(c)) return false;
        *set = ByteSet::Of(std::string_view(&c, 1));
        return static_cast<uint8_t>(c) < 0x80;
    }
  }

  bool HexByte(ByteSet* set) {
    int value = 0;
    for (int i = 0; i < 2; ++i) {
      const char c = static_cast<char>(IsLetter(Peek()) ? Peek() | 0x20 : Peek());
      if (!IsDigit(c) && !(c >= 'a' && c <= 'f')) return false;
      value = value * 16 + (IsDigit(c) ? c - '0' : c - 'a' + 10);
      ++at_;
    }
    set->Add(static_cast<uint8_t>(value));
    return true;
  }

  RegexNode Escape() {
    if (Take("\\b")) return Edge(Kind::kWordEdge);
    if (Take("\\B")) return Edge(Kind::kNoWordEdge);
    ByteSet set;
    return EscapedSet(&set) ? Set(set) : Fail();
  }

  RegexNode Class() {
    ++at_;
    const bool negated = Take("^");
    ByteSet all;
    bool first = true;
    while (first || Peek() != ']') {
      if (AtEnd() || (Peek() == '[' && Peek(1) == ':')) return Fail();
      first = false;
      ByteSet one;
      const char low = Peek();
      if (low == '\\') {
        if (!EscapedSet(&one)) return Fail();
      } else {
        ++at_;
        one.Add(static_cast<uint8_t>(low));
      }
      if (Peek() == '-' && Peek(1) != ']') {
        const uint8_t begin = one.Smallest();
        ++at_;
        ByteSet last;
        if (Peek() == '\\') {
          if (!EscapedSet(&last)) return Fail();
        } else {
          last.Add(static_cast<uint8_t>(text_[at_++]));
        }
        if (!one.IsSingle() || !last.IsSingle() || last.Smallest() < begin) return Fail();
        one.AddRange(begin, last.Smallest());
      }
      all.Add(one);
    }
    ++at_;
    // Both cases first: what is left out is left out in both.
    RegexNode node = Set(all);
    if (negated) node.set = node.set.Complement();
    return node;
  }

  // {n}, {n,}, {n,m}; false when what stands there is no repeat.
  bool Times(int* min, int* max) {
    size_t at = at_ + 1;
    const auto number = [&](int* out) {
      if (at >= text_.size() || !IsDigit(text_[at])) return false;
      for (*out = 0; at < text_.size() && IsDigit(text_[at]) && *out <= kMostTimes; ++at) {
        *out = *out * 10 + (text_[at] - '0');
      }
      return true;
    };
    if (!number(min)) return false;
    *max = *min;
    if (at < text_.size() && text_[at] == ',') {
      ++at;
      if (!number(max)) *max = -1;
    }
    if (at >= text_.size() || text_[at] != '}') return false;
    at_ = at + 1;
    return true;
  }

  RegexNode Repeated(RegexNode atom) {
    if (failed_) return atom;
    int min = 0, max = -1;
    switch (Peek()) {
      case '*':
        ++at_;
        break;
      case '+':
        min = 1;
        ++at_;
        break;
      case '?':
        max = 1;
        ++at_;
        break;
      case '{':
        if (!Times(&min, &max)) return Fail();
        break;
      default:
        return atom;
    }
    const bool bad = min > kMostTimes || max > kMostTimes || (max >= 0 && max < min) || max == 0;
    if (bad || (max < 0 && atom.MatchesEmpty())) return Fail();
    RegexNode node;
    node.kind = Kind::kRepeat;
    node.min = min;
    node.max = max;
    node.greedy = !Take("?");
    if (Peek() == '*' || Peek() == '+' || Peek() == '?') return Fail();
    node.children.push_back(std::move(atom));
    return node;
  }

  std::string_view text_;
  Letters letters_;
  size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
  RegexTree tree_;
};

}  // namespace

bool RegexNode::MatchesEmpty() const {
  const auto empty = [](const RegexNode& child) { return child.MatchesEmpty(); };
  switch (kind) {
    case Kind::kSet:
      return false;
    case Kind::kSequence:
    case Kind::kGroup:
      return std::all_of(children.begin(), children.end(), empty);
    case Kind::kChoice:
      return std::any_of(children.begin(), children.end(), empty);
    case Kind::kRepeat:
      return min == 0 || children[0].MatchesEmpty();
    default:
      return true;
  }
}

std::optional<RegexTree> ParseRegex(std::string_view pattern, Letters letters) {
  return Parser(pattern, letters).Run();
}

}  // namespace pathex
