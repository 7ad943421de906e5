#include "extractor/lexicon/example.h"

namespace pathex {
namespace {

std::string Trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return std::string(s);
}

bool ParseSlots(std::string_view inside, Example::Mark* mark) {
  while (!inside.empty()) {
    const size_t comma = inside.find(',');
    const std::string_view pair = inside.substr(0, comma);
    const size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return Trim(pair).empty();
    mark->slots.emplace_back(Trim(pair.substr(0, equals)), Trim(pair.substr(equals + 1)));
    if (comma == std::string_view::npos) break;
    inside.remove_prefix(comma + 1);
  }
  return true;
}

}  // namespace

Result<Example> ParseExample(std::string_view markup) {
  Example example;
  example.markup = std::string(markup);
  for (size_t i = 0; i < markup.size(); ++i) {
    if (markup[i] == '\\' && i + 1 < markup.size() &&
        (markup[i + 1] == '[' || markup[i + 1] == ']')) {
      example.text += markup[++i];
      continue;
    }
    if (markup[i] != '[') {
      example.text += markup[i];
      continue;
    }
    const size_t close = markup.find(']', i);
    if (close == std::string_view::npos || close + 1 >= markup.size() || markup[close + 1] != '(') {
      example.text += '[';
      continue;
    }
    const size_t end = markup.find(')', close);
    if (end == std::string_view::npos) return Error{"L012", "", "a mark [text](…) is not closed"};
    Example::Mark mark;
    mark.begin = static_cast<uint32_t>(example.text.size());
    example.text += markup.substr(i + 1, close - i - 1);
    mark.end = static_cast<uint32_t>(example.text.size());
    if (!ParseSlots(markup.substr(close + 2, end - close - 2), &mark)) {
      return Error{"L012", "", "expected slot=value between the round brackets of a mark"};
    }
    example.marks.push_back(std::move(mark));
    i = end;
  }
  return example;
}

}  // namespace pathex
