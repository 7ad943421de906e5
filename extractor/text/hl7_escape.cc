#include "extractor/text/hl7_escape.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extractor/text/characters.h"

namespace pathex {
namespace {

constexpr size_t kLongestEscape = 64;  // hex escapes may hold a few characters

// What one escape becomes; `dropped`: it was understood as something that has no text here.
struct Meaning {
  std::string text;
  bool dropped = false;
};

// Bytes in hex as text: UTF-8 when they are valid as such, else Latin-1.
std::optional<std::string> FromHex(std::string_view hex) {
  if (hex.empty() || hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) {
    const int high = HexValue(hex[i]), low = HexValue(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    if (high + low > 0) bytes += static_cast<char>(high * 16 + low);
  }
  std::string text;
  const bool utf8 = IsValidUtf8(bytes);
  for (size_t i = 0; i < bytes.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(bytes[i]);
    if (c == '\r' || c == '\n') {
      if (c == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') ++i;
      text += '\n';
    } else if (c < 0x20 || c == 0x7F) {
      text += ' ';
    } else if (c < 0x80 || utf8) {
      text += static_cast<char>(c);
    } else {
      text += EncodeUtf8(c);
    }
  }
  return text;
}

int Count(std::string_view digits) {
  if (!digits.empty() && digits[0] == '+') digits.remove_prefix(1);
  int n = 0;
  for (char c : digits) {
    if (!IsAsciiDigit(c) || n > 99) return 1;
    n = n * 10 + (c - '0');
  }
  return digits.empty() ? 1 : n;
}

// Layout commands, without the leading dot.
std::optional<Meaning> Layout(std::string_view command) {
  const std::string_view name = command.substr(0, 2), rest = command.substr(name.size());
  if (name == "br" || name == "ce") return Meaning{"\n"};
  if (name == "sp") return Meaning{std::string(std::max(1, std::min(Count(rest), 20)), '\n')};
  if (name == "sk") return Meaning{std::string(std::max(1, std::min(Count(rest), 80)), ' ')};
  if (name == "in" || name == "ti" || name == "fi" || name == "nf") return Meaning{};
  return std::nullopt;
}

// The words between two escape characters.
std::optional<Meaning> Decode(std::string_view word, const Hl7Delimiters& d) {
  if (word.empty()) return std::nullopt;
  if (word.size() == 1) {
    switch (word[0]) {
      case 'F':
        return Meaning{std::string(1, d.field)};
      case 'S':
        return Meaning{std::string(1, d.component)};
      case 'T':
        return Meaning{std::string(1, d.subcomponent)};
      case 'R':
        return Meaning{std::string(1, d.repetition)};
      case 'E':
        return Meaning{std::string(1, d.escape)};
      case 'H':
      case 'N':
        return Meaning{};
      default:
        return std::nullopt;
    }
  }
  if (word[0] == '.') return Layout(word.substr(1));
  if (word[0] == 'X' || word[0] == 'x') {
    std::optional<std::string> text = FromHex(word.substr(1));
    if (!text) return std::nullopt;
    return Meaning{std::move(*text)};
  }
  if (word[0] != 'Z' && word[0] != 'C' && word[0] != 'M') return std::nullopt;
  // A local or character set escape is one short word; anything longer is text between backslashes.
  if (word.size() > 8) return std::nullopt;
  for (char c : word.substr(1)) {
    if (HexValue(c) < 0 && (word[0] != 'Z' || c < '0' || c > 'z')) return std::nullopt;
  }
  return Meaning{"", true};
}

class FieldReader {
 public:
  FieldReader(const Hl7Delimiters& delimiters, Range range, TextBuilder* out)
      : d_(delimiters), range_(range), input_(out->input()), out_(out) {}

  size_t Run(Hl7Repetition repetition) {
    size_t from = range_.begin, i = range_.begin;
    const auto flush = [&](size_t next) {
      out_->CopyLines(from, i);
      from = i = next;
    };
    while (i < range_.end) {
      const char c = input_[i];
      size_t end = 0;
      if (d_.escape != '\0' && c == d_.escape) {
        const size_t begin = i;
        const std::optional<Meaning> meaning = EscapeAt(i, &end);
        if (!meaning) {
          ++i;
          continue;
        }
        flush(end);
        out_->Replace(begin, end, meaning->text);
        dropped_ += meaning->dropped;
      } else if (c == d_.repetition && repetition == Hl7Repetition::kLineBreak && BreaksLine(i)) {
        const size_t begin = i;
        flush(i + 1);
        out_->Replace(begin, begin + 1, "\n");
      } else {
        ++i;
      }
    }
    out_->CopyLines(from, range_.end);
    return dropped_;
  }

 private:
  // The escape that begins at `at`, if it is one; `end` behind it.
  std::optional<Meaning> EscapeAt(size_t at, size_t* end) const {
    // "\E\.br\E\" first: "\E\" alone would win otherwise.
    const std::string mark = {d_.escape, 'E', d_.escape};
    if (input_.substr(at, mark.size()) == mark) {
      const size_t close = input_.find(mark, at + mark.size());
      if (close != std::string_view::npos && close + mark.size() <= range_.end &&
          close - at <= kLongestEscape) {
        const std::string_view word = input_.substr(at + mark.size(), close - at - mark.size());
        std::optional<Meaning> meaning = Decode(word, d_);
        if (meaning && word.size() > 1) {
          *end = close + mark.size();
          return meaning;
        }
      }
    }
    std::optional<Meaning> meaning = SimpleAt(at, end);
    // CR and LF written as two escapes are one line break.
    if (meaning && meaning->text == "\n" && IsHexOf(at, *end, 0x0D)) {
      size_t second = 0;
      const std::optional<Meaning> follower = SimpleAt(*end, &second);
      if (follower && IsHexOf(*end, second, 0x0A)) *end = second;
    }
    return meaning;
  }

  std::optional<Meaning> SimpleAt(size_t at, size_t* end) const {
    if (at + 2 >= range_.end || input_[at] != d_.escape) return std::nullopt;
    const size_t close = input_.find(d_.escape, at + 1);
    if (close == std::string_view::npos || close >= range_.end || close - at > kLongestEscape) {
      return std::nullopt;
    }
    *end = close + 1;
    return Decode(input_.substr(at + 1, close - at - 1), d_);
  }

  // Whether the escape is one byte in hex, leading zeros aside.
  bool IsHexOf(size_t begin, size_t end, int byte) const {
    if (end < begin + 4 || (input_[begin + 1] | 0x20) != 'x') return false;
    int value = 0;
    for (size_t i = begin + 2; i + 1 < end; ++i) {
      const int digit = HexValue(input_[i]);
      if (digit < 0 || value > 0xFFFF) return false;
      value = value * 16 + digit;
    }
    return value == byte;
  }

  // "… ~5 mm": about five, not a repetition.
  bool BreaksLine(size_t at) const {
    const bool space_before = at > range_.begin && input_[at - 1] == ' ';
    size_t next = at + 1;
    if (next < range_.end && input_[next] == ' ') ++next;
    return !(space_before && next < range_.end && IsAsciiDigit(input_[next]));
  }

  const Hl7Delimiters& d_;
  const Range range_;
  const std::string_view input_;
  TextBuilder* out_;
  size_t dropped_ = 0;
};

}  // namespace

size_t AppendHl7Text(const Hl7Delimiters& delimiters, Range range, Hl7Repetition repetition,
                     TextBuilder* out) {
  return FieldReader(delimiters, range, out).Run(repetition);
}

}  // namespace pathex
