// The organ of a place by its code.
#ifndef PATHEX_EXTRACTOR_RECORD_ORGAN_H_
#define PATHEX_EXTRACTOR_RECORD_ORGAN_H_

#include <string_view>

namespace pathex {

// "C67.9" is of the organ "C67".
inline std::string_view OrganOf(std::string_view code) { return code.substr(0, code.find('.')); }

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_RECORD_ORGAN_H_
