// The identity of the running program, which every build that differs has anew.
#ifndef PATHEX_EXTRACTOR_BASE_BUILD_ID_H_
#define PATHEX_EXTRACTOR_BASE_BUILD_ID_H_

#include <string>

namespace pathex {

// The build id that the linker wrote into the program, in hexadecimal; "" when there is none.
// Thread-safe.
std::string BuildId();

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_BUILD_ID_H_
