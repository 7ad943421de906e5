// ByFirstByte: a few spellings with what they mean, looked up by the byte they begin with.
#ifndef PATHEX_EXTRACTOR_LEXICON_BY_FIRST_BYTE_H_
#define PATHEX_EXTRACTOR_LEXICON_BY_FIRST_BYTE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pathex {

template <typename Meaning>
class ByFirstByte {
 public:
  using Row = std::pair<std::string, Meaning>;

  // `spelling`: not empty; of two that are the same the first one comes first.
  void Add(std::string_view spelling, Meaning meaning) {
    const auto byte = static_cast<uint8_t>(spelling[0]);
    const std::span<const Row> known = With(spelling[0]);
    const auto behind = std::find_if(known.begin(), known.end(), [&](const Row& row) {
      return row.first.size() < spelling.size();
    });
    const std::ptrdiff_t at = from_[byte] + (behind - known.begin());
    rows_.emplace(rows_.begin() + at, spelling, std::move(meaning));
    for (size_t next = byte + size_t{1}; next < from_.size(); ++next) ++from_[next];
  }

  // The meaning of a spelling; nullptr: unknown.
  const Meaning* Find(std::string_view spelling) const {
    if (spelling.empty()) return nullptr;
    for (const Row& row : With(spelling[0])) {
      if (row.first == spelling) return &row.second;
    }
    return nullptr;
  }
  bool Has(std::string_view spelling) const { return Find(spelling) != nullptr; }

  // Those that begin with a byte, the longest first.
  std::span<const Row> With(char first) const {
    const auto byte = static_cast<uint8_t>(first);
    return std::span(rows_).subspan(from_[byte], size_t{from_[byte + 1]} - from_[byte]);
  }

  template <typename Visit>
  static void VisitFields(Visit& visit, auto& self) {  // base/pack.h
    auto& [rows, from] = self;
    visit(rows, from);
  }

 private:
  std::vector<Row> rows_;                // by first byte, then by length
  std::array<uint16_t, 257> from_ = {};  // by first byte: where its rows begin
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_BY_FIRST_BYTE_H_
