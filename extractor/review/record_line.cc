#include "extractor/review/record_line.h"

#include <array>

namespace pathex {
namespace {

constexpr std::array<std::string_view, 4> kHead = {"source", "report", "review", "diagnostics"};

void SkipBlanks(std::string_view text, size_t* at) {
  while (*at < text.size() &&
         std::string_view(" \t\r\n").find(text[*at]) != std::string_view::npos) {
    ++*at;
  }
}

// From the quote at *at to behind the closing one.
void SkipString(std::string_view text, size_t* at) {
  for (++*at; *at < text.size(); ++*at) {
    if (text[*at] == '\\') {
      ++*at;
    } else if (text[*at] == '"') {
      ++*at;
      return;
    }
  }
  *at = text.size();
}

// To the comma or bracket that ends the value at *at.
void SkipValue(std::string_view text, size_t* at) {
  for (int depth = 0; *at < text.size();) {
    const char c = text[*at];
    if (c == '"') {
      SkipString(text, at);
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++*at;
  }
}

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> CutObject(std::string_view object) {
  std::vector<std::pair<std::string_view, std::string_view>> members;
  size_t at = 0;
  SkipBlanks(object, &at);
  if (at == object.size() || object[at] != '{') return members;
  for (++at;;) {
    SkipBlanks(object, &at);
    if (at >= object.size() || object[at] != '"') return members;
    const size_t key = at + 1;
    SkipString(object, &at);
    const size_t key_end = at - 1;
    SkipBlanks(object, &at);
    if (at >= object.size() || object[at] != ':') return members;
    SkipBlanks(object, &++at);
    const size_t value = at;
    SkipValue(object, &at);
    members.emplace_back(object.substr(key, key_end - key), object.substr(value, at - value));
    if (at >= object.size() || object[at] != ',') return members;
    ++at;
  }
}

Result<Json> ParseRecordHead(std::string_view line) {
  Json head = Json::object();
  for (const auto& [key, value] : CutObject(line)) {
    for (const std::string_view wanted : kHead) {
      if (key != wanted) continue;
      Result<Json> parsed = ParseJsonValue(value);
      if (!parsed) return parsed.error();
      head[std::string(key)] = std::move(*parsed);
    }
  }
  if (!head.contains("source") || !head.contains("report") || !head["report"].is_object()) {
    return Error{"D001", "", "no record; a record is a JSON object with \"source\" and \"report\""};
  }
  return head;
}

}  // namespace pathex
