#include "extractor/match/value.h"

#include <algorithm>
#include <limits>
#include <string>

#include "extractor/match/number_reader.h"
#include "extractor/text/characters.h"

namespace pathex {
namespace {

// The factor of the longest unit that begins at or after `at` (blanks skipped); 0 = none.
int64_t UnitAt(std::string_view text, size_t at, const LanguageRules& language) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '-')) ++at;
  if (at == text.size()) return 0;
  for (const auto& [unit, factor] : language.units.With(text[at])) {
    const size_t end = at + unit.size();
    if (end > text.size() || text[end - 1] != unit.back()) continue;
    if (end < text.size() && IsAsciiLower(text[end]) && text[end] != 'x') continue;
    if (text.substr(at, unit.size()) == unit) return factor;
  }
  return 0;
}

// A unit that stands before the first number: "(cm): 5 x 4".
int64_t LeadingUnit(std::string_view text, size_t end, const LanguageRules& language) {
  for (size_t at = 0; at < end; ++at) {
    if (!IsAsciiLower(text[at]) || (at > 0 && IsAsciiLower(text[at - 1]))) continue;
    if (int64_t unit = UnitAt(text, at, language)) return unit;
  }
  return 0;
}

// ".0 x 4.7 x 3.0 cm": a digit is lost in front of the nought, and nobody knows which. Else a
// nought among lengths is a dimension that was not filled in ("3 x 0 x 2 cm").
bool LacksDigit(std::string_view text, const TextNumber& nought) {
  const char first = text[nought.begin];
  const char before = nought.begin > 0 ? text[nought.begin - 1] : ' ';
  return !IsAsciiDigit(first) || before == '.' || before == ',';
}

// The numbers of a text, in memory that each thread reuses.
const std::vector<TextNumber>& Numbers(std::string_view text, const LanguageRules& language,
                                       std::vector<std::string_view>* repairs) {
  thread_local std::vector<TextNumber> numbers;
  NumbersIn(text, language, repairs, &numbers);
  return numbers;
}

// From left to right; empty: none, or one that is too large.
std::vector<int64_t> Millimetres(std::string_view text, const LanguageRules& language,
                                 std::vector<std::string_view>* repairs) {
  std::vector<int64_t> out;
  const std::vector<TextNumber>& numbers = Numbers(text, language, repairs);
  int64_t last_unit = 0;
  for (const TextNumber& n : numbers) {
    if (int64_t unit = UnitAt(text, n.end, language)) last_unit = unit;
  }
  if (last_unit == 0 && !numbers.empty()) last_unit = LeadingUnit(text, numbers[0].begin, language);
  if (last_unit == 0) return out;
  // A number without a unit has that of the next one that has.
  int64_t unit = last_unit;
  for (size_t i = numbers.size(); i-- > 0;) {
    if (int64_t own = UnitAt(text, numbers[i].end, language)) unit = own;
    if (numbers[i].thousandths > std::numeric_limits<int64_t>::max() / unit) return {};
    if (numbers[i].thousandths == 0 && numbers.size() > 1) {
      if (LacksDigit(text, numbers[i])) return {};
      continue;
    }
    out.insert(out.begin(), numbers[i].thousandths * unit / 1000);
  }
  return out;
}

bool Relation(std::string_view text, const LanguageRules& language, Value* value) {
  size_t best = language.relations.size();
  for (size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && IsAsciiLower(text[at - 1]) && IsAsciiLower(text[at])) continue;
    for (const auto& [form, number] : language.relation_forms.With(text[at])) {
      if (number >= best || text.compare(at, form.size(), form) != 0) continue;
      const size_t end = at + form.size();
      const bool cut = end < text.size() && IsAsciiLower(text[end]) && IsAsciiLower(form.back());
      if (!cut) best = number;
    }
  }
  if (best == language.relations.size()) return false;
  value->text = language.relations[best].second;
  return true;
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
    if (!IsAsciiLower(c) && !IsAsciiDigit(c) && c != '(' && c != ')' && c != '+' && c != '-')
      continue;
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
  constexpr int64_t kMostMillilitres = 1'000'000'000;
  constexpr size_t kMostDecimals = 6;
  size_t at = text.find_first_of("0123456789");
  if (at == std::string_view::npos) return false;
  const auto digits = [&](int64_t* number) {
    const size_t begin = at;
    for (*number = 0; at < text.size() && IsAsciiDigit(text[at]) && *number < kLargestNumber;
         ++at) {
      *number = *number * 10 + (text[at] - '0');
    }
    return at - begin;
  };
  int64_t whole = 0, rest = 0, scale = 1;
  digits(&whole);
  size_t behind = 0;
  if (at + 1 < text.size() && IsAsciiDigit(text[at + 1])) {
    ++at;
    behind = digits(&rest);
  }
  if (whole > kMostMillilitres || behind > kMostDecimals) return false;
  while (at < text.size() && !IsAsciiLower(text[at])) ++at;
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
    if (IsAsciiLower(c) || IsAsciiDigit(c))
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

bool Code(std::string_view text, Value* value) {
  for (char c : text) {
    if (IsAsciiLower(c)) {
      value->text += static_cast<char>(c - 0x20);
    } else if (c != ' ' && c != '\n') {
      value->text += c;
    }
  }
  return !value->text.empty();
}

bool Length(Converter converter, std::string_view text, const LanguageRules& language, Value* value,
            std::vector<std::string_view>* repairs) {
  std::vector<int64_t> lengths = Millimetres(text, language, repairs);
  if (lengths.empty()) return false;
  if (converter == Converter::kGreatest)
    return Numeric(value, *std::max_element(lengths.begin(), lengths.end()));
  if (converter == Converter::kMillimetres) return Numeric(value, lengths.back());
  value->kind = Value::Kind::kNumbers;
  value->numbers = std::move(lengths);
  return true;
}

bool PlainNumber(Converter converter, std::string_view text, const LanguageRules& language,
                 Value* value, std::vector<std::string_view>* repairs) {
  const std::vector<TextNumber>& numbers = Numbers(text, language, repairs);
  if (numbers.empty()) return false;
  if ((converter == Converter::kLow || converter == Converter::kHigh) && numbers.size() < 2)
    return false;
  const int64_t n =
      converter == Converter::kHigh ? numbers.back().thousandths : numbers.front().thousandths;
  if (converter == Converter::kInteger && n % 1000 != 0) return false;
  if (converter == Converter::kPercent && n > 100000) return false;
  return Numeric(value, n);
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
    case Converter::kCode:
      return Code(text, value);
    case Converter::kLastCode:
      text.remove_prefix(std::min(text.size(), text.find_last_of(" :\n") + 1));
      return Code(text, value);
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
    case Converter::kDimensions:
      return Length(converter, text, language, value, repairs);
    case Converter::kNumber:
    case Converter::kPercent:
    case Converter::kInteger:
    case Converter::kLow:
    case Converter::kHigh:
      return PlainNumber(converter, text, language, value, repairs);
  }
  return false;
}

}  // namespace pathex
