// JsonBuilder: makes a Json of what nlohmann's parser meets. Its own does the same but looks for
// every key among those before it, which json.cc does for faults anyway.
#ifndef PATHEX_EXTRACTOR_BASE_JSON_BUILDER_H_
#define PATHEX_EXTRACTOR_BASE_JSON_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/json.h"

namespace pathex {

// What is wrong with a text, in nlohmann's words.
struct JsonFault {
  std::string what;
  std::optional<size_t> byte;  // where, from 1; 0 = nowhere
};

// The names of its functions are nlohmann's.
class JsonBuilder {
 public:
  // False with the fault. A key that stands twice in an object is there twice in *root.
  static bool Parse(std::string_view text, bool comments, Json* root, JsonFault* fault);

  bool null() { return Add(nullptr); }
  bool boolean(bool value) { return Add(value); }
  bool number_integer(int64_t value) { return Add(value); }
  bool number_unsigned(uint64_t value) { return Add(value); }
  bool number_float(double value, const std::string&) { return Add(value); }
  bool string(std::string& value) { return Add(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }  // not of a text
  bool start_object(size_t) { return Open(Json::object()); }
  bool start_array(size_t) { return Open(Json::array()); }
  bool key(std::string& key) {
    key_ = std::move(key);
    return true;
  }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }
  bool parse_error(size_t, const std::string&, const Json::exception& error);

 private:
  JsonBuilder(Json* root, JsonFault* fault) : root_(root), fault_(fault) {}

  // Where the value stands now.
  Json* Put(Json value);
  bool Add(Json value) {
    Put(std::move(value));
    return true;
  }
  bool Open(Json container) {
    open_.push_back(Put(std::move(container)));
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  Json* root_;
  JsonFault* fault_;
  std::vector<Json*> open_;  // a container does not move while one inside it is open
  std::string key_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_JSON_BUILDER_H_
