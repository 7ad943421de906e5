// Fuzzes the readers of registry XML: NAACCR XML, oBDS / ADT_GEKID and IHE SDC.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extractor/text/source_naaccr.h"
#include "extractor/text/source_obds.h"
#include "extractor/text/source_sdc.h"
#include "tests/fuzz/read_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace pathex;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::CheckSources(ReadNaaccr(bytes, "input.xml", fuzz::SmallOptions()), bytes);
  fuzz::CheckSources(ReadObds(bytes, "input.xml", fuzz::SmallOptions()), bytes);
  fuzz::CheckSources(ReadSdc(bytes, "input.xml", fuzz::SmallOptions()), bytes);
  return 0;
}
