// Fuzzes the whole machine on any text: the fast matcher says what the naive one says, spans quote
// their text, and the record is valid JSON.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extractor/base/files.h"
#include "extractor/base/json.h"
#include "extractor/pipeline.h"
#include "extractor/record/write.h"
#include "extractor/text/decode.h"
#include "tests/where.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace pathex;
  if (size > 3000) return 0;
  static const Extractor* extractor = [] {
    const std::string root = SourceDir();
    Result<Extractor> loaded =
        Extractor::Load({root + "/lexicons", root + "/schemas", "en"}, RealFiles());
    if (!loaded) abort();
    return new Extractor(std::move(*loaded));
  }();
  Source source;
  source.id = "x";
  source.parts.resize(1);
  source.parts[0].text =
      DecodeText(std::string(reinterpret_cast<const char*>(data), size), "").text;
  std::string fast, naive;
  WriteRecord(extractor->Extract(source, Matcher::kFast), extractor->engine(), &fast);
  WriteRecord(extractor->Extract(source, Matcher::kNaive), extractor->engine(), &naive);
  if (fast != naive || !ParseJsonValue(fast)) abort();
  return 0;
}
