// Records as they are: one a line, plain or compressed.
//
// Each batch is compressed by itself, on any thread, into a frame (zstd) or member (gzip) of its
// own: the usual programs read the sequence as one file, and it can be cut behind any batch.
#ifndef PATHEX_EXTRACTOR_SINKS_NDJSON_H_
#define PATHEX_EXTRACTOR_SINKS_NDJSON_H_

#include <memory>
#include <string>
#include <string_view>

#include "extractor/sinks/sink.h"

namespace pathex {

enum class Compression { kNone, kZstd, kGzip };

// Appends `bytes` as one frame; the same bytes every time.
void Compress(Compression compression, std::string_view bytes, ByteBuffer* out);

// `resume` cuts the file of an earlier run. What IsWrittenInPlace is written itself.
Result<std::unique_ptr<Sink>> OpenNdjson(const std::string& path, Compression compression,
                                         const SinkPosition& resume, Naming naming);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_NDJSON_H_
