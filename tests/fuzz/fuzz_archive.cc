// Fuzzes archives, and every reader through their members.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extractor/text/archive.h"
#include "tests/fuzz/read_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace pathex;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::CheckSources(ReadArchive(bytes, "input.zip", fuzz::SmallOptions()), "");
  return 0;
}
