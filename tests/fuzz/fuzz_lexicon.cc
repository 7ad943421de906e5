// Fuzzes the loader: any bytes as a lexicon file give a lexicon or faults with a place, never a
// crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extractor/base/files.h"
#include "extractor/lexicon/load.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace pathex;
  if (size > 5000) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const MemoryFiles files({{"lexicons/en/topic.jsonc", bytes}});
  const Result<LexiconSet> set = LoadLexicons("lexicons", files);
  if (!set && set.error().message.empty()) abort();
  return 0;
}
