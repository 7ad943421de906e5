#include "extractor/match/value.h"

#include <algorithm>
#include <optional>

namespace pathex {
namespace {

constexpr int64_t kLargest = int64_t{1} << 40;
constexpr int kMostNumberWords = 3;  // "vingt-et-un"

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }

struct Number {
  int64_t thousandths = 0;
  size_t begin = 0, end = 0;
};

// What optical character recognition makes of digits; only next to a real digit or a decimal mark.
char DigitOf(char c) {
  switch (c) {
    case 'o':
    case 'q':
      return '0';
    case 'l':
    case 'i':
    case '|':
      return '1';
    default:
      return IsDigit(c) ? c : '\0';
  }
}

class NumberReader {
 public:
  NumberReader(std::string_view text, const LanguageRules& language,
               std::vector<std::string_view>* repairs)
      : text_(text), language_(language), repairs_(repairs) {}

  std::vector<Number> All() {
    std::vector<Number> out;
    for (size_t i = 0; i < text_.size();) {
      if (Edge(i)) {
        if (std::optional<Number> n = At(i)) {
          out.push_back(*n);
          i = n->end;
          continue;
        }
      }
      ++i;
    }
    return out;
  }

 private:
  // A number may begin here: not inside a word or behind the mark of a number that was refused.
  bool Edge(size_t i) const {
    if (i == 0) return true;
    const char before = text_[i - 1];
    if (before == 'x' && i > 1 && (text_[i - 2] == ' ' || DigitOf(text_[i - 2]) != '\0')) {
      return true;  // "3x2.Oxl.5"
    }
    if (IsDigit(text_[i]) && Mark(before) && i > 1 && DigitOf(text_[i - 2]) != '\0') return false;
    return !(IsDigit(before) || IsLetter(before)) || (IsDigit(text_[i]) && !IsDigit(before));
  }

  // "x" between two numbers.
  bool Cross(size_t at) const {
    return text_[at] == 'x' && at + 1 < text_.size() &&
           (text_[at + 1] == ' ' || DigitOf(text_[at + 1]) != '\0');
  }

  bool Mark(char c) const {
    for (const std::string& mark : language_.decimal_marks) {
      if (mark[0] == c) return true;
    }
    return false;
  }

  std::optional<Number> At(size_t i) {
    if (IsLetter(text_[i])) {
      if (std::optional<Number> word = WordAt(i)) return word;
    }
    return DigitsAt(i);
  }

  // The longest word that is a number, over hyphens and single blanks: "dix", "dix-huit".
  std::optional<Number> WordAt(size_t i) {
    std::optional<Number> longest;
    std::string name;
    size_t at = i;
    for (int words = 0; words < kMostNumberWords; ++words) {
      const size_t begin = at;
      while (at < text_.size() && IsLetter(text_[at])) ++at;
      if (at == begin) break;
      name += text_.substr(begin, at - begin);
      const auto found = language_.numbers.find(name);
      if (found != language_.numbers.end()) longest = Number{found->second, i, at};
      if (at == text_.size() || (text_[at] != '-' && text_[at] != ' ')) break;
      name += '-';
      ++at;
    }
    return longest ? WithOnes(*longest) : longest;
  }

  // "thirty-four": tens and ones are one number.
  Number WithOnes(const Number& tens) const {
    const size_t end = tens.end;
    if (tens.thousandths < 20000 || tens.thousandths >= 100000 || tens.thousandths % 10000 != 0 ||
        end + 1 >= text_.size() || (text_[end] != '-' && text_[end] != ' ')) {
      return tens;
    }
    size_t next = end + 1;
    while (next < text_.size() && IsLetter(text_[next])) ++next;
    const auto ones = language_.numbers.find(std::string(text_.substr(end + 1, next - end - 1)));
    if (next - end > 2 && ones != language_.numbers.end() && ones->second >= 1000 &&
        ones->second < 10000) {
      return Number{tens.thousandths + ones->second, tens.begin, next};
    }
    return tens;
  }

  std::optional<Number> DigitsAt(size_t i) {
    size_t at = i;
    int64_t whole = 0;
    int digits = 0, letters = 0;
    auto run = [&](int64_t* value, int64_t* scale) {
      int count = 0;
      while (at < text_.size() && DigitOf(text_[at]) != '\0') {
        if (!IsDigit(text_[at]))
          ++letters;
        else
          ++digits;
        *value = *value * 10 + (DigitOf(text_[at]) - '0');
        if (scale != nullptr) *scale *= 10;
        if (*value > kLargest) return -1;
        ++at;
        ++count;
      }
      return count;
    };
    bool bare_mark = false;
    if (Mark(text_[i]) && i + 1 < text_.size() && IsDigit(text_[i + 1])) {
      bare_mark = true;  // ".5"
    } else if (run(&whole, nullptr) <= 0) {
      return std::nullopt;
    }
    int64_t fraction = 0, scale = 1;
    size_t mark = at;
    bool spaced = false;
    while (mark < text_.size() && text_[mark] == ' ') ++mark, spaced = true;
    if (mark < text_.size() && Mark(text_[mark])) {
      size_t after = mark + 1;
      bool spaced_after = false;
      while (after < text_.size() && text_[after] == ' ') ++after, spaced_after = true;
      const bool digit_follows = after < text_.size() && DigitOf(text_[after]) != '\0' &&
                                 !(spaced_after && text_[mark] == ',');
      if (digit_follows) {
        at = after;
        const size_t before = at;
        if (run(&fraction, &scale) < 0) return std::nullopt;
        if (text_[mark] == ',' && at - before == 3)
          return std::nullopt;  // "1,250": a thousands mark
        if (spaced || spaced_after) Note("spacing");
      }
    }
    if (digits == 0 && !bare_mark) return std::nullopt;
    if (at < text_.size() && IsLetter(text_[at]) && letters > 0 && !Unit(at) && !Cross(at))
      return std::nullopt;
    if (letters > 0) Note("digit");
    while (scale > 1000) scale /= 10, fraction /= 10;
    return Number{whole * 1000 + fraction * (1000 / scale), i, at};
  }

  bool Unit(size_t at) const {
    for (const auto& [unit, factor] : language_.units) {
      if (text_.compare(at, unit.size(), unit) == 0) return true;
    }
    return false;
  }

  void Note(std::string_view repair) {
    if (std::find(repairs_->begin(), repairs_->end(), repair) == repairs_->end())
      repairs_->push_back(repair);
  }

  std::string_view text_;
  const LanguageRules& language_;
  std::vector<std::string_view>* repairs_;
};

// The unit that begins at or after `at` (blanks skipped): its factor and spelling; 0 = none.
int64_t UnitAt(std::string_view text, size_t at, const LanguageRules& language,
               std::string_view* spelling) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '-')) ++at;
  int64_t best = 0;
  size_t length = 0;
  for (const auto& [unit, factor] : language.units) {
    if (unit.size() <= length || text.compare(at, unit.size(), unit) != 0) continue;
    const size_t end = at + unit.size();
    if (end < text.size() && IsLetter(text[end]) && text[end] != 'x') continue;
    best = factor;
    length = unit.size();
    *spelling = unit;
  }
  return best;
}

// A unit that stands before the first number: "(cm): 5 x 4".
int64_t LeadingUnit(std::string_view text, size_t end, const LanguageRules& language) {
  std::string_view spelling;
  for (size_t at = 0; at < end; ++at) {
    if (!IsLetter(text[at]) || (at > 0 && IsLetter(text[at - 1]))) continue;
    if (int64_t unit = UnitAt(text, at, language, &spelling)) return unit;
  }
  return 0;
}

std::vector<int64_t> Millimetres(std::string_view text, const LanguageRules& language,
                                 std::vector<std::string_view>* repairs) {
  std::vector<int64_t> out;
  const std::vector<Number> numbers = NumberReader(text, language, repairs).All();
  std::string_view spelling;
  int64_t last_unit = 0;
  for (const Number& n : numbers) {
    if (int64_t unit = UnitAt(text, n.end, language, &spelling)) last_unit = unit;
  }
  if (last_unit == 0 && !numbers.empty()) last_unit = LeadingUnit(text, numbers[0].begin, language);
  if (last_unit == 0) return out;
  // A number without a unit has that of the next one that has.
  int64_t unit = last_unit;
  for (size_t i = numbers.size(); i-- > 0;) {
    if (int64_t own = UnitAt(text, numbers[i].end, language, &spelling)) unit = own;
    out.insert(out.begin(), numbers[i].thousandths * unit / 1000);
  }
  return out;
}

bool Relation(std::string_view text, const LanguageRules& language, Value* value) {
  for (const auto& [form, sign] : language.relations) {
    for (size_t at = text.find(form); at != std::string_view::npos; at = text.find(form, at + 1)) {
      const size_t end = at + form.size();
      const bool left = at == 0 || !IsLetter(text[at - 1]) || !IsLetter(form[0]);
      const bool right = end >= text.size() || !IsLetter(text[end]) || !IsLetter(form.back());
      if (!left || !right) continue;
      value->text = sign;
      return true;
    }
  }
  return false;
}

bool Roman(std::string_view text, Value* value) {
  int total = 0, last = 0;
  bool any = false;
  for (size_t i = text.size(); i-- > 0;) {
    int digit = 0;
    switch (text[i]) {
      case 'i':
      case 'l':
      case '1':
        digit = 1;
        break;
      case 'v':
        digit = 5;
        break;
      case 'x':
        digit = 10;
        break;
      case '2':
      case '3':
      case '4':
        digit = text[i] - '0';
        break;
      default:
        continue;
    }
    any = true;
    total += digit < last ? -digit : digit;
    last = std::max(last, digit);
  }
  value->kind = Value::Kind::kNumber;
  value->thousandths = int64_t{total} * 1000;
  return any && total > 0;
}

// "pt 2 b", "pno", "ptlb" -> pT2b, pN0, pT1b: prefixes in lower case, the category and X in
// capitals.
bool Tnm(std::string_view text, Value* value, std::vector<std::string_view>* repairs) {
  std::string out;
  bool category = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!IsLetter(c) && !IsDigit(c) && c != '(' && c != ')' && c != '+' && c != '-') continue;
    if (!category && (c == 't' || c == 'n' || c == 'm') &&
        (c != 'm' || i + 1 == text.size() || text[i + 1] != 'p')) {
      out += static_cast<char>(c - 0x20);
      category = true;
    } else if (category && (c == 'o' || c == 'l' ||
                            (c == 'i' && text.substr(i, 2) != "is" && out.back() != '('))) {
      if (out.back() >= 'A' && out.back() <= 'Z') {
        out += c == 'o' ? '0' : '1';
        if (std::find(repairs->begin(), repairs->end(), "digit") == repairs->end())
          repairs->push_back("digit");
      } else {
        out += c;
      }
    } else if (category && c == 'x') {
      out += 'X';
    } else {
      out += c;
    }
  }
  value->text = out;
  return category && out.size() >= 2;
}

// "1,250 ml", "1 100 ml" -> 1250, 1100; "1.3 l", "2 litres" -> 1300, 2000. A mark before three
// digits parts thousands, any other is the decimal mark of litres.
bool Millilitres(std::string_view text, Value* value) {
  size_t at = text.find_first_of("0123456789");
  if (at == std::string_view::npos) return false;
  const auto digits = [&](int64_t* number) {
    const size_t begin = at;
    for (*number = 0; at < text.size() && IsDigit(text[at]) && *number < kLargest; ++at) {
      *number = *number * 10 + (text[at] - '0');
    }
    return at - begin;
  };
  int64_t whole = 0, rest = 0, scale = 1;
  digits(&whole);
  size_t behind = 0;
  if (at + 1 < text.size() && IsDigit(text[at + 1])) {
    ++at;
    behind = digits(&rest);
  }
  while (at < text.size() && !IsLetter(text[at])) ++at;
  const bool litres = at < text.size() && text[at] == 'l';
  if (behind > 0 && litres == (behind == 3)) return false;  // "1.250 l" may be either
  for (size_t i = 0; i < behind; ++i) scale *= 10;
  const int64_t thousandths = litres ? whole * 1'000'000 + rest * (1'000'000 / scale)
                                     : (behind > 0 ? whole * 1000 + rest : whole) * 1000;
  value->kind = Value::Kind::kNumber;
  value->thousandths = thousandths;
  return true;
}

std::string SnakeCase(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (IsLetter(c) || IsDigit(c))
      out += c;
    else if (!out.empty() && out.back() != '_')
      out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out;
}

bool Numeric(Value* value, int64_t thousandths) {
  value->kind = Value::Kind::kNumber;
  value->thousandths = thousandths;
  return true;
}

}  // namespace

bool Convert(Converter converter, std::string_view text, const LanguageRules& language,
             Value* value, std::vector<std::string_view>* repairs) {
  switch (converter) {
    case Converter::kNone:
    case Converter::kText:
      value->text = std::string(text);
      return !text.empty();
    case Converter::kLower:
      value->text = SnakeCase(text);
      return !value->text.empty();
    case Converter::kLastCode:
    case Converter::kCode:
      if (converter == Converter::kLastCode) {
        text.remove_prefix(std::min(text.size(), text.find_last_of(" :\n") + 1));
      }
      for (char c : text) {
        if (IsLetter(c))
          value->text += static_cast<char>(c - 0x20);
        else if (c != ' ' && c != '\n')
          value->text += c;
      }
      return !value->text.empty();
    case Converter::kTnm:
      return Tnm(text, value, repairs);
    case Converter::kMillilitres:
      return Millilitres(text, value);
    case Converter::kRelation:
      return Relation(text, language, value);
    case Converter::kRoman:
      return Roman(text, value);
    case Converter::kMillimetres:
    case Converter::kGreatest:
    case Converter::kDimensions: {
      const std::vector<int64_t> lengths = Millimetres(text, language, repairs);
      if (lengths.empty()) return false;
      if (converter == Converter::kGreatest)
        return Numeric(value, *std::max_element(lengths.begin(), lengths.end()));
      if (converter == Converter::kMillimetres) return Numeric(value, lengths.back());
      value->kind = Value::Kind::kNumbers;
      value->numbers = lengths;
      return true;
    }
    case Converter::kNumber:
    case Converter::kPercent:
    case Converter::kInteger:
    case Converter::kLow:
    case Converter::kHigh: {
      const std::vector<Number> numbers = NumberReader(text, language, repairs).All();
      if (numbers.empty()) return false;
      if ((converter == Converter::kLow || converter == Converter::kHigh) && numbers.size() < 2)
        return false;
      const int64_t n =
          converter == Converter::kHigh ? numbers.back().thousandths : numbers.front().thousandths;
      if (converter == Converter::kInteger && n % 1000 != 0) return false;
      if (converter == Converter::kPercent && n > 100000) return false;
      return Numeric(value, n);
    }
  }
  return false;
}

}  // namespace pathex
