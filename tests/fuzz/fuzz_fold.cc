// Any bytes: decoding gives valid UTF-8, folding is idempotent, spans map back in order.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extractor/text/decode.h"
#include "extractor/text/fold.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace pathex;
  if (size > 20000) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const Decoded decoded = DecodeText(bytes, "");
  Text text;
  Fold(decoded.text, &text);
  if (FoldString(text.folded) != text.folded) abort();
  uint32_t last = 0;
  for (uint32_t i = 0; i < text.folded.size(); ++i) {
    const OriginalSpan span = text.ToOriginal({i, i + 1});
    if (span.begin > span.end || span.end > decoded.text.size() || span.begin < last) abort();
    last = span.begin;
  }
  return 0;
}
