// Fuzzes the reader of HL7 v2 messages.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extractor/text/source_hl7.h"
#include "tests/fuzz/read_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace pathex;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::CheckSources(ReadHl7(bytes, "input.hl7", fuzz::SmallOptions()), bytes);
  return 0;
}
