#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "tests/bench/corpus_phrases.h"

namespace pathex {
namespace {

bool IsNameCharacter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

// The "}" that closes the "{" at `open`.
size_t ClosingBrace(std::string_view text, size_t open) {
  int depth = 0;
  for (size_t i = open; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return text.size();
}

// The choices of "a|{b|c}|d": "a", "{b|c}", "d".
std::vector<std::string_view> Choices(std::string_view inside) {
  std::vector<std::string_view> choices;
  int depth = 0;
  size_t begin = 0;
  for (size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '{') ++depth;
    if (inside[i] == '}') --depth;
    if (inside[i] == '|' && depth == 0) {
      choices.push_back(inside.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  choices.push_back(inside.substr(begin));
  return choices;
}

// "3-40" -> "17"; "0.4-6.5" -> "2.3".
std::string DrawNumber(std::string_view range, Draw* draw) {
  const size_t dash = range.find('-');
  const bool decimal = range.find('.') != std::string_view::npos;
  const int scale = decimal ? 10 : 1;
  const auto scaled = [&](std::string_view number) {
    return static_cast<int>(std::strtod(std::string(number).c_str(), nullptr) * scale + 0.5);
  };
  const int drawn = draw->Between(scaled(range.substr(0, dash)), scaled(range.substr(dash + 1)));
  if (!decimal) return std::to_string(drawn);
  return std::to_string(drawn / 10) + "." + std::to_string(drawn % 10);
}

}  // namespace

uint64_t Draw::Next() {
  uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

std::string Expand(std::string_view text, const Facts& facts, Draw* draw) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '{') {
      const size_t close = ClosingBrace(text, i);
      const std::vector<std::string_view> choices = Choices(text.substr(i + 1, close - i - 1));
      out += Expand(choices[draw->Below(choices.size())], facts, draw);
      i = close + 1;
    } else if (c == '#') {
      const size_t close = text.find('#', i + 1);
      out += DrawNumber(text.substr(i + 1, close - i - 1), draw);
      i = close + 1;
    } else if (c == '$') {
      size_t end = i + 1;
      while (end < text.size() && IsNameCharacter(text[end])) ++end;
      const std::string_view name = text.substr(i + 1, end - i - 1);
      const auto fact = facts.find(name);
      if (fact != facts.end()) {
        out += fact->second;
      } else {
        out += Expand(draw->Of(Templates(name)), facts, draw);
      }
      i = end;
    } else {
      out += c;
      ++i;
    }
  }
  return out;
}

std::vector<std::string> Sentences(std::string_view name, size_t count, const Facts& facts,
                                   Draw* draw) {
  std::vector<std::string_view> templates = Templates(name);
  for (size_t i = templates.size(); i > 1; --i)
    std::swap(templates[i - 1], templates[draw->Below(i)]);
  templates.resize(std::min(count, templates.size()));
  std::vector<std::string> sentences;
  for (const std::string_view text : templates) sentences.push_back(Expand(text, facts, draw));
  return sentences;
}

}  // namespace pathex
