#include "extractor/sinks/cell_writer.h"

#include <charconv>
#include <cstring>

namespace pathex {
namespace {

namespace ondemand = simdjson::ondemand;

template <typename T>
bool Parse(std::string_view token, T* to) {
  T number{};
  const char* end = token.data() + token.size();
  const auto [at, code] = std::from_chars(token.data(), end, number);
  if (at != end || code != std::errc()) return false;
  *to = number;
  return true;
}

}  // namespace

void CellWriter::SetValue(ondemand::value* value, std::string_view token, ColumnType type,
                          Cell* cell) {
  switch (type) {
    case ColumnType::kInteger:
      if (Parse(token, &cell->integer)) cell->kind = Cell::Kind::kInteger;
      return;
    case ColumnType::kReal:
      if (Parse(token, &cell->real)) cell->kind = Cell::Kind::kReal;
      return;
    case ColumnType::kBoolean:
      if (token != "true" && token != "false") return;
      cell->kind = Cell::Kind::kBoolean;
      cell->integer = token == "true" ? 1 : 0;
      return;
    case ColumnType::kText:
      if (token == "null") return;
      BeginText(cell);
      AppendPlain(value, token);
      return EndText(cell);
    case ColumnType::kJson:
      return SetText(token, cell);
  }
}

void CellWriter::SetDigits(std::string_view token, Cell* cell) {
  int64_t number = 0;
  if (token.size() > 3 && token.front() == '"' &&
      Parse(token.substr(2, token.size() - 3), &number)) {
    SetInteger(number, cell);
  }
}

// The text of a string; anything else as it stands.
void CellWriter::AppendPlain(ondemand::value* value, std::string_view token) {
  if (token.size() < 2 || token.front() != '"' || token.back() != '"') {
    arena_.append(token);
    return;
  }
  token = token.substr(1, token.size() - 2);
  if (std::memchr(token.data(), '\\', token.size()) == nullptr) {
    arena_.append(token);
    return;
  }
  if (value->get_string().get(token)) return Bad();
  for (const char c : token) c == '\0' ? arena_.append("\uFFFD") : arena_.append(1, c);
}

void CellWriter::AppendPlain(ondemand::value* value) {
  ondemand::json_type type;
  if (value->type().get(type)) return Bad();
  std::string_view json;
  if (type == ondemand::json_type::object) {
    ondemand::object object;
    if (value->get_object().get(object) || object.raw_json().get(json)) return Bad();
    arena_.append(Trimmed(json));
  } else if (type == ondemand::json_type::array) {
    ondemand::array array;
    if (value->get_array().get(array) || array.raw_json().get(json)) return Bad();
    arena_.append(Trimmed(json));
  } else {
    AppendPlain(value, Token(value));
  }
}

void CellWriter::SetList(ondemand::array* array, const std::vector<std::string>& of, Cell* cell) {
  BeginText(cell);
  for (auto item : *array) {
    if (bad_ || item.error()) return Bad();
    ondemand::value value = item.value_unsafe();
    if (arena_.size() > cell->text.begin) arena_.append("; ");
    if (of.empty()) {
      AppendPlain(&value);
    } else {
      AppendMembers(&value, of);
    }
  }
  EndText(cell);
}

void CellWriter::AppendMembers(ondemand::value* value, const std::vector<std::string>& of) {
  ondemand::object object;
  if (value->get_object().get(object)) return;
  bool first = true;
  for (const std::string& name : of) {
    ondemand::value member;
    if (object.find_field_unordered(name).get(member)) continue;
    if (!first) arena_ += ':';
    AppendPlain(&member);
    first = false;
  }
}

}  // namespace pathex
