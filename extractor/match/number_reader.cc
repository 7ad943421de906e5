#include "extractor/match/number_reader.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr int kMostNumberWords = 3;  // "vingt-et-un"
constexpr int kThousandths = 3;      // decimals that count
constexpr int kMostDecimals = 12;    // more are no number

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
      return IsAsciiDigit(c) ? c : '\0';
  }
}

class NumberReader {
 public:
  NumberReader(std::string_view text, const LanguageRules& language,
               std::vector<std::string_view>* repairs)
      : text_(text), language_(language), repairs_(repairs) {}

  void All(std::vector<TextNumber>* out) {
    for (size_t i = 0; i < text_.size();) {
      if (Edge(i)) {
        if (std::optional<TextNumber> n = At(i)) {
          out->push_back(*n);
          i = n->end;
          continue;
        }
      }
      ++i;
    }
  }

 private:
  // A number may begin here: not inside a word or behind the mark of a number that was refused.
  bool Edge(size_t i) const {
    if (i == 0) return true;
    const char before = text_[i - 1];
    if (before == 'x' && i > 1 && (text_[i - 2] == ' ' || DigitOf(text_[i - 2]) != '\0')) {
      return true;  // "3x2.Oxl.5"
    }
    if (IsAsciiDigit(text_[i]) && Mark(before) && i > 1 && DigitOf(text_[i - 2]) != '\0')
      return false;
    return !(IsAsciiDigit(before) || IsAsciiLower(before)) ||
           (IsAsciiDigit(text_[i]) && !IsAsciiDigit(before));
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

  std::optional<TextNumber> At(size_t i) {
    if (!IsAsciiLower(text_[i])) return DigitsAt(i);
    const std::optional<TextNumber> word = WordAt(i);
    if (!word || word->end != i + 1) return word ? word : DigitsAt(i);
    const std::optional<TextNumber> digits = DigitsAt(i);  // "o" is nought, "o.3" more than that
    return digits && digits->end > word->end ? digits : word;
  }

  // The longest word that is a number, over hyphens and single blanks: "dix", "dix-huit".
  std::optional<TextNumber> WordAt(size_t i) {
    std::optional<TextNumber> longest;
    if (language_.numbers.With(text_[i]).empty()) return longest;
    std::string name;
    size_t at = i;
    for (int words = 0; words < kMostNumberWords; ++words) {
      const size_t begin = at;
      while (at < text_.size() && IsAsciiLower(text_[at])) ++at;
      if (at == begin) break;
      name += text_.substr(begin, at - begin);
      const int64_t* found = language_.numbers.Find(name);
      if (found != nullptr) longest = TextNumber{*found, i, at};
      if (at == text_.size() || (text_[at] != '-' && text_[at] != ' ')) break;
      name += '-';
      ++at;
    }
    return longest ? WithOnes(*longest) : longest;
  }

  // "thirty-four": tens and ones are one number.
  TextNumber WithOnes(const TextNumber& tens) const {
    const size_t end = tens.end;
    if (tens.thousandths < 20000 || tens.thousandths >= 100000 || tens.thousandths % 10000 != 0 ||
        end + 1 >= text_.size() || (text_[end] != '-' && text_[end] != ' ')) {
      return tens;
    }
    size_t next = end + 1;
    while (next < text_.size() && IsAsciiLower(text_[next])) ++next;
    const int64_t* ones = language_.numbers.Find(text_.substr(end + 1, next - end - 1));
    if (next - end > 2 && ones != nullptr && *ones >= 1000 && *ones < 10000) {
      return TextNumber{tens.thousandths + *ones, tens.begin, next};
    }
    return tens;
  }

  // A run of digits, and of letters that were digits.
  struct Digits {
    size_t end = 0;
    int64_t value = 0;
    int digits = 0, letters = 0;  // how many were the one or the other
    bool too_large = false;
    int count() const { return digits + letters; }
  };

  Digits RunAt(size_t at) const {
    Digits run;
    for (run.end = at; run.end < text_.size(); ++run.end) {
      const char digit = DigitOf(text_[run.end]);
      if (digit == '\0') break;
      ++(IsAsciiDigit(text_[run.end]) ? run.digits : run.letters);
      run.value = run.value * 10 + (digit - '0');
      run.too_large = run.value > kLargestNumber;
      if (run.too_large) break;
    }
    return run;
  }

  size_t BehindBlanks(size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at;
  }

  std::optional<TextNumber> DigitsAt(size_t i) {
    const bool bare_mark = Mark(text_[i]) && i + 1 < text_.size() && IsAsciiDigit(text_[i + 1]);
    Digits whole;  // none before ".5"
    whole.end = i;
    if (!bare_mark) whole = RunAt(i);
    if (whole.too_large || (!bare_mark && whole.count() == 0)) return std::nullopt;
    Digits fraction;
    size_t at = whole.end;
    const size_t mark = BehindBlanks(at);
    if (mark < text_.size() && Mark(text_[mark])) {
      const size_t after = BehindBlanks(mark + 1);
      const bool spaced_after = after > mark + 1;
      const bool digit_follows = after < text_.size() && DigitOf(text_[after]) != '\0' &&
                                 !(spaced_after && text_[mark] == ',');
      if (digit_follows) {
        fraction = RunAt(after);
        if (fraction.too_large || fraction.count() > kMostDecimals) return std::nullopt;
        // "1,250": a thousands mark
        if (text_[mark] == ',' && fraction.count() == 3) return std::nullopt;
        if (mark > at || spaced_after) Note("spacing");
        at = fraction.end;
      }
    }
    const int letters = whole.letters + fraction.letters;
    if (whole.digits + fraction.digits == 0 && !bare_mark) return std::nullopt;
    if (at < text_.size() && IsAsciiLower(text_[at]) && letters > 0 && !Unit(at) && !Cross(at))
      return std::nullopt;
    if (letters > 0) Note("digit");
    for (int n = fraction.count(); n < kThousandths; ++n) fraction.value *= 10;
    for (int n = fraction.count(); n > kThousandths; --n) fraction.value /= 10;
    return TextNumber{whole.value * 1000 + fraction.value, i, at};
  }

  bool Unit(size_t at) const {
    const auto units = language_.units.With(text_[at]);
    return std::any_of(units.begin(), units.end(),
                       [&](const auto& unit) { return text_.substr(at).starts_with(unit.first); });
  }

  void Note(std::string_view repair) {
    if (std::find(repairs_->begin(), repairs_->end(), repair) == repairs_->end())
      repairs_->push_back(repair);
  }

  std::string_view text_;
  const LanguageRules& language_;
  std::vector<std::string_view>* repairs_;
};

}  // namespace

void NumbersIn(std::string_view text, const LanguageRules& language,
               std::vector<std::string_view>* repairs, std::vector<TextNumber>* out) {
  out->clear();
  NumberReader(text, language, repairs).All(out);
}

}  // namespace pathex
