#include "extractor/base/json_builder.h"

#include <utility>

namespace pathex {

bool JsonBuilder::Parse(std::string_view text, bool comments, Json* root, JsonFault* fault) {
  JsonBuilder builder(root, fault);
  return Json::sax_parse(text, &builder, Json::input_format_t::json, /*strict=*/true, comments);
}

bool JsonBuilder::parse_error(size_t, const std::string&, const Json::exception& error) {
  fault_->what = error.what();
  if (const auto* at = dynamic_cast<const Json::parse_error*>(&error)) fault_->byte = at->byte;
  return false;
}

Json* JsonBuilder::Put(Json value) {
  if (open_.empty()) {
    *root_ = std::move(value);
    return root_;
  }
  if (auto* const items = open_.back()->get_ptr<Json::array_t*>()) {
    return &items->emplace_back(std::move(value));
  }
  auto* const members = open_.back()->get_ptr<Json::object_t*>();
  // Through its base: a vector, whose end needs no search.
  using Members = std::vector<Json::object_t::value_type>;
  return &static_cast<Members*>(members)->emplace_back(std::move(key_), std::move(value)).second;
}

}  // namespace pathex
