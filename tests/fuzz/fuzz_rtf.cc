// Fuzzes the reader of RTF.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extractor/text/rtf.h"
#include "tests/fuzz/read_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace pathex;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::CheckSources(ReadRtf(bytes, "input.rtf", fuzz::SmallOptions()), bytes);
  return 0;
}
