// IsAmong: whether a short list of names holds one.
#ifndef PATHEX_EXTRACTOR_BASE_IS_AMONG_H_
#define PATHEX_EXTRACTOR_BASE_IS_AMONG_H_

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace pathex {

inline bool IsAmong(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_IS_AMONG_H_
