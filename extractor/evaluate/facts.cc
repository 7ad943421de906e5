#include "extractor/evaluate/facts.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "extractor/evaluate/letters.h"

namespace pathex {
namespace {

// The decimal rounding of the exact binary value, as a reader of the printed number expects it;
// multiplying by 1000 first would round some halves the other way.
double RoundToThousandths(double value) {
  char buffer[400];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 3);
  double rounded = value;
  if (end.ec == std::errc()) std::from_chars(buffer, end.ptr, rounded);
  return rounded;
}

FactValue Text(std::string text) {
  return FactValue{.kind = FactValue::Kind::kText, .text = std::move(text), .number = 0};
}

FactValue Bool(bool flag) {
  return FactValue{.kind = FactValue::Kind::kBool, .text = {}, .number = flag ? 1.0 : 0.0};
}

// Anything that is no plain value is compared by a canonical text with sorted keys.
std::string Canonical(const Json& value) {
  return nlohmann::json(value).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

// The words of a snake case name in alphabetical order.
std::string SortWords(std::string_view name) {
  std::vector<std::string_view> words;
  size_t begin = 0;
  for (size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && name[i] != '_') continue;
    words.push_back(name.substr(begin, i - begin));
    begin = i + 1;
  }
  std::sort(words.begin(), words.end());
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += '_';
    out += words[i];
  }
  return out;
}

FactValue ScalarValue(const ScalarField& field, const Json& value) {
  if (field.any_word_order && value.is_string()) {
    return Text(SortWords(LowerCase(value.get_ref<const std::string&>())));
  }
  FactValue out = Normalise(value);
  if (!field.drop_prefix.empty() && out.text.starts_with(field.drop_prefix)) {
    out.text.erase(0, field.drop_prefix.size());
  }
  return out;
}

void AddScalar(const ScalarField& field, const Json& report, Facts* facts) {
  const Json* value = ValueAt(report, field.pointer);
  if (value == nullptr || value->is_null() || value->is_structured()) return;
  (*facts)[field.field].emplace("", Fact{ScalarValue(field, *value), field.pointer});
}

// A member's key. True is 1, "#" keeps the number 1 and the text "1"
// apart.
std::string KeyOf(const Json& value) {
  FactValue key = Normalise(value);
  if (key.kind == FactValue::Kind::kText) return key.text;
  key.kind = FactValue::Kind::kNumber;
  return "#" + key.ToString();
}

void AddMember(const ListField& field, const Json& member, const std::string& pointer,
               Facts* facts) {
  if (field.key.empty()) {
    (*facts)[field.field].emplace(KeyOf(member), Fact{Bool(true), pointer});
    return;
  }
  if (!member.is_object()) return;
  const auto key = member.find(field.key);
  if (key == member.end() && field.key_required) return;
  const std::string name = key == member.end() ? "" : KeyOf(*key);
  for (const std::string& value : field.values) {
    const auto found = member.find(value);
    if (found == member.end()) continue;
    (*facts)[field.field].emplace(name, Fact{Normalise(*found), pointer + "/" + value});
    return;
  }
}

void AddList(const ListField& field, const Json& report, const std::string& pointer, Facts* facts) {
  const Json* list = ValueAt(report, pointer);
  if (list == nullptr || !list->is_array()) return;
  for (size_t i = 0; i < list->size(); ++i) {
    AddMember(field, (*list)[i], pointer + "/" + std::to_string(i), facts);
  }
}

}  // namespace

std::string FactValue::ToString() const {
  if (kind == Kind::kText) return text;
  if (kind == Kind::kBool) return number != 0 ? "true" : "false";
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number);
  return std::string(buffer, end.ptr);
}

Json FactValue::ToJson() const {
  if (kind == Kind::kText) return text;
  if (kind == Kind::kBool) return number != 0;
  if (number == std::floor(number) && std::fabs(number) < 1e15) return static_cast<int64_t>(number);
  return number;
}

FactValue Normalise(const Json& value) {
  if (value.is_string()) {
    return Text(LowerCase(Trim(value.get_ref<const std::string&>())));
  }
  if (value.is_boolean()) return Bool(value.get<bool>());
  if (value.is_number()) {
    return FactValue{.kind = FactValue::Kind::kNumber,
                     .text = {},
                     .number = RoundToThousandths(value.get<double>())};
  }
  return Text(Canonical(value));
}

Facts FindFacts(const Json& report, const EvaluationSpec& spec) {
  Facts facts;
  for (const ScalarField& field : spec.scalars) AddScalar(field, report, &facts);
  const Json* entities = ValueAt(report, "/" + spec.entities);
  const size_t count = entities != nullptr && entities->is_array() ? entities->size() : 0;
  for (const ListField& field : spec.lists) {
    const size_t star = field.pointer.find('*');
    if (star == std::string::npos) {
      AddList(field, report, field.pointer, &facts);
      continue;
    }
    for (size_t i = 0; i < count; ++i) {
      std::string pointer = field.pointer;
      AddList(field, report, pointer.replace(star, 1, std::to_string(i)), &facts);
    }
  }
  return facts;
}

bool SameValue(const FactValue& a, const FactValue& b, double tolerance) {
  const bool a_text = a.kind == FactValue::Kind::kText, b_text = b.kind == FactValue::Kind::kText;
  if (a_text || b_text) return a_text && b_text && a.text == b.text;
  const bool numbers = a.kind == FactValue::Kind::kNumber && b.kind == FactValue::Kind::kNumber;
  return numbers ? std::fabs(a.number - b.number) <= tolerance : a.number == b.number;
}

bool IsFlagged(const std::vector<std::string>& flags, const std::string* gold,
               const std::string* predicted, const EvaluationSpec& spec) {
  std::string pointer;
  if (gold != nullptr) {
    pointer = *gold;
  } else {
    const std::vector<std::string_view> parts = PointerParts(*predicted);
    for (size_t k = 0; k < parts.size(); ++k) {
      if (IsIndex(parts[k]) && !(k == 1 && parts[0] == spec.entities)) break;
      pointer.append("/").append(parts[k]);
    }
  }
  return std::any_of(flags.begin(), flags.end(), [&](const std::string& flag) {
    if (pointer == flag) return true;
    const std::string_view stem = std::string_view(flag).substr(0, flag.find_last_not_of('/') + 1);
    return pointer.size() > stem.size() && pointer.starts_with(stem) && pointer[stem.size()] == '/';
  });
}

const Json* ValueAt(const Json& root, std::string_view pointer) {
  const Json* at = &root;
  for (std::string_view part : PointerParts(pointer)) {
    if (at->is_array()) {
      size_t index = 0;
      if (!IsIndex(part)) return nullptr;
      const auto end = std::from_chars(part.data(), part.data() + part.size(), index);
      if (end.ec != std::errc() || index >= at->size()) return nullptr;
      at = &(*at)[index];
    } else if (at->is_object()) {
      const auto it = at->find(std::string(part));
      if (it == at->end()) return nullptr;
      at = &*it;
    } else {
      return nullptr;
    }
  }
  return at;
}

std::vector<std::string_view> PointerParts(std::string_view pointer) {
  while (!pointer.empty() && pointer.front() == '/') pointer.remove_prefix(1);
  while (!pointer.empty() && pointer.back() == '/') pointer.remove_suffix(1);
  std::vector<std::string_view> parts;
  if (pointer.empty()) return parts;
  for (;;) {
    const size_t slash = pointer.find('/');
    parts.push_back(pointer.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    pointer.remove_prefix(slash + 1);
  }
}

bool IsIndex(std::string_view part) {
  return !part.empty() &&
         std::all_of(part.begin(), part.end(), [](char c) { return '0' <= c && c <= '9'; });
}

std::string PointerPattern(std::string_view pointer) {
  std::string out;
  for (std::string_view part : PointerParts(pointer)) {
    out.append("/").append(IsIndex(part) ? "*" : part);
  }
  return out;
}

}  // namespace pathex
