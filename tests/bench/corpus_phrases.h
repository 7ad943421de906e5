// The wording of invented reports: templates by name, and their expansion.
//
//   {a|b|}      one of these, drawn; may be nested; an empty one means "maybe"
//   $name       a fact of the case, or else one of the templates of that name, expanded
//   #3-40#      a whole number drawn from the range; #0.4-6.5# one with one decimal
#ifndef PATHEX_TESTS_BENCH_CORPUS_PHRASES_H_
#define PATHEX_TESTS_BENCH_CORPUS_PHRASES_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pathex {

// SplitMix64: small, the same everywhere.
class Draw {
 public:
  explicit Draw(uint64_t seed) : state_(seed) {}

  uint64_t Next();
  // Uniform in [0, n); n > 0.
  size_t Below(size_t n) { return static_cast<size_t>((Next() >> 11) % n); }
  // In [low, high].
  int Between(int low, int high) { return low + static_cast<int>(Below(high - low + 1)); }
  bool Percent(int chance) { return Between(1, 100) <= chance; }
  template <typename T>
  const T& Of(const std::vector<T>& list) {
    return list[Below(list.size())];
  }

 private:
  uint64_t state_;
};

using Facts = std::map<std::string, std::string, std::less<>>;

// All templates of a name; empty when there is none.
const std::vector<std::string_view>& Templates(std::string_view name);

std::string Expand(std::string_view text, const Facts& facts, Draw* draw);

// `count` different templates of `name` (or all), expanded, in drawn order.
std::vector<std::string> Sentences(std::string_view name, size_t count, const Facts& facts,
                                   Draw* draw);

}  // namespace pathex

#endif  // PATHEX_TESTS_BENCH_CORPUS_PHRASES_H_
