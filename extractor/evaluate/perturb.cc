#include "extractor/evaluate/perturb.h"

#include <algorithm>

#include "extractor/evaluate/letters.h"

namespace pathex {
namespace {

constexpr size_t kColumns = 60;
constexpr size_t kRunsOn = 45;  // shorter lines are headings, table rows or ends of paragraphs
constexpr char kNoBreak[] = "\xC2\xA0";

bool IsDigit(char c) { return '0' <= c && c <= '9'; }

size_t CodePoints(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

bool StartsSmall(std::string_view line) {
  size_t at = 0;
  return !line.empty() && IsLowerLetter(NextCodePoint(line, &at));
}

// A line that the next one continues. Two blanks in a row are the sign of a table.
bool RunsOn(std::string_view line, std::string_view next) {
  return CodePoints(line) >= kRunsOn && line.find_last_of(".:;!?|\t") != line.size() - 1 &&
         line.find("  ") == std::string_view::npos && StartsSmall(next);
}

void WrapLine(std::string_view line, size_t columns, std::string* out) {
  while (CodePoints(line) > columns) {
    size_t cut = std::string_view::npos, column = 0;
    for (size_t at = 0; at < line.size(); ++column) {
      if (line[at] == ' ' && column > 0 && (column <= columns || cut == std::string_view::npos)) {
        cut = at;
      }
      if (column > columns && cut != std::string_view::npos) break;
      NextCodePoint(line, &at);
    }
    const size_t text = line.find_first_not_of(' ');
    if (cut == std::string_view::npos || cut < text) break;  // one long word
    out->append(line.substr(0, cut)).append("\n");
    line.remove_prefix(std::min(line.find_first_not_of(' ', cut), line.size()));
  }
  out->append(line);
}

struct Words {
  size_t count = 0;
  bool capitals = true;  // no small letter
  bool letters = false;
};

Words WordsOf(std::string_view line) {
  Words out;
  bool in_word = false;
  for (size_t at = 0; at < line.size();) {
    const uint32_t c = NextCodePoint(line, &at);
    const bool upper = IsUpperLetter(c), lower = IsLowerLetter(c);
    if (c == ' ' || c == '\t') {
      in_word = false;
    } else if (!in_word) {
      in_word = true;
      ++out.count;
    }
    out.letters = out.letters || upper || lower;
    out.capitals = out.capitals && !lower;
  }
  return out;
}

bool IsHeading(std::string_view line) {
  const std::string_view text = Trim(line);
  if (text.empty()) return false;
  const Words all = WordsOf(text);
  if (all.letters && all.count <= 6 && (text.back() == ':' || all.capitals)) return true;
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const Words label = WordsOf(text.substr(0, colon));
  size_t at = 0;
  return label.letters && label.count <= 4 && IsUpperLetter(NextCodePoint(text, &at));
}

// The curly form of a straight quote, by what stands around it.
const char* CurlyQuote(std::string_view text, size_t at) {
  const char before = at == 0 ? ' ' : text[at - 1];
  const bool opens = std::string_view(" \t\n\r([{-/").find(before) != std::string_view::npos;
  if (text[at] == '"') return opens ? "\u201C" : "\u201D";
  return opens ? "\u2018" : "\u2019";
}

bool IsGluedBlank(std::string_view text, size_t at) {
  if (text[at] != ' ' || at == 0 || at + 1 >= text.size()) return false;
  const char before = text[at - 1], after = text[at + 1];
  if (after == ':' || after == ';' || after == '%') return before != ' ' && before != '\n';
  const bool letter = ('a' <= after && after <= 'z') || ('A' <= after && after <= 'Z');
  return IsDigit(before) && letter;
}

}  // namespace

std::string InCapitals(std::string_view text) { return UpperCase(text); }

std::string Rewrap(std::string_view text, size_t columns) {
  const std::vector<std::string_view> lines = Lines(text);
  std::string out;
  for (size_t i = 0; i < lines.size();) {
    std::string line(lines[i]);
    while (i + 1 < lines.size() && RunsOn(lines[i], lines[i + 1])) {
      line.erase(line.find_last_not_of(' ') + 1);
      line.append(" ").append(lines[++i]);
    }
    WrapLine(line, columns, &out);
    if (++i < lines.size()) out += '\n';
  }
  return out;
}

std::string WithCrlf(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) out += '\r';
    out += text[i];
  }
  return out;
}

std::string WithTypography(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' || text[i] == '\'') {
      out += CurlyQuote(text, i);
    } else if (IsGluedBlank(text, i)) {
      out += kNoBreak;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::vector<size_t> FindHeadingLines(std::string_view text) {
  std::vector<size_t> starts;
  bool after_blank = true;
  for (std::string_view line : Lines(text)) {
    if (after_blank && IsHeading(line))
      starts.push_back(static_cast<size_t>(line.data() - text.data()));
    after_blank = Trim(line).empty();
  }
  return starts;
}

std::string ReorderSections(std::string_view text, const std::vector<size_t>& starts,
                            uint64_t seed) {
  const size_t count = starts.size();
  if (count < 2) return std::string(text);
  std::vector<size_t> order(count);
  for (size_t i = 0; i < count; ++i) order[i] = i;
  Dice dice(seed);
  for (size_t i = count - 1; i > 0; --i) std::swap(order[i], order[dice.Below(i + 1)]);
  if (std::is_sorted(order.begin(), order.end()))
    std::rotate(order.begin(), order.begin() + 1, order.end());
  std::string out(text.substr(0, starts.front()));
  for (size_t i : order) {
    const size_t end = i + 1 < count ? starts[i + 1] : text.size();
    const std::string_view section = text.substr(starts[i], end - starts[i]);
    out += section;
    // The last section of a text often lacks the blank line that parts it from a next one.
    const bool last_here = &i == &order.back();
    if (!last_here && !section.ends_with("\n")) out += "\n";
    if (!last_here && !section.ends_with("\n\n") && !section.ends_with("\n\r\n")) out += "\n";
  }
  return out;
}

const std::vector<Perturbation>& AllPerturbations() {
  static const std::vector<Perturbation> kAll = {Perturbation::kCapitals, Perturbation::kRewrap,
                                                 Perturbation::kCrlf,     Perturbation::kTypography,
                                                 Perturbation::kOcr,      Perturbation::kReorder};
  return kAll;
}

std::string_view PerturbationName(Perturbation kind) {
  switch (kind) {
    case Perturbation::kCapitals:
      return "capitals";
    case Perturbation::kRewrap:
      return "rewrap";
    case Perturbation::kCrlf:
      return "crlf";
    case Perturbation::kTypography:
      return "typography";
    case Perturbation::kOcr:
      return "ocr";
    case Perturbation::kReorder:
      return "reorder";
  }
  return "";
}

std::optional<Perturbation> ParsePerturbation(std::string_view name) {
  for (Perturbation kind : AllPerturbations()) {
    if (PerturbationName(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string Perturb(std::string_view text, Perturbation kind, const NoiseTable& noise,
                    uint64_t seed) {
  switch (kind) {
    case Perturbation::kCapitals:
      return InCapitals(text);
    case Perturbation::kRewrap:
      return Rewrap(text, kColumns);
    case Perturbation::kCrlf:
      return WithCrlf(text);
    case Perturbation::kTypography:
      return WithTypography(text);
    case Perturbation::kOcr:
      return AddNoise(text, noise, seed);
    case Perturbation::kReorder:
      return ReorderSections(text, FindHeadingLines(text), seed);
  }
  return std::string(text);
}

}  // namespace pathex
