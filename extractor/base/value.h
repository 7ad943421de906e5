// Value: what a slot of a mention holds.
#ifndef PATHEX_EXTRACTOR_BASE_VALUE_H_
#define PATHEX_EXTRACTOR_BASE_VALUE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace pathex {

// A slot's value. Numbers are decimals held as thousandths (4.25 cm = 42.5 mm = 42500).
struct Value {
  enum class Kind : uint8_t { kText, kNumber, kBool, kNumbers };
  Kind kind = Kind::kText;
  bool flag = false;
  int64_t thousandths = 0;
  std::string text;
  std::vector<int64_t> numbers;  // thousandths

  bool operator==(const Value&) const = default;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_VALUE_H_
